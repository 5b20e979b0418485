import LosslessJSON

extension Parameter {
  /// What it takes: the schema that the program derived, else what the annotation's text says; nil where neither says
  /// anything. Cost: some microseconds.
  var acceptedSchema: JSONValue? {
    if let schema { return schema }
    return annotation.flatMap { schemaText(ofAnnotation: $0) }.flatMap { try? Document($0).root }
  }

  /// The JSON types that it takes; nil where it does not say.
  var types: Set<JSONType>? { acceptedSchema.flatMap { Schemas.types(ofSchema: $0, root: $0) } }
}

/// The JSON types that pydantic makes of a Python annotation; nil where it cannot be told from the text alone.
func types(ofAnnotation annotation: String) -> Set<JSONType>? { Parameter(name: "", annotation: annotation).types }

/// The JSON Schema that pydantic makes of a Python annotation, as text; nil where the text alone does not tell, such as for
/// a class of the program.
func schemaText(ofAnnotation annotation: String, depth: Int = 0) -> String? {
  guard depth < 8 else { return nil }
  let text = trimmed(annotation.replacing("typing.", with: ""))
  func part(_ text: String) -> String? { schemaText(ofAnnotation: text, depth: depth + 1) }
  func union(_ parts: [String]) -> String? {
    let branches = parts.map { part($0) ?? "{}" }
    return branches.contains("{}") ? nil : #"{"anyOf":["# + branches.joined(separator: ",") + "]}"
  }
  let branches = topLevelParts(text, separator: "|")
  if branches.count > 1 { return union(branches) }
  let name = text.prefix { $0 != "[" }
  let inner = text.count > name.count + 1 ? String(text.dropFirst(name.count + 1).dropLast()) : ""
  let arguments = inner.isEmpty ? [] : topLevelParts(inner, separator: ",")
  switch name.split(separator: ".").last?.lowercased() ?? "" {
  case "optional": return union([inner, "None"])
  case "union": return union(arguments)
  case "annotated": return arguments.first.flatMap(part)
  case "literal": return literals(arguments)
  case "str", "date", "datetime", "time", "timedelta", "uuid", "path", "bytes": return #"{"type":"string"}"#
  case "int": return #"{"type":"integer"}"#
  case "float": return #"{"type":"number"}"#
  case "bool": return #"{"type":"boolean"}"#
  case "none", "nonetype": return #"{"type":"null"}"#
  case "decimal": return #"{"type":["number","string"]}"#
  case "list", "set", "sequence", "frozenset", "iterable":
    return arguments.first.flatMap(part).map { #"{"type":"array","items":\#($0)}"# } ?? #"{"type":"array"}"#
  case "tuple": return #"{"type":"array"}"#
  case "dict", "mapping":
    let values = arguments.count == 2 ? part(arguments[1]) : nil
    return values.map { #"{"type":"object","additionalProperties":\#($0)}"# } ?? #"{"type":"object"}"#
  default: return nil
  }
}

/// `Literal['a', 1]` as an `enum`; the text within quotes is taken as it stands.
private func literals(_ written: [String]) -> String? {
  let values = written.compactMap { text -> String? in
    switch text {
    case "True": return "true"
    case "False": return "false"
    case "None": return "null"
    default:
      guard let quote = text.first, quote == "'" || quote == "\"" else { return Int(text).map { String($0) } }
      return quoted(String(text.dropFirst().dropLast()))
    }
  }
  return values.count == written.count && !values.isEmpty ? #"{"enum":["# + values.joined(separator: ",") + "]}" : nil
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
  return parts.map(trimmed)
}
