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
      .call("a dict", fires: nil, runtime: "classic-0.2", "{}", result: #"{"due": "2026-03-01"}"#),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      guard call.fate.isFailed, case .notSerialisable(let type)? = call.failure else { return nil }
      return call.finding(
        "serialise/not-serialisable", severity: .error,
        message: "\(call.call.name) ran and returned \(type), which is not JSON: the model got the error instead",
        evidence: call.resultEvidence)
    }
  }
}
