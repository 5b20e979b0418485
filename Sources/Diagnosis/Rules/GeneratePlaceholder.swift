import Conversation
import LosslessJSON
import Schemas

extension Rule {
  static let placeholder = Rule(
    "generate/placeholder",
    summary: "an argument is a placeholder, not a value",
    explanation: """
      "<customer_id>", "YOUR_ID", or the schema itself ({"type": …, "properties": …}): the model did not have the value \
      and filled in what stood in the prompt.
      """,
    lookFor: "<…>, YOUR_… or the schema's own keywords among the arguments.",
    fixes: Fixes(
      "give the model the value, or let the tool answer that it needs one; tell it to ask instead of guessing"),
    examples: [
      .call("in angle brackets", fires: .warning, path: "/id", #"{"id": «"<customer_id>"»}"#, result: "none"),
      .call("capitals", fires: .warning, path: "/key", #"{"key": «"YOUR_API_KEY"»}"#, result: "none"),
      .call(
        "the schema comes back", fires: .warning, #"{"type": "object", "properties": {}}"#, result: "none"),
      .call("a value", fires: nil, #"{"id": "c-1 <ana@example.org>"}"#, result: "none"),
    ]
  ) { turn in
    turn.calls.flatMap { call -> [Finding] in
      guard let arguments = call.arguments else { return [] }
      if isSchema(arguments), call.declaration?.schema?["properties"]?["properties"] == nil {
        let finding = call.finding(
          "generate/placeholder", code: "B07", severity: .warning, path: "",
          message: "the arguments repeat the schema instead of values", evidence: [call.evidence(arguments.range)])
        return [finding]
      }
      return placeholders(in: arguments).map { path, value in
        call.finding(
          "generate/placeholder", code: "C19", severity: .warning, confidence: .likely, path: path,
          message: "\(path.dropFirst()) looks like a placeholder: \(words(forReceived: value))",
          evidence: [call.evidence(value.range)])
      }
    }
  }
}

private func isSchema(_ arguments: JSONValue) -> Bool {
  arguments["type"]?.string == "object" && arguments["properties"]?.kind == .object
}

private func placeholders(in value: JSONValue, path: String = "", depth: Int = 0) -> [(String, JSONValue)] {
  guard depth < 8 else { return [] }
  if let text = value.string { return isPlaceholder(text) || text == "string" ? [(path, value)] : [] }
  return value.members.flatMap { placeholders(in: $0.value, path: path + "/" + pointerStep($0.key), depth: depth + 1) }
    + value.elements.enumerated().flatMap {
      placeholders(in: $0.element, path: "\(path)/\($0.offset)", depth: depth + 1)
    }
}

/// `<customer_id>`, `{{customer_id}}`, `YOUR_ID`: one word of letters in marks that values do not have.
private func isPlaceholder(_ text: String) -> Bool {
  let isShort = (3...60).contains(text.count)
  guard isShort else { return false }
  func isWord(_ word: Substring) -> Bool {
    word.first?.isLetter == true && word.allSatisfy { $0.isLetter || $0.isNumber || "_- ".contains($0) }
  }
  if text.hasPrefix("<"), text.hasSuffix(">") { return isWord(text.dropFirst().dropLast()) }
  if text.hasPrefix("{{"), text.hasSuffix("}}") { return isWord(text.dropFirst(2).dropLast(2)) }
  return text.hasPrefix("YOUR_") && text.allSatisfy { $0.isUppercase || $0 == "_" || $0.isNumber }
}
