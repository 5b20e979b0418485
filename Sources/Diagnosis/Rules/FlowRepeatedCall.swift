import Conversation

extension Rule {
  static let repeatedCall = Rule(
    "flow/repeated-call",
    summary: "the same call with the same result, three times or more",
    explanation: """
      The model has the answer and asks again. Often the result does not read like an answer, or the result does not \
      reach the model, or the prompt tells it to call a tool in every turn.
      """,
    lookFor: "The same name, arguments and result again and again; what stands between them.",
    fixes: Fixes(
      "say in the result that it is final, and limit the number of rounds",
      openAI: "limit the rounds, and send the last request with tool_choice: \"none\""),
    examples: [
      RuleExample(
        "three times", fires: .warning,
        steps: [
          .user("Find it."), .answer(calls: [.init("search", #"{"q": 1}"#)]), .result("none"),
          .answer(calls: [.init("search", #"{"q":1}"#)]), .result("none"),
          .answer(calls: [.init("search", #"{"q": 1}"#)]), .result("none"), .answer("None."),
        ]),
      RuleExample(
        "three times, each with another result", fires: nil,
        steps: [
          .user("Find it."), .answer(calls: [.init("search", "{}")]), .result("1 %"),
          .answer(calls: [.init("search", "{}")]), .result("60 %"), .answer(calls: [.init("search", "{}")]),
          .result("done"), .answer("Done."),
        ]),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      let same = turn.index.sameCalls(as: call.place)
      guard same.earlier == 2 else { return nil }
      let total = same.earlier + 1 + same.later
      return call.finding(
        "flow/repeated-call", code: "M28", severity: .warning,
        message: "\(call.call.name) was called \(total) times with the same arguments and the same result",
        evidence: [Evidence(call.call.origin)] + call.resultEvidence)
    }
  }
}

extension SessionIndex {
  /// How many answered calls among the 500 before and after have the same tool, arguments and result.
  func sameCalls(as place: Int) -> (earlier: Int, later: Int) {
    let call = calls[place]
    guard call.isAnswered else { return (0, 0) }
    func isSame(_ other: CallFact) -> Bool {
      other.name == call.name && other.arguments == call.arguments && other.isAnswered
        && other.resultHash == call.resultHash
    }
    return (
      calls[max(0, place - 500)..<place].count(where: isSame),
      calls[(place + 1)...].prefix(500).count(where: isSame)
    )
  }
}
