import Conversation

extension Rule {
  static let duplicateID = Rule(
    "pair/duplicate-id",
    summary: "two calls of one answer share an id",
    explanation: """
      A result names its call by id. With one id for two calls the results cannot be told apart, and providers refuse \
      the history.
      """,
    lookFor: "One id at two calls of the raw answer.",
    fixes: Fixes(
      "use a server that numbers its calls; give the second call an id of its own before it is stored",
      anthropic: "keep the ids that the API gave; give copied tool_use blocks new ones"),
    examples: [
      RuleExample(
        "both ids are c1", fires: .error, tools: [RuleExample.search],
        steps: [
          .user("Find it."),
          .answer(calls: [
            .init("search", #"{"query": "a", "region": "emea"}"#),
            .init("search", #"{"query": "b", "region": "emea"}"#),
          ]), .result("3 claims"), .result("2 claims"),
          .refused(status: 400, message: "Duplicate value for 'tool_call_id'"),
        ]),
      RuleExample(
        "an id used again in a later answer", fires: nil,
        steps: [
          .user("Find it."), .answer(calls: [.init("search", "{}")]), .result("3 claims"),
          .answer(calls: [.init("search", "{}")]), .result("3 claims"), .answer("Three."),
        ]),
    ]
  ) { turn in
    turn.calls.enumerated().compactMap { place, call in
      guard let id = call.call.id, let first = turn.calls[..<place].first(where: { $0.call.id == id }) else {
        return nil
      }
      return call.finding(
        "pair/duplicate-id", code: "M05", severity: turn.severityOfPairing(call),
        message: "the calls of \(first.call.name) and \(call.call.name) share the id \(id)",
        evidence: [Evidence(call.call.origin), Evidence(first.call.origin)])
    }
  }
}
