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

  @Flag(help: "Give every run a fresh process.")
  var isolate = false

  /// The sources in the order given; nothing is loaded yet. A spare host is worth its start where many runs may follow.
  func shelf(keepsSpare: Bool = true) throws(Failure) -> ToolShelf {
    var opened: [any ToolSource] = []
    for source in sources {
      opened.append(
        try KnownToolSources.source(for: source, python: python, isolated: isolate, keepsSpare: keepsSpare))
    }
    return ToolShelf(opened)
  }
}
