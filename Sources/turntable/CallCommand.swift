import ArgumentParser
import Conversation
import Engine
import Glibc
import Reports
import Synchronization
import Text

/// `turntable call`: one tool outside the agent loop, as its runtime would call it.
struct CallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call", abstract: "Run one tool outside the agent loop, as its runtime would call it.",
    discussion: """
      The text that the model would be given goes to standard output; what the tool prints, its exception and traceback \
      to standard error.

      Exit status: 0 it returned, 1 it was refused or raised, 2 wrong usage, 3 the source could not be loaded, 4 time-out, \
      5 the result is not serialisable, 130 cancelled.
      """)

  @Argument(help: "The tool's name, as the model calls it.")
  var tool: String

  @Option(
    name: .customLong("args"), help: "The arguments: JSON, @FILE, or '-' for standard input. Passed on as they are.")
  var arguments = "{}"

  @Option(help: "Seconds until the run is ended.")
  var timeout = 30.0

  @Option(help: "Whose executor calls a plain function: classic-0.2, ag2-0.14, agentchat-0.7. Default: by keyword.")
  var runtime: String?

  @Option(
    name: .customLong("repeat"),
    help: "Run it so many times on one warm host, until one run goes wrong; adds the times.")
  var repetitions = 1

  @Flag(help: "All about the run as one JSON object.")
  var json = false

  @OptionGroup var tools: ToolOptions

  func validate() throws {
    guard timeout > 0, timeout <= 86_400 else { throw ValidationError("--timeout wants seconds, such as 30") }
    guard repetitions > 0 else { throw ValidationError("--repeat wants a number of runs, such as 100") }
    guard !tools.sources.isEmpty else { throw ValidationError("name a source: --tools module.py") }
  }

  func run() throws {
    let invocation = ToolInvocation(
      id: RunID(0), tool: tool, arguments: try ArgumentText.read(arguments), runtime: runtime, timeout: timeout)
    let shelf = try tools.shelf(keepsSpare: false)
    defer { shelf.close() }
    let interruption = Interruption { shelf.close() }
    defer { interruption.end() }
    var finished = try runOnce(invocation, shelf)
    if repetitions > 1 {
      var times: [(inside: Double, whole: Double)] = []
      while times.count < repetitions, finished.exitStatus == 0 {
        let start = ContinuousClock.now
        finished = try runOnce(invocation, shelf)
        times.append((finished.outcome.duration, (ContinuousClock.now - start) / .seconds(1)))
      }
      finished.repetition = RunReport.Repetition(times)
    }
    if json { Output.print(finished.json) } else { show(finished) }
    if finished.exitStatus != 0 { throw ExitCode(finished.exitStatus) }
  }

  private func runOnce(_ invocation: ToolInvocation, _ shelf: ToolShelf) throws(Failure) -> RunReport {
    let report = Mutex(RunReport(tool: tool, outcome: ToolRunOutcome(status: .cancelled, isError: true)))
    let showsOutput = !json
    try shelf.run(invocation) { update in
      switch update {
      case .started(let source, let executor):
        report.withLock { ($0.source, $0.executor) = (source, executor) }
      case .output(let text):
        if showsOutput { Output.write(harmless(text, on: STDERR_FILENO), to: STDERR_FILENO) }
      case .finished(let outcome):
        report.withLock { $0.outcome = outcome }
      }
    }
    return report.withLock { $0 }
  }

  private func show(_ report: RunReport) {
    let outcome = report.outcome
    if let content = outcome.content { Output.print(harmless(content.text, on: STDOUT_FILENO)) }
    if let exception = outcome.exception {
      let text = exception.traceback ?? exception.type + ": " + exception.message
      Output.write(harmless(text, on: STDERR_FILENO), to: STDERR_FILENO)
    }
    for word in [outcome.note, report.repetition?.words].compactMap({ $0 }) {
      Output.write("turntable: \(visible(word))\n", to: STDERR_FILENO)
    }
  }
}

/// The text as it is for a file or a pipe; on a terminal control characters become visible.
private func harmless(_ text: String, on descriptor: Int32) -> String {
  guard isatty(descriptor) == 1 else { return text }
  return text.split(separator: "\n", omittingEmptySubsequences: false).map { visible($0) }.joined(separator: "\n")
}
