import Conversation
import LosslessJSON

extension Rule {
  static let pythonRepr = Rule(
    "serialise/python-repr",
    summary: "the model was given Python's repr of the result, not the result",
    explanation: """
      ag2 and AgentChat write str(value) of what a tool returns: {'a': None} is no JSON, <Claim object at 0x…> says \
      nothing at all.
      """,
    lookFor: "Single quotes, None, True or <… object at 0x…> in the result.",
    fixes: Fixes(
      "return json.dumps(…) or a pydantic model instead of the object",
      agentchat: "return a pydantic model (AgentChat writes it as JSON) or json.dumps(…)",
      openAI: "send json.dumps(result, default=str) as the tool's content, not str(result)"),
    examples: [
      .call("a dict", fires: .warning, runtime: "agentchat-0.7", "{}", result: "{'a': None}", isError: false),
      .call("an object", fires: .warning, runtime: "ag2-0.14", "{}", result: "<tools.Claim object at 0x7f84e78aa390>"),
      .call(
        "a dataclass", fires: .warning, runtime: "agentchat-0.7", "{}", result: "Event(title='x', day=2)",
        isError: false),
      .call("JSON", fires: nil, runtime: "classic-0.2", "{}", result: #"{"a": null}"#),
      .call("prose", fires: nil, runtime: "ag2-0.14", "{}", result: "the claim's text {'x'} is unclear"),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      guard let given = call.given, !call.fate.isFailed, let what = kindOfRepr(given.bytes) else {
        return nil
      }
      return call.finding(
        "serialise/python-repr", severity: .warning, message: "the model was given \(what), not JSON",
        evidence: [Evidence(given.origin)])
    }
  }
}

/// What kind of repr a whole text is; nil for anything else.
private func kindOfRepr(_ bytes: [UInt8]) -> String? {
  let text =
    bytes.count > 65_536
    ? String(decoding: bytes.prefix(65_536), as: UTF8.self) : String(decoding: bytes, as: UTF8.self)
  let trimmed = text.drop(while: \.isWhitespace)
  let end = bytes.last { $0 > 0x20 }
  if trimmed.hasPrefix("<coroutine object") { return nil }
  if trimmed.hasPrefix("<"), end == 0x3E, trimmed.contains(" object at 0x") || trimmed.hasPrefix("<class '") {
    return "the repr of an object that has no text"
  }
  if let address = trimmed.firstRange(of: " object at 0x"), trimmed[..<address.lowerBound].contains("<") {
    return "a repr that holds an object without a text"
  }
  if end == 0x29, isConstruction(trimmed) { return "the repr of a Python object" }
  let pairs: [(String, UInt8, String)] = [
    ("{'", 0x7D, "the repr of a dict or set"), ("{\"", 0x7D, "the repr of a dict"), ("['", 0x5D, "the repr of a list"),
    ("[(", 0x5D, "the repr of a list of tuples"), ("[{'", 0x5D, "the repr of a list"),
    ("('", 0x29, "the repr of a tuple"),
    ("((", 0x29, "the repr of a tuple"), ("b'", 0x27, "the repr of bytes"), ("b\"", 0x22, "the repr of bytes"),
    ("set()", 0x29, "the repr of a set"), ("datetime.", 0x29, "the repr of a date"),
    ("Decimal('", 0x29, "the repr of a Decimal"),
  ]
  guard let (_, _, what) = pairs.first(where: { trimmed.hasPrefix($0.0) && end == $0.1 }) else { return nil }
  if trimmed.hasPrefix("{\"") {
    let isPython = ["True", "False", "None", "': "].contains { trimmed.contains($0) }
    guard isPython, (try? Document(bytes)) == nil else { return nil }
  }
  return what
}

/// `Event(title='x', starts=datetime.datetime(2026, 3, 2))`: a class name, and fields by name.
private func isConstruction(_ text: Substring) -> Bool {
  let name = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  guard name.first?.isUppercase == true, text.dropFirst(name.count).first == "(" else { return false }
  let field = text.dropFirst(name.count + 1).prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  return !field.isEmpty && text.dropFirst(name.count + 1 + field.count).first == "="
}
