import Conversation
import Glibc
import LosslessJSON
import Processes
import Schemas

/// A host that has imported its module: what it found, and runs.
struct LoadedHost: Sendable {
  private var host: PythonHost
  let tools: [ImplementedTool]
  /// Frameworks that the module imported, by module name.
  let frameworks: [String]
  private(set) var isUsable = true
  private(set) var hasRun = false

  /// Waits until the module is imported.
  init(_ started: PythonHost, source: String, interpreter: PythonInterpreter, limit: Duration, wake: Wake)
    throws(Failure)
  {
    var host = started
    let answer = host.answer(to: host.askForTools(), until: .now + limit, wake: wake)
    let loading = LoadingFailure(source: source, interpreter: interpreter, printed: host.printed.text)
    guard case .result(let result) = answer else {
      host.child.terminate(grace: .zero)
      throw loading.failure(answer, limit: limit)
    }
    tools = result["tools"]?.elements.map { HostedTool.tool($0, source: source) } ?? []
    frameworks = HostedTool.strings(result["_meta"]?["turntable/module"]?["frameworks"])
    self.host = host
  }

  mutating func end() { host.child.terminate(grace: .zero) }

  /// Runs a tool to its end, its time limit or a wake. A tool that is broken off has `grace` to clean up.
  mutating func run(
    _ invocation: ToolInvocation, source: String, wake: Wake, grace: Duration, _ update: (ToolRunUpdate) -> Void
  ) -> ToolRunOutcome {
    hasRun = true
    host.clearPrinted()
    let start = ContinuousClock.now
    let request = host.send("tools/call", HostedTool.callParameters(invocation))
    let answer = host.answer(
      to: request, until: start + .seconds(invocation.timeout), wake: wake,
      notified: { message in
        guard let executor = message["params"]?["data"]?["executor"]?.string else { return }
        update(.started(source: source, executor: executor))
      },
      told: { update(.output($0)) })
    switch answer {
    case .result(let result):
      return HostedTool.outcome(result, printed: host.printed.text)
    case .refused(let error):
      return ToolRunOutcome(
        status: .failed, isError: true, output: host.printed.text, note: error["message"]?.string)
    case .timedOut:
      return broken(.timedOut, request, grace, since: start, "no answer after \(seconds(invocation.timeout))")
    case .woken:
      return broken(.cancelled, request, grace, since: start, "cancelled")
    case .ended(let end):
      isUsable = false
      return outcome(.crashed, since: start, "the tool ended its process (\(end.words)); a fresh host takes over")
    }
  }

  /// Breaks a run off: the tool is interrupted, and given a moment to clean up, before its whole group is ended.
  private mutating func broken(
    _ status: ToolRunOutcome.Status, _ request: Int, _ grace: Duration, since start: ContinuousClock.Instant,
    _ reason: String
  ) -> ToolRunOutcome {
    isUsable = false
    let duration = ContinuousClock.now - start
    host.sendCancel(of: request)
    _ = host.answer(to: request, until: .now + grace)
    host.child.terminate()
    var result = outcome(
      status, since: start, reason + ": the host was ended with all that it had started, a fresh one takes over")
    result.duration = duration / .seconds(1)
    return result
  }

  private func outcome(
    _ status: ToolRunOutcome.Status, since start: ContinuousClock.Instant, _ note: String
  ) -> ToolRunOutcome {
    ToolRunOutcome(
      status: status, isError: true, output: host.printed.text, duration: (ContinuousClock.now - start) / .seconds(1),
      note: note)
  }

  private func seconds(_ value: Double) -> String { value == value.rounded() ? "\(Int(value)) s" : "\(value) s" }
}

extension ProgramEnd {
  /// "exit status 3", "signal 11, segmentation fault".
  var words: String {
    if let status { return "exit status \(status)" }
    let number = signal ?? 0
    return "signal \(number), \(String(cString: strsignal(number)).lowercased())"
  }
}
