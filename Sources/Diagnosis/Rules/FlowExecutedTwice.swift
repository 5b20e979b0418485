import Conversation

extension Rule {
  static let executedTwice = Rule(
    "flow/executed-twice",
    summary: "one call was executed twice",
    explanation: """
      The model asked once, and the log has two executions with the same arguments before the next request: a retry, or \
      two agents that can both execute the tool. What the tool does is done twice.
      """,
    lookFor: "Two log records of one function with the same arguments between one call and the next request.",
    fixes: Fixes(
      "execute each call id once, and make a second run harmless (an idempotency key)",
      classic: "register the function for execution with one agent alone"),
    examples: [
      RuleExample(
        "two records", fires: .warning, runtime: "classic-0.2", tools: [RuleExample.search],
        steps: [
          .user("Find it."), .answer(calls: [.init("search", #"{"query": "a", "region": "emea"}"#)]),
          .record("search", arguments: #"{"query": "a", "region": "emea"}"#, returned: "3 claims"),
          .record("search", arguments: #"{"query": "a", "region": "emea"}"#, returned: "3 claims"),
          .result("3 claims"), .answer("Three."),
        ]),
      RuleExample(
        "two equal calls, two records", fires: nil, runtime: "classic-0.2", tools: [RuleExample.search],
        steps: [
          .user("Find it."),
          .answer(calls: [
            .init("search", #"{"query": "a", "region": "emea"}"#, id: "c1"),
            .init("search", #"{"query": "a", "region": "emea"}"#, id: "c2"),
          ]),
          .record("search", arguments: #"{"query": "a", "region": "emea"}"#, returned: "3 claims"),
          .record("search", arguments: #"{"query": "a", "region": "emea"}"#, returned: "3 claims"),
          .result("3 claims", id: "c1"), .result("3 claims", id: "c2"), .answer("Three."),
        ]),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      guard call.record != nil, let again = turn.executions.repetition(of: call.fact, in: turn.index) else {
        return nil
      }
      return call.finding(
        "flow/executed-twice", severity: .warning,
        message: "\(call.call.name) was called once and executed twice with the same arguments",
        evidence: [Evidence(again.origin), Evidence(call.call.origin)])
    }
  }
}
