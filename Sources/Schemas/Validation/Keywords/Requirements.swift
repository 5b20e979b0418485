import LosslessJSON

/// `required`: these names are there.
struct Required: Keyword {
  let names: [String]
  private let properties: JSONValue?
  private let root: JSONValue

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    guard written.kind == .array else {
      compiler.note("required must be a list of names" + (written.bool == nil ? "" : ", not true or false"))
      return nil
    }
    names = written.elements.compactMap(\.string)
    properties = compiler.schema["properties"]
    root = compiler.schema.document.root
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard value.kind == .object else { return }
    for name in missing(names, in: value) {
      walk.report(
        "required", value,
        expected: properties?[name].map { words(forSchema: $0, root: root) } ?? "a value", actual: "nothing",
        property: name)
      if walk.isDecided { return }
    }
  }
}

/// The names that an object does not have. Few are looked up one by one; of many the object's names are hashed first.
func missing(_ names: [String], in object: JSONValue) -> [String] {
  guard names.count > 32 else { return names.filter { name in !object.members.contains { $0.isNamed(name) } } }
  let present = Set(object.members.compactMap(\.name.decodedBytes))
  return names.filter { !present.contains(Array($0.utf8)) }
}

/// `dependentRequired`: where one name is there, others must be.
struct DependentRequired: Keyword {
  private let needs: [(name: String, others: [String], keyword: String)]

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    needs = written.members.map { member in
      let keyword = "dependentRequired/" + JSONPointer.escaped(member.key)
      return (member.key, member.value.elements.compactMap(\.string), keyword)
    }
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard value.kind == .object else { return }
    for (name, others, keyword) in needs { demand(others, beside: name, keyword, value, &walk) }
  }
}

private func demand(
  _ others: [String], beside name: String, _ path: String, _ value: JSONValue, _ walk: inout Validation
) {
  guard value[name] != nil else { return }
  for other in missing(others, in: value) {
    walk.report(
      String(path.prefix { $0 != "/" }), value, expected: "\(other) beside \(name)", actual: "nothing", property: other,
      path: path)
  }
}

/// `dependentSchemas`: where a name is there, a schema must fit the object.
struct DependentSchemas: Keyword {
  private let parts: [(name: String, part: Subschema)]

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    parts = written.members.map { member in
      (member.key, compiler.subschema(member.value, "/dependentSchemas/" + JSONPointer.escaped(member.key)))
    }
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard value.kind == .object else { return }
    for (name, part) in parts where value[name] != nil { walk.apply(part, to: value) }
  }
}

/// `dependencies` of older drafts: names or a schema.
struct Dependencies: Keyword {
  private let names: [(name: String, others: [String], path: String)]
  private let schemas: [(name: String, part: Subschema)]

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    var names: [(String, [String], String)] = []
    var schemas: [(String, Subschema)] = []
    for member in written.members {
      let path = "dependencies/" + JSONPointer.escaped(member.key)
      if member.value.kind == .array {
        names.append((member.key, member.value.elements.compactMap(\.string), path))
      } else {
        schemas.append((member.key, compiler.subschema(member.value, "/" + path)))
      }
    }
    self.names = names
    self.schemas = schemas
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard value.kind == .object else { return }
    for (name, others, path) in names { demand(others, beside: name, path, value, &walk) }
    for (name, part) in schemas where value[name] != nil { walk.apply(part, to: value) }
  }
}
