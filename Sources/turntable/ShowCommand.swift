import ArgumentParser
import Conversation
import Debugging
import Engine
import Screen
import Transcripts

/// `turntable show`: the frame that some keys lead to, without a terminal.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print the frame that keys lead to, without a terminal.")

  @Argument(help: "Session files; '-' is standard input.")
  var files: [String]

  @Option(help: "Keys as a person would press them: characters, <enter> <esc> <tab> <up> <c-x> …, <lt> for '<'.")
  var keys = ""

  @Option(help: "Columns and rows.")
  var screen = "120x36"

  @Option(help: "Start at this turn.")
  var turn: Int?

  @OptionGroup var tools: ToolOptions

  func run() throws {
    let size = try Self.size(screen)
    var sources: [any TurnSource] = []
    for file in files { sources += try openSessions(path: file, firstID: sources.count) }
    let shelf = try tools.shelf()
    defer { shelf.close() }
    var script = KeyScript(size: size, shelf: shelf)
    script.open(sources)
    if let turn { script.goTo(turn: turn) }
    script.press(try Debugging.keys(in: keys))
    Output.print(script.frame.text)
  }

  static func size(_ text: String) throws(Failure) -> Size {
    let parts = text.split(separator: "x").compactMap { Int($0) }
    guard parts.count == 2, (1...1000).contains(parts[0]), (1...1000).contains(parts[1]) else {
      throw Failure(.usage, what: "'\(text)' is not a screen size", remedy: "write columns and rows, such as 120x36")
    }
    return Size(columns: parts[0], rows: parts[1])
  }
}
