import Conversation

extension Rule {
  static let answeredTwice = Rule(
    "pair/answered-twice",
    summary: "a call has two results",
    explanation: """
      Providers take one result a call and refuse a second. It comes of a retry that appended instead of replacing, of two \
      executors in one chat, or of a history that was merged twice.
      """,
    lookFor: "Two tool messages with one tool_call_id.",
    fixes: Fixes(
      "keep one result for each call before the history is sent",
      classic: "register the function for execution with one agent alone"),
    examples: [
      RuleExample(
        "two results, and the next request refused", fires: .error,
        steps: [
          .user("Find it."), .answer(calls: [.init("search", "{}")]), .result("3 claims"), .result("3 claims"),
          .refused(status: 400, message: "Duplicate value for 'tool_call_id' of c1"),
        ]),
      RuleExample(
        "taken all the same", fires: .warning,
        steps: [
          .user("Find it."), .answer(calls: [.init("search", "{}")]), .result("3 claims"), .result("4 claims"),
          .answer("Three."),
        ]),
      .call("one result", fires: nil, "{}", result: "3 claims"),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      guard call.fact.flags.contains(.answeredTwice) else { return nil }
      let isRefused = call.refusal.map { $0.namesCall || $0.isUnplaced } ?? false
      return call.finding(
        "pair/answered-twice", code: "M05", severity: isRefused ? .error : .warning,
        message: "the call of \(call.call.name) has more than one result"
          + (isRefused ? ", and the next request was refused" : ""),
        evidence: [Evidence(call.call.origin)] + call.resultEvidence)
    }
  }
}
