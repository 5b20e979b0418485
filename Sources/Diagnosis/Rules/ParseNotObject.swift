import Conversation
import LosslessJSON
import Schemas

extension Rule {
  static let notObject = Rule(
    "parse/not-object",
    summary: "the arguments are JSON, but no object",
    explanation: """
      Every framework calls the function by keyword, so it needs one JSON object. A list, a text, a number or null names \
      no parameter.
      """,
    lookFor: "The first character of the raw arguments: [ or a letter instead of {.",
    fixes: Fixes(
      "use a model or server with constrained tool calls; say in the description that the arguments are named",
      agentchat: "give the parameters descriptions: AgentChat takes null and [] for {} and refuses the rest",
      openAI: "check isinstance(arguments, dict) before f(**arguments), and send back what is wanted"),
    examples: [
      .call(
        "a list", fires: .error, runtime: "classic-0.2", #"«["overdue", "emea"]»"#,
        result: "Error: tools.search() argument after ** must be a mapping, not list"),
      .call("null that the program chokes on", fires: .error, runtime: "classic-0.2", "«null»", result: nil),
      .call("an empty object", fires: nil, "{}", result: "3 claims"),
    ]
  ) { turn in turn.calls.compactMap { notObjectFinding($0, in: turn) } }
}

private func notObjectFinding(_ call: CallCase, in turn: TurnCase) -> Finding? {
  var words: String
  var inner: Range<Int>?
  switch call.received {
  case .object, .notJSON: return nil
  case .none:
    guard call.call.arguments.form == .null || call.runtime.id == "classic-0.2" || call.runtime.id == "ag2-0.14" else {
      return nil
    }
    words = call.call.arguments.form == .null ? "the arguments are null" : "the call has no arguments at all"
  case .otherValue(let value):
    if value.kind == .string, isEncodedObject(value) { return nil }
    words = "the arguments are \(articled(typeWords(of: value))), not an object"
    inner = value.range
  }
  let effect = call.effectOfUnreadable
  if case .converted = effect { words += "; \(call.runtime.id) takes them for {}" }
  let severity = call.severity(ofUnreadable: effect)
  return call.finding(
    "parse/not-object", code: call.received.isList ? "B03" : "B04", severity: severity, path: "", message: words,
    repair: call.repair,
    evidence: [call.evidence(inner)] + (severity == .error ? call.resultEvidence : []))
}

extension ReceivedArguments {
  var isList: Bool {
    if case .otherValue(let value) = self { value.kind == .array } else { false }
  }
}

/// A string whose content is an object, or a string of that kind: encoded twice or more.
func isEncodedObject(_ value: JSONValue) -> Bool {
  var text = value.decodedBytes
  for _ in 0..<4 {
    guard let bytes = text else { return false }
    switch ReceivedArguments(text: bytes) {
    case .object: return true
    case .otherValue(let inner): text = inner.decodedBytes
    case .notJSON, .none: return false
    }
  }
  return false
}
