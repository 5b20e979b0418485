import ArgumentParser
import Conversation
import Curses
import Debugging
import Engine
import Glibc
import Transcripts

/// `turntable FILE…`: open and step.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open a saved session and step through it (the default).")

  @Argument(help: "Session files; '-' is standard input. None: choose from those that can be found.")
  var files: [String] = []

  @Option(help: "Start at this turn.")
  var turn: Int?

  @OptionGroup var tools: ToolOptions

  @OptionGroup var look: LookOptions

  func run() throws {
    try ScreenRun(files: files, turn: turn, shelf: tools.shelf(), look: look).run()
  }
}
