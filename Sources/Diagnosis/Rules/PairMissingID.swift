import Conversation

extension Rule {
  static let missingID = Rule(
    "pair/missing-id",
    summary: "the model's call has no id",
    explanation: """
      Results are matched to calls by id, and providers demand one. Some servers leave it out. AgentChat hangs on such a \
      call; the others send it back and are refused.
      """,
    lookFor: "id null or absent in the raw call.",
    fixes: Fixes("use a server that gives every call an id, or set one in the client before the call is stored"),
    examples: [
      RuleExample(
        "the next request is refused", fires: .error, runtime: "classic-0.2", tools: [RuleExample.search],
        steps: [
          .user("Find it."), .answer(calls: [.init("search", #"{"query": "a", "region": "emea"}"#, id: nil)]),
          .result("3 claims", id: nil), .refused(status: 400, message: "Missing required parameter"),
        ]),
      .call(
        "an id", fires: nil, tools: [RuleExample.search], #"{"query": "a", "region": "emea"}"#, result: "3 claims"),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      guard call.call.id == nil, !call.call.isLegacy, !call.fact.flags.contains(.hasID), expectsIDs(turn) else {
        return nil
      }
      return call.finding(
        "pair/missing-id", code: "M05", severity: turn.severityOfPairing(call),
        message: "the call of \(call.call.name) has no id: its result cannot be matched",
        evidence: [Evidence(call.call.origin)])
    }
  }
}

/// Formats without ids exist; an answer that was recorded, or other calls with ids, show that this one has them.
private func expectsIDs(_ turn: TurnCase) -> Bool {
  turn.turn.modelCall?.response != nil || turn.index.calls.contains { $0.flags.contains(.hasID) }
}

extension TurnCase {
  /// Calls and results as providers demand them: refused, or about to be, is an error; accepted all the same a warning.
  func severityOfPairing(_ call: CallCase) -> Severity {
    if call.refusal.map({ $0.namesCall || $0.isUnplaced }) ?? false { return .error }
    return isLastOfAgent && end != .open ? .error : .warning
  }
}
