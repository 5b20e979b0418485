import Conversation

extension Rule {
  static let unanswered = Rule(
    "pair/unanswered",
    summary: "a call without a result",
    explanation: """
      Providers demand a result for every call before the next message. A run that stops at a call (max_turns, a crash, \
      an exit) leaves a history that no backend accepts.
      """,
    lookFor: "A call whose id no tool message answers.",
    fixes: Fixes(
      "answer the call, or take it out of the history, before the next request",
      classic:
        "raise max_turns so that the executor gets its turn, or answer the call before the history is used again",
      agentchat:
        "raise max_tool_iterations, or let the run end after the result; do not save a state that ends in a call",
      openAI: """
        append one tool message for every id in tool_calls before the next request, an error text where the \
        tool failed
        """,
      anthropic: "put one tool_result block for every tool_use into the very next user message, before any text"),
    examples: [
      RuleExample(
        "the run is over", fires: .error, steps: [.user("Find it."), .answer(calls: [.init("search", "{}")])]),
      RuleExample(
        "the log may have been cut", fires: .warning, isClosed: false,
        steps: [.user("Find it."), .answer(calls: [.init("search", "{}")])]),
      RuleExample(
        "refused for it", fires: .error, isClosed: false,
        steps: [
          .user("Find it."), .answer(calls: [.init("search", "{}")]), .user("Well?"),
          .refused(status: 400, message: "must be followed by tool messages", param: "messages.[1].role"),
        ]),
      .call("answered", fires: nil, "{}", result: "3 claims"),
      RuleExample(
        "a record holds the result", fires: nil, isClosed: false,
        steps: [
          .user("Find it."), .answer(calls: [.init("search", "{}")]),
          .record("search", arguments: "{}", returned: "3 claims"),
        ]),
    ]
  ) { turn in turn.calls.compactMap { unansweredFinding($0, in: turn) } }
}

private func unansweredFinding(_ call: CallCase, in turn: TurnCase) -> Finding? {
  guard call.result == nil, call.record == nil, turn.session.recordsResults, !Reflection.isRequest(turn) else {
    return nil
  }
  let lost = turn.lostCalls ?? turn.callsLostInStream
  if lost.contains(where: { $0.place == call.place }) { return nil }
  let isRefused = call.refusal.map { $0.namesCall || $0.isUnplaced } ?? false
  let isLast = turn.isLastOfAgent && call.refusal == nil
  if isLast, turn.end == .open || turn.index.turns.count == 1 { return nil }
  let severity: Severity
  let confidence: Confidence
  let words: String
  if isLast, turn.isHistoryLeftUnanswered, turn.index.calls.count == 1 || turn.index.calls.contains(where: \.isAnswered)
  {
    return call.finding(
      "pair/unanswered", code: "M01", severity: .error,
      message: "the call of \(call.call.name) has no result, another message follows, and nothing answered it",
      evidence: [Evidence(call.call.origin)])
  }
  switch (isRefused, isLast, turn.end) {
  case (true, _, _):
    (severity, confidence, words) = (.error, .certain, "has no result, and the next request was refused")
  case (_, true, .closed): (severity, confidence, words) = (.error, .certain, "has no result: the run ended here")
  case (_, true, _): (severity, confidence, words) = (.warning, .likely, "has no result: the recording ends here")
  default: (severity, confidence, words) = (.warning, .certain, "has no result, and the conversation went on")
  }
  return call.finding(
    "pair/unanswered", code: "M01", severity: severity, confidence: confidence,
    message: "the call of \(call.call.name) \(words)", evidence: [Evidence(call.call.origin)])
}
