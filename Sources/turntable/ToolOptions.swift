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

  @Option(
    help: "The Python that imports it. Default: the program's (run), the active virtual environment's, else python3.")
  var python: String?

  @Flag(help: "Give every run a fresh process.")
  var isolate = false

  /// The sources in the order given; nothing is loaded yet. A spare host is worth its start where many runs may follow.
  /// A program's own Python has the packages that its tools import.
  func shelf(keepsSpare: Bool = true, of program: [String] = []) throws(Failure) -> ToolShelf {
    let own = program.first.flatMap { $0.split(separator: "/").last?.hasPrefix("python") == true ? $0 : nil }
    var opened: [any ToolSource] = []
    for source in sources {
      opened.append(
        try KnownToolSources.source(for: source, python: python ?? own, isolated: isolate, keepsSpare: keepsSpare))
    }
    return ToolShelf(opened)
  }
}
