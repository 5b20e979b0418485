import Conversation

extension Rule {
  static let stoppedAfterTool = Rule(
    "flow/stopped-after-tool",
    summary: "the run ended right after a tool result",
    explanation: """
      The model never saw the result. By default an AgentChat agent makes one round of calls and hands the raw tool text \
      out as its answer.
      """,
    lookFor: "The last turn is a tool's result, or repeats its text.",
    fixes: Fixes(
      "let the model see the result before the run ends",
      classic: "raise max_turns or max_consecutive_auto_reply",
      agentchat: "set reflect_on_tool_use=True, or raise max_tool_iterations"),
    examples: [
      RuleExample(
        "the result is the last word", fires: .warning, runtime: "agentchat-0.7",
        steps: [.user("Find it."), .answer(calls: [.init("search", "{}")]), .result("3 claims", isError: false)]),
      RuleExample(
        "the tool's text is handed out as the answer", fires: .warning, runtime: "agentchat-0.7",
        steps: [
          .user("Find it."), .answer(calls: [.init("search", "{}")]), .result("3 claims", isError: false),
          .answer("3 claims"),
        ]),
      .call("the model sums up", fires: nil, runtime: "agentchat-0.7", "{}", result: "3 claims", isError: false),
    ]
  ) { turn in
    guard let call = turn.calls.last, turn.end != .open, !call.fate.isFailed || call.isFailedByResult,
      call.result != nil || call.record != nil, turn.isLastCallOfSession, turn.refusal == nil,
      turn.lastAnswerIsToolText || turn.isLastAnswer, turn.spentRounds < 3
    else { return [] }
    return [
      call.finding(
        "flow/stopped-after-tool", severity: .warning, confidence: turn.end == .closed ? .certain : .likely,
        message: "the run ended after the result of \(call.call.name); the model never saw it",
        evidence: call.resultEvidence.isEmpty ? [Evidence(call.call.origin)] : call.resultEvidence)
    ]
  }
}
