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
