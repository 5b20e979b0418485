package import LosslessJSON

/// A declared property as a cell: "integer? = 10".
package func declaredCell(_ property: JSONValue, isRequired: Bool, root: JSONValue) -> String {
  var text = cellWords(property, root: root) + (isRequired ? "" : "?")
  if let value = property["default"] { text += " = " + words(forReceived: value) }
  return text
}

/// A parameter as a cell: "int = 10".
package func implementedCell(_ parameter: Parameter) -> String {
  var text = parameter.annotation ?? parameter.schema.map { words(forSchema: $0, root: $0) } ?? "untyped"
  switch parameter.kind {
  case .variadic: text = "*" + text
  case .variadicKeyword: text = "**" + text
  case .positionalOnly: text += " (positional only)"
  default: break
  }
  return parameter.defaultText.map { text + " = " + $0 } ?? text
}

/// A schema as short as a cell wants it: "array<string>", "enum(a|b)", "object{2}", "string|null".
func cellWords(_ schema: JSONValue, root: JSONValue, depth: Int = 0) -> String {
  guard schema.kind == .object, depth < 6 else { return schema.kind == .false ? "nothing" : "?" }
  if let reference = schema["$ref"]?.string {
    return resolve(reference, root: root).map { cellWords($0, root: root, depth: depth + 1) } ?? "?"
  }
  if let allowed = schema["enum"], allowed.kind == .array {
    let shown = allowed.elements.prefix(8).map { $0.string ?? $0.rawText }
    return "enum(" + shown.joined(separator: "|") + (allowed.count > 8 ? "|…" : "") + ")"
  }
  if let only = schema["const"] { return words(forReceived: only) }
  if let union = schema["anyOf"] ?? schema["oneOf"], union.kind == .array {
    return union.elements.prefix(5).map { cellWords($0, root: root, depth: depth + 1) }.joined(separator: "|")
  }
  if let types = schema["type"], types.kind == .array {
    return types.elements.compactMap(\.string).joined(separator: "|")
  }
  let properties = schema["properties"]?.count ?? 0
  switch schema["type"]?.string {
  case "array": return schema["items"].map { "array<\(cellWords($0, root: root, depth: depth + 1))>" } ?? "array"
  case "object": return properties > 0 ? "object{\(properties)}" : "object"
  case let type?: return type
  case nil: return properties > 0 ? "object{\(properties)}" : "any"
  }
}
