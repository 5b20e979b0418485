import LosslessJSON

/// The first reference inside a property's schema that points nowhere from the root: what the model is sent has no meaning
/// there.
func unresolvedReference(in property: JSONValue, root: JSONValue) -> String? {
  var open = [property]
  while let schema = open.popLast() {
    if schema.kind == .array { open += schema.elements }
    guard schema.kind == .object else { continue }
    for member in schema.members {
      if member.key == "$ref", let text = member.value.string, text.hasPrefix("#"),
        resolve(text, root: root) == nil
      {
        return text
      }
      if !["default", "const", "enum", "examples"].contains(member.key) { open.append(member.value) }
    }
  }
  return nil
}

/// The first type in a property's schema that JSON Schema does not have, and the one that was probably meant: nobody can
/// hold a value against it.
func unknownType(in property: JSONValue) -> String? {
  var open = [property]
  while let schema = open.popLast() {
    guard schema.kind == .object else { continue }
    let written = schema["type"].map { $0.kind == .array ? Array($0.elements) : [$0] } ?? []
    if let name = written.compactMap(\.string).first(where: { JSONType(written: $0) == nil }) {
      return meantTypes[name.lowercased()].map { "type \(name) is not JSON Schema's: \($0) is meant" }
        ?? "type \(name) is not JSON Schema's"
    }
    open += schema["properties"]?.members.map(\.value) ?? []
    open += [schema["items"], schema["additionalProperties"]].compactMap { $0 }
  }
  return nil
}

/// What other languages call JSON's types.
private let meantTypes = [
  "dict": "object", "map": "object", "hashmap": "object", "float": "number", "double": "number", "decimal": "number",
  "int": "integer", "long": "integer", "short": "integer", "str": "string", "char": "string", "text": "string",
  "bool": "boolean", "list": "array", "tuple": "array", "set": "array", "arraylist": "array", "none": "null",
]

/// The one missing object property whose fields were sent beside it, and those fields.
func fieldsSentTooHigh(_ object: JSONValue, _ schema: JSONValue) -> (property: String, fields: [String])? {
  let declared = schema["properties"]
  let required = Set(schema["required"]?.elements.compactMap(\.string) ?? [])
  let undeclared = object.members.map(\.key).filter { declared?[$0] == nil }
  guard !undeclared.isEmpty else { return nil }
  for property in declared?.members ?? object.members where required.contains(property.key) {
    guard object[property.key] == nil else { continue }
    let inner = property.value["$ref"]?.string.flatMap { resolve($0, root: schema) } ?? property.value
    guard let fields = inner["properties"], fields.kind == .object else { continue }
    let moved = undeclared.filter { fields[$0] != nil }
    if !moved.isEmpty { return (property.key, moved) }
  }
  return nil
}
