import Conversation

extension Rule {
  static let orphanResult = Rule(
    "pair/orphan-result",
    summary: "a tool result without its call",
    explanation: """
      A result must follow the call that it answers. Home-made trimming of the history cuts between the two; the \
      provider refuses what is left.
      """,
    lookFor: "A tool message whose tool_call_id stands at no call before it.",
    fixes: Fixes(
      "trim whole exchanges: a call and its results together",
      classic: "trim with a transform that keeps a call and its results together",
      agentchat: "choose a context that drops a call and its results together (HeadAndTail, or a limit that fits both)",
      openAI: "trim the list of messages only before a user's message",
      anthropic: "trim only before a user message without tool_result blocks"),
    examples: [
      RuleExample(
        "the call was trimmed away", fires: .error,
        steps: [
          .user("Find it."), .result("3 claims", id: "c9"), .user("Well?"),
          .refused(
            status: 400,
            message: "messages with role 'tool' must be a response to a preceding message with 'tool_calls'",
            param: "messages.[1].role"),
        ]),
      RuleExample(
        "accepted all the same", fires: .warning,
        steps: [.user("Find it."), .result("3 claims", id: "c9"), .answer("Three.")]),
      RuleExample(
        "a saved history that ends in a question", fires: .error,
        steps: [.result("3 claims", id: "c9"), .user("Well?")]),
      .call("its call is there", fires: nil, "{}", result: "3 claims"),
    ]
  ) { turn in
    // Without a single call or id the format has its calls in the text.
    let isTextual = turn.index.calls.isEmpty && turn.turn.message.results.allSatisfy { $0.callID == nil }
    if isTextual, turn.refusal == nil { return [] }
    return turn.index.orphans(in: turn.turn.index).compactMap { orphan in
      guard turn.turn.message.results.indices.contains(orphan.index) else { return nil }
      let result = turn.turn.message.results[orphan.index]
      let isRefused = turn.refusal.map { $0.namesCall || $0.isUnplaced } ?? false
      let isLeftOpen = turn.isHistoryLeftUnanswered
      let id = result.callID.map { " \($0)" } ?? ""
      let what =
        isRefused
        ? ", and the next request was refused" : isLeftOpen ? ", and nothing answered the last message" : ""
      return turn.finding(
        "pair/orphan-result", code: "M02", severity: isRefused || isLeftOpen ? .error : .warning,
        message: "the result\(id) answers no call that stands before it" + what, evidence: [Evidence(result.origin)])
    }
  }
}

extension TurnCase {
  /// A history without its requests that ends in a question: the request that should have answered it is the one that
  /// failed, or will.
  var isHistoryLeftUnanswered: Bool {
    end != .open && index.recordedRequests == 0 && index.turns.last?.kind == .user
  }
}
