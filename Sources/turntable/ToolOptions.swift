import ArgumentParser
import Conversation
import Engine
import ToolRunners

/// Where tools come from.
struct ToolOptions: ParsableArguments {
  @Option(
    name: .customLong("tools"),
    help: "A module whose tools can be run: module.py, package.module or module.py:object. Repeatable.")
  var sources: [String] = []

  @Option(help: "The Python that imports it. Default: the active virtual environment, else python3.")
  var python: String?

  /// The sources in the order given; nothing is loaded yet.
  func shelf() throws(Failure) -> ToolShelf {
    var opened: [any ToolSource] = []
    for source in sources { opened.append(try KnownToolSources.source(for: source, python: python)) }
    return ToolShelf(opened)
  }
}
