import Conversation

extension Rule {
  static let outOfOrder = Rule(
    "pair/out-of-order",
    summary: "something else stands between a call and its result",
    explanation: """
      Providers want the results right behind the message that called. A user's message or another answer in between is \
      refused (OpenAI, Anthropic, Mistral), though every call has its result in the end.
      """,
    lookFor: "A user's or assistant's message between the call and its result.",
    fixes: Fixes(
      "put the results right behind their call, before any other message",
      anthropic: "put the tool_result blocks first in the user message right behind the tool_use"),
    examples: [
      RuleExample(
        "a user's message in between, refused", fires: .error,
        steps: [
          .user("Find it."), .answer(calls: [.init("search", "{}")]), .user("Well?"), .result("3 claims"),
          .refused(status: 400, message: "An assistant message with 'tool_calls' must be followed by tool messages"),
        ]),
      RuleExample(
        "nobody minded", fires: nil,
        steps: [
          .user("Find it."), .answer(calls: [.init("search", "{}")]), .user("Well?"), .result("3 claims"),
          .answer("Three."),
        ]),
      .call("right behind", fires: nil, "{}", result: "3 claims"),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      guard call.fact.isAnswered, let refusal = call.refusal, refusal.namesCall || refusal.isUnplaced,
        let between = turn.index.otherTurn(betweenCallOf: call.fact)
      else { return nil }
      return call.finding(
        "pair/out-of-order", code: "M01", severity: .error,
        message: "turn \(between) stands between the call of \(call.call.name) and its result, and the next request "
          + "was refused",
        evidence: [Evidence(call.call.origin)] + call.resultEvidence)
    }
  }
}

extension SessionIndex {
  /// The first turn between a call and its result that is neither a result nor anything that is not sent.
  func otherTurn(betweenCallOf call: CallFact) -> Int? {
    let (from, to) = (Int(call.turn) + 1, Int(call.resultTurn))
    guard from < to else { return nil }
    return (from..<to).first { turns[$0].kind == .user || turns[$0].kind == .assistant && turns[$0].calls == 0 }
  }
}
