import LosslessJSON

/// The JSON types that a schema lets through; nil where it does not say.
func types(ofSchema schema: JSONValue, root: JSONValue, depth: Int = 0) -> Set<JSONType>? {
  guard schema.kind == .object, depth < 8 else { return nil }
  if let reference = schema["$ref"]?.string {
    return resolve(reference, root: root, holders: [schema]).flatMap {
      types(ofSchema: $0, root: root, depth: depth + 1)
    }
  }
  if let type = schema["type"] {
    let written = type.kind == .array ? type.elements.compactMap(\.string) : [type.string].compactMap { $0 }
    let known = written.compactMap(JSONType.init(written:))
    return known.count == written.count && !known.isEmpty ? Set(known) : nil
  }
  if let allowed = schema["enum"], allowed.kind == .array {
    return Set(allowed.elements.map(type(of:)))
  }
  if let only = schema["const"] { return [type(of: only)] }
  for union in ["anyOf", "oneOf"] {
    guard let branches = schema[union], branches.kind == .array else { continue }
    let sets = branches.elements.map { types(ofSchema: $0, root: root, depth: depth + 1) }
    guard !sets.contains(nil) else { return nil }
    return sets.compactMap { $0 }.reduce(into: []) { $0.formUnion($1) }
  }
  return nil
}

private func type(of value: JSONValue) -> JSONType {
  JSONType(rawValue: typeWords(of: value)) ?? .null
}

extension Parameter {
  /// The JSON types that it takes; nil where it does not say.
  var types: Set<JSONType>? {
    if let schema { return Schemas.types(ofSchema: schema, root: schema) }
    return annotation.flatMap(Schemas.types(ofAnnotation:))
  }
}

/// The JSON types that pydantic makes of a Python annotation; nil where it cannot be told from the text alone.
func types(ofAnnotation annotation: String) -> Set<JSONType>? {
  let text = annotation.replacing("typing.", with: "").filter { $0 != " " }
  let parts = topLevelParts(text, separator: "|")
  if parts.count > 1 { return union(parts) }
  if let inner = inside(text, of: "Optional") { return types(ofAnnotation: inner).map { $0.union([.null]) } }
  if let inner = inside(text, of: "Union") { return union(topLevelParts(inner, separator: ",")) }
  if let inner = inside(text, of: "Annotated") {
    return topLevelParts(inner, separator: ",").first.flatMap(types(ofAnnotation:))
  }
  if let inner = inside(text, of: "Literal") {
    return topLevelParts(inner, separator: ",").reduce(into: Set<JSONType>()) { $0.insert(literalType($1)) }
  }
  switch text.prefix(while: { $0 != "[" }).lowercased() {
  case "str", "date", "datetime", "uuid", "path", "bytes": return [.string]
  case "int": return [.integer]
  case "float": return [.number]
  case "bool": return [.boolean]
  case "none", "nonetype": return [.null]
  case "list", "tuple", "set", "sequence", "frozenset": return [.array]
  case "dict", "mapping": return [.object]
  default: return nil
  }
}

private func union(_ parts: [String]) -> Set<JSONType>? {
  let sets = parts.map(types(ofAnnotation:))
  guard !sets.contains(nil) else { return nil }
  return sets.compactMap { $0 }.reduce(into: []) { $0.formUnion($1) }
}

private func literalType(_ text: String) -> JSONType {
  switch text.first {
  case "'", "\"": .string
  case "T", "F": .boolean
  case "N": .null
  default: text.contains(".") ? .number : .integer
  }
}

private func inside(_ text: String, of name: String) -> String? {
  guard text.hasPrefix(name + "["), text.hasSuffix("]") else { return nil }
  return String(text.dropFirst(name.count + 1).dropLast())
}

/// The pieces between separators that stand outside brackets and quotes.
private func topLevelParts(_ text: String, separator: Character) -> [String] {
  var parts = [""]
  var depth = 0
  var quote: Character?
  for character in text {
    if let open = quote {
      if character == open { quote = nil }
    } else if character == "'" || character == "\"" {
      quote = character
    } else if "[(".contains(character) {
      depth += 1
    } else if "])".contains(character) {
      depth -= 1
    } else if character == separator, depth == 0 {
      parts.append("")
      continue
    }
    parts[parts.count - 1].append(character)
  }
  return parts
}
