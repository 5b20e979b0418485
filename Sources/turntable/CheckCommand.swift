import ArgumentParser
import Conversation
import Engine
import Reports

/// `turntable check FILE…`: diagnosis without a screen.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say why tool calls failed, without a screen.",
    discussion: "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage, 3 a source could not be read."
  )

  @Argument(help: "Session files; '-' is standard input.")
  var files: [String]

  @Option(help: "\(KnownReports.all.map(\.name).joined(separator: " or ")).")
  var format = KnownReports.all.first?.name ?? "text"

  @Option(help: "A severity (info, warning, error), a rule, or a pattern such as 'bind/*'.")
  var failOn = "error"

  @Flag(help: "Print findings of severity info too.")
  var all = false

  @OptionGroup var tools: ToolOptions

  func run() throws {
    let threshold = try FailOn(parsing: failOn)
    guard let report = KnownReports.report(named: format) else {
      let known = KnownReports.all.map(\.name).joined(separator: ", ")
      throw Failure(.usage, what: "there is no format '\(format)'", remedy: "use one of: \(known)")
    }
    let shelf = try tools.shelf()
    defer { shelf.close() }
    for failure in shelf.failures() { throw failure }
    let run = CheckRun(shelf: shelf)
    let sources = files.map(run.check)
    Output.print(report.text(of: sources, showsAll: all))
    // The text says it itself; other forms are read by programs.
    if format != TextReport().name { sources.compactMap(\.failure).forEach(Output.complain) }
    let status = threshold.exitStatus(of: sources)
    if status != 0 { throw ExitCode(status) }
  }
}
