import Conversation

extension Rule {
  static let notSerialisable = Rule(
    "serialise/not-serialisable",
    summary: "the tool ran, and its result could not be written as JSON",
    explanation: """
      The function returned an object, a datetime, a set or bytes, and the framework's json.dumps raised. The work is \
      done, the model is told that it failed, and often asks for it again.
      """,
    lookFor: "\"Object of type T is not JSON serializable\" in the result, though the function returned.",
    fixes: Fixes(
      "return a string, or a dict of plain values",
      classic: "return a string, a pydantic model, or a dict of plain values (isoformat() for dates, list() for sets)",
      openAI: "send json.dumps(result, default=str)"),
    examples: [
      .call(
        "a datetime", fires: .error, runtime: "classic-0.2", "{}",
        result: "Error: Object of type datetime is not JSON serializable"),
      .call(
        "an object that ag2 1.x cannot send: the log ends here", fires: .error, runtime: "ag2-1.2", "{}",
        result: "<tools.Claim object at 0x7f84e78aa390>", isLast: true),
      .call("a dict", fires: nil, runtime: "classic-0.2", "{}", result: #"{"due": "2026-03-01"}"#),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      if let unsent = unsentValue(call, in: turn) { return unsent }
      guard call.fate.isFailed, case .notSerialisable(let type)? = call.failure else { return nil }
      return call.finding(
        "serialise/not-serialisable", severity: .error,
        message: "\(call.call.name) ran and returned \(type), which is not JSON: the model got the error instead",
        evidence: call.resultEvidence)
    }
  }
}

/// ag2 1.x keeps the value in its log and fails when it writes the next request: nothing follows.
private func unsentValue(_ call: CallCase, in turn: TurnCase) -> Finding? {
  guard turn.runtime.id == "ag2-1.2", turn.isLastOfAgent, turn.end != .open, let given = call.given,
    given.bytes.count < 1 << 20
  else { return nil }
  let text = String(decoding: given.bytes.prefix(400), as: UTF8.self)
  let isBytes = text.hasPrefix("{\"__bytes__\"")
  let isObject = text.hasPrefix("<") && text.contains(" object at 0x") && text.hasSuffix(">")
  guard isBytes || isObject else { return nil }
  return call.finding(
    "serialise/not-serialisable", severity: .error,
    message: "\(call.call.name) ran and returned \(isBytes ? "bytes" : "an object") that ag2 1.x cannot write into a "
      + "request: the run ended here",
    evidence: [Evidence(given.origin)])
}
