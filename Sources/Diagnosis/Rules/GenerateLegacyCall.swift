import Conversation

extension Rule {
  static let legacyCall = Rule(
    "generate/legacy-call",
    summary: "the answer holds an old function_call, which this framework does not take",
    explanation: """
      The server answered in the form before tool_calls. Classic AutoGen executes it; AgentChat raises "function_call is \
      deprecated and is not supported by this model client", ag2 1.x ignores it.
      """,
    lookFor: "function_call in the raw answer in the place of tool_calls.",
    fixes: Fixes("use a server that answers with tool_calls"),
    examples: [
      RuleExample(
        "the client's log keeps only the reason", fires: .error, runtime: "ag2-1.2",
        steps: [.user("Find it."), .answer(finish: "function_call")]),
      RuleExample(
        "AgentChat raises", fires: .error, runtime: "agentchat-0.7", isClosed: false,
        steps: [.user("Find it."), .answer(calls: [.init("search", "{}", id: nil, isLegacy: true)])]),
      RuleExample(
        "classic AutoGen runs it", fires: nil, runtime: "classic-0.2",
        steps: [
          .user("Find it."), .answer(calls: [.init("search", "{}", id: nil, isLegacy: true)]),
          .result("3 claims", id: nil),
          .answer("Three."),
        ]),
    ]
  ) { turn in
    guard turn.runtime.id == "agentchat-0.7" || turn.runtime.id == "ag2-1.2" else { return [] }
    if let lost = lostCall(turn) { return [lost] }
    return turn.calls.filter(\.call.isLegacy).map { call in
      call.finding(
        "generate/legacy-call", severity: call.fate == .unanswered ? .error : .warning,
        message: "the answer calls \(call.call.name) by function_call, which \(turn.runtime.id) does not take",
        evidence: [Evidence(call.call.origin)])
    }
  }
}

/// The client dropped the call, and wrote down why the answer had ended.
private func lostCall(_ turn: TurnCase) -> Finding? {
  guard turn.endsInLegacyCall, turn.turn.message.calls.isEmpty else { return nil }
  return turn.finding(
    "generate/legacy-call", severity: turn.answerSeverity,
    message: "the answer ended in a function_call, which \(turn.runtime.id) ignored: nothing of it is left",
    evidence: [Evidence(turn.turn.modelCall?.response ?? turn.turn.origin)])
}

extension TurnCase {
  /// OpenAI's own word for the legacy form; AgentChat's is another.
  var endsInLegacyCall: Bool {
    guard runtime.id == "agentchat-0.7" || runtime.id == "ag2-1.2" else { return false }
    if case .answered(finishReason: "function_call", _, _)? = turn.modelCall?.outcome { return true }
    return false
  }
}
