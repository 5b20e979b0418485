import Conversation

extension Rule {
  static let rejected = Rule(
    "send/rejected",
    summary: "the backend refused the request",
    explanation: """
      No answer came: the backend said what is wrong with the request. Its "param", or the place in its text, names the \
      message or the tool. A bad call or result earlier in the history makes every later request fail the same way.
      """,
    lookFor: "The backend's message and param: they name the message or the declaration.",
    fixes: Fixes("mend the place that the backend names; what stands in the history is sent again with every request"),
    examples: [
      RuleExample(
        "a result is missing", fires: .error,
        steps: [
          .user("Find it."), .answer(calls: [.init("search", "{}")]), .user("Well?"),
          .refused(status: 400, message: "tool_calls must be followed by tool messages", param: "messages.[1].role"),
        ]),
      RuleExample(
        "sent again and answered", fires: .warning,
        steps: [.user("Find it."), .refused(status: 500, message: "overloaded"), .answer("Done.")]),
      RuleExample("answered", fires: nil, steps: [.user("Find it."), .answer("Done.")]),
    ]
  ) { turn in
    guard case .rejected(let rejection)? = turn.turn.modelCall?.outcome, !rejection.isUnreachable else { return [] }
    let retried = turn.answerAfterRefusals
    var finding = turn.finding(
      "send/rejected", severity: retried == nil ? .error : .warning, message: words(rejection),
      evidence: [Evidence(rejection.origin)])
    finding.code = rejection.code
    finding.fixedBy = retried
    if let cause = turn.blamed.first(where: { isCause($0, of: rejection, turn) }) { finding.causes = [cause.id] }
    return [finding]
  }
}

extension TurnCase {
  /// The turn that answers the same request after it was sent again.
  var answerAfterRefusals: Int? {
    index.nextAnswer(after: turn.index).flatMap { next in
      index.turns[turn.index + 1..<next].allSatisfy { $0.flags.contains(.rejected) } ? next : nil
    }
  }
}

private func words(_ rejection: ModelCall.Rejection) -> String {
  let status = rejection.status.map { " (\($0))" } ?? ""
  let said = FailureTexts.clause(rejection.message)
  let code = rejection.code.map { said.isEmpty ? "code \($0)" : "" } ?? ""
  let reason = [said, code].filter { !$0.isEmpty }.joined(separator: ", ")
  let place = rejection.param.map { said.contains($0) ? "" : " [\($0)]" } ?? ""
  return "the backend refused the request\(status)" + (reason.isEmpty ? "" : ": \(reason)") + place
}

/// The refusal hangs under a finding of the turn that it names; without a name under one that providers refuse.
private func isCause(_ finding: Finding, of rejection: ModelCall.Rejection, _ turn: TurnCase) -> Bool {
  guard finding.severity == .error else { return false }
  if Blame.namedTurn(rejection, told: turn.turn.modelCall?.toldTurns ?? []) != nil { return true }
  return Blame.isUnplaced(rejection, told: [])
    && (finding.phase == .pair || finding.phase == .parse || finding.phase == .generate)
}
