import Conversation

extension Rule {
  static let timeout = Rule(
    "execute/timeout",
    summary: "the function took too long and was given up",
    explanation: """
      A time limit ended the call: of the client, of the tool's own request, of a command. The work may have been done \
      all the same. Look at the duration, and whether the tool was asked again.
      """,
    lookFor: "\"timed out\" in a result that failed; the time between call and result.",
    fixes: Fixes(
      "raise the limit, or let the tool do less at once; make a second run harmless before it is tried again",
      classic: "raise timeout in code_execution_config or in the tool's own request",
      agentchat: "raise the limit in the tool; a cancellation_token parameter lets AgentChat stop it in time"),
    examples: [
      .call(
        "marked as an error", fires: .error, runtime: "agentchat-0.7", "{}",
        result: "TimeoutError: the register did not answer", isError: true),
      .call(
        "a text alone", fires: .warning, runtime: "classic-0.2", "{}", result: "Error: request timed out after 30 s"),
      .call(
        "a result that speaks of a time-out", fires: nil, runtime: "classic-0.2", "{}",
        result: "claim 88: the customer's session timed out"),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      guard call.unfinished == .timeout else { return nil }
      return call.unfinishedFinding("execute/timeout", "did not end in time")
    }
  }
}
