import Conversation

extension Rule {
  static let unreachable = Rule(
    "send/unreachable",
    summary: "no answer came from the backend",
    explanation: """
      The connection was refused, the name is not known, the answer came too late, or what came is neither HTTP nor JSON \
      (a proxy's page, a wrong port). The request itself may be right.
      """,
    lookFor: "The exception's class and address; a page of HTML where JSON is due.",
    fixes: Fixes(
      "check base_url, port and proxy: curl the address and look at what answers",
      classic: "check base_url in config_list (it ends in /v1) and that the server listens there",
      agentchat: "check base_url of the model client (it ends in /v1) and that the server listens there"),
    examples: [
      RuleExample(
        "refused", fires: .error, steps: [.user("Find it."), .refused(status: nil, message: "Connection error.")]),
      RuleExample(
        "no JSON", fires: .error,
        steps: [.user("Find it."), .refused(status: 200, message: "the answer is not JSON")]),
      RuleExample(
        "it came back", fires: .warning,
        steps: [.user("Find it."), .refused(status: nil, message: "Request timed out."), .answer("Done.")]),
      RuleExample(
        "an answer that refuses", fires: nil,
        steps: [.user("Find it."), .refused(status: 401, message: "Incorrect API key provided")]),
    ]
  ) { turn in
    if case .pending? = turn.turn.modelCall?.outcome { return pending(turn).map { [$0] } ?? [] }
    guard case .rejected(let rejection)? = turn.turn.modelCall?.outcome, rejection.isUnreachable else { return [] }
    let retried = turn.answerAfterRefusals
    var finding = turn.finding(
      "send/unreachable", severity: retried == nil ? .error : .warning,
      message: "no answer came from the backend: \(FailureTexts.clause(rejection.message))",
      evidence: [Evidence(rejection.origin)])
    finding.fixedBy = retried
    return [finding]
  }
}

/// Asked, and nothing is recorded behind it.
private func pending(_ turn: TurnCase) -> Finding? {
  guard turn.end != .open else { return nil }
  let isLast = turn.index.turns.count - 1 == turn.turn.index
  return turn.finding(
    "send/unreachable", severity: isLast ? .info : .warning, confidence: .likely,
    message: "no answer is recorded for this request" + (isLast ? ": the recording ends here" : ""),
    evidence: [Evidence(turn.turn.modelCall?.request ?? turn.turn.origin)])
}

extension ModelCall.Rejection {
  /// The connection failed, or what came was no answer of a model server.
  var isUnreachable: Bool {
    let text = (code ?? "") + " " + message
    if text.contains("the answer is not JSON") { return true }
    guard status == nil else { return false }
    return Self.connectionErrors.contains { text.containsWord($0) }
  }

  private static let connectionErrors = [
    "APIConnectionError", "APITimeoutError", "ConnectError", "ConnectTimeout", "ReadTimeout", "Connection error",
    "Connection refused", "Connection reset", "Name or service not known", "getaddrinfo", "Temporary failure in name",
    "Request timed out", "RemoteProtocolError", "certificate verify failed", "No route to host", "Max retries exceeded",
  ]
}

extension String {
  /// Whatever the case of ASCII letters.
  fileprivate func containsWord(_ word: String) -> Bool { lowercased().contains(word.lowercased()) }
}
