import Conversation

extension Rule {
  static let interrupted = Rule(
    "execute/interrupted",
    summary: "the call was stopped while it ran",
    explanation: """
      A person pressed a key, or the run was cancelled. What the function had done by then stays done; the result says \
      nothing of it.
      """,
    lookFor: "The result says that it was interrupted; nothing says how far the function had come.",
    fixes: Fixes("look at what the function had done before it was stopped, then run it again"),
    examples: [
      .call(
        "by a person", fires: .warning, "{}", result: "[Request interrupted by user for tool use]", isError: true),
      .call("it ended", fires: nil, "{}", result: "the talks were interrupted by user protests", isError: false),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      guard call.unfinished == .interrupted else { return nil }
      return call.finding(
        "execute/interrupted", severity: .warning, message: "\(call.call.name) was stopped while it ran",
        evidence: call.resultEvidence)
    }
  }
}
