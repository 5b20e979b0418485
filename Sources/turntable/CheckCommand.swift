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

  @Argument(help: "Session files, and folders with all that is under them; '-' is standard input.")
  var files: [String] = []

  @Option(name: .customLong("files-from"), help: "A file with one path a line; '-' is standard input.")
  var filesFrom: String?

  @Option(help: "\(KnownReports.all.map(\.name).joined(separator: ", ")).")
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
    let paths = try files + listedFiles()
    guard !paths.isEmpty else {
      throw Failure(.usage, what: "no session was named", remedy: "name files or folders, or give --files-from LIST")
    }
    var status: Int32 = 0
    var kept: [ReportedSource] = []
    CheckRun(shelf: shelf).check(paths) { source in
      status = max(status, threshold.exitStatus(of: source))
      if report.isIncremental {
        let part = report.text(of: [source], showsAll: all)
        if !part.isEmpty { Output.print(part) }
      } else {
        kept.append(source)
      }
      // The text says it itself; other forms are read by programs.
      if format != TextReport().name, let failure = source.failure { Output.complain(failure) }
    }
    if !report.isIncremental { Output.print(report.text(of: kept, showsAll: all)) }
    if status != 0 { throw ExitCode(status) }
  }

  private func listedFiles() throws(Failure) -> [String] {
    guard let filesFrom else { return [] }
    let list = try ArgumentText.read(filesFrom == "-" ? "-" : "@" + filesFrom, option: "--files-from")
    return list.split(whereSeparator: \.isNewline).map(String.init)
  }
}
