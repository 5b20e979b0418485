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
