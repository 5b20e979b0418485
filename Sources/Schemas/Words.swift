package import LosslessJSON

/// A schema in few words: "string", "integer or null", "one of emea, amer", "array of string", "object of 3".
/// `root` is where references start.
package func words(forSchema schema: JSONValue, root: JSONValue, depth: Int = 0) -> String {
  guard schema.kind == .object else { return schema.kind == .false ? "nothing" : "any" }
  guard depth < 6 else { return "…" }
  if let reference = schema["$ref"]?.string {
    guard let target = resolve(reference, root: root, holders: [schema]) else { return "unresolved \(reference)" }
    return words(forSchema: target, root: root, depth: depth + 1)
  }
  if let allowed = schema["enum"], allowed.kind == .array { return words(forEnum: allowed) }
  if let only = schema["const"] { return words(forReceived: only) }
  for union in ["anyOf", "oneOf"] {
    if let branches = schema[union], branches.kind == .array {
      return branches.elements.prefix(5).map { words(forSchema: $0, root: root, depth: depth + 1) }
        .joined(separator: " or ")
    }
  }
  if let types = schema["type"], types.kind == .array {
    return types.elements.compactMap(\.string).joined(separator: " or ")
  }
  switch schema["type"]?.string {
  case "array":
    guard let items = schema["items"], items.kind == .object, items.count > 0 else { return "array" }
    return "array of \(words(forSchema: items, root: root, depth: depth + 1))"
  case "object":
    guard let properties = schema["properties"], properties.count > 0 else { return "object" }
    return "object of \(properties.count)"
  case let type?: return type
  case nil:
    if let all = schema["allOf"]?[0] { return words(forSchema: all, root: root, depth: depth + 1) }
    return schema["properties"] != nil ? "object" : "any"
  }
}

/// "one of emea, amer", cut after eight.
func words(forEnum allowed: JSONValue) -> String {
  let shown = allowed.elements.prefix(8).map { $0.string ?? $0.rawText }
  return "one of " + shown.joined(separator: ", ") + (allowed.count > 8 ? ", …" : "")
}

/// A received value, short: `"overdue"`, `12`, `[3]`, `{2}`, `"abc…" (812)`.
package func words(forReceived value: JSONValue) -> String {
  switch value.kind {
  case .array: return "[\(value.count)]"
  case .object: return "{\(value.count)}"
  case .string:
    let text = value.string ?? ""
    guard text.count > 40 else { return value.rawText }
    return "\"" + text.prefix(32) + "…\" (\(text.count))"
  default:
    let text = value.rawText
    return text.count > 40 ? text.prefix(32) + "…" : text
  }
}

/// What kind of value it is: "string", "integer", "number", "object", …
package func typeWords(of value: JSONValue) -> String {
  switch value.kind {
  case .null: "null"
  case .true, .false: "boolean"
  case .number: JSONType.integer.accepts(value) ? "integer" : "number"
  case .string: "string"
  case .array: "array"
  case .object: "object"
  }
}
