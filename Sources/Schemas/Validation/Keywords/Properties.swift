import LosslessJSON

/// Schemas by property name. A few are compared one by one, which costs no allocation; many are hashed.
struct PropertyTable {
  private let few: [(name: String, part: Subschema)]
  private let many: [[UInt8]: Subschema]

  init(_ written: JSONValue?, keyword: String, _ compiler: inout Compiler) {
    var parts: [(String, Subschema)] = []
    for member in written?.members ?? compiler.schema.members where written != nil {
      let step = "/\(keyword)/" + JSONPointer.escaped(member.key)
      parts.append((member.key, compiler.subschema(member.value, step)))
    }
    few = parts.count <= 8 ? parts : []
    many =
      parts.count <= 8 ? [:] : Dictionary(parts.map { (Array($0.0.utf8), $0.1) }, uniquingKeysWith: { _, last in last })
  }

  subscript(name: JSONValue) -> Subschema? {
    guard many.isEmpty else { return many[name.decodedBytes ?? []] }
    for (known, part) in few where name.isString(known) { return part }
    return nil
  }
}

/// `properties`: each by its name.
struct Properties: Keyword {
  let table: PropertyTable

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    guard written.kind == .object else {
      compiler.note("properties must be an object")
      return nil
    }
    table = PropertyTable(written, keyword: "properties", &compiler)
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard value.kind == .object else { return }
    for member in value.members {
      guard let part = table[member.name] else { continue }
      walk.judgeMember(member, of: value) { $0.judge(member.value, at: .name(member.name), by: part) }
      if walk.isDecided { return }
    }
  }
}

/// Schemas by a pattern that the property's name matches.
struct PatternTable {
  private(set) var parts: [(pattern: Pattern, part: Subschema)] = []

  init(_ written: JSONValue, _ compiler: inout Compiler) {
    for member in written.members {
      guard let pattern = compiler.pattern(member.key, in: "patternProperties") else { continue }
      let step = "/patternProperties/" + JSONPointer.escaped(member.key)
      parts.append((pattern, compiler.subschema(member.value, step)))
    }
  }
}

/// `patternProperties`: each by every pattern that its name matches.
struct PatternProperties: Keyword {
  let table: PatternTable

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    guard written.kind == .object else { return nil }
    table = PatternTable(written, &compiler)
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard value.kind == .object else { return }
    for member in value.members {
      let name = member.key
      for (pattern, part) in table.parts where walk.find(pattern, in: name) ?? false {
        walk.judgeMember(member, of: value) { $0.judge(member.value, at: .name(member.name), by: part) }
        if walk.isDecided { return }
      }
    }
  }
}

/// `additionalProperties`: what neither `properties` nor `patternProperties` beside it names.
struct AdditionalProperties: Keyword {
  let part: Subschema
  private let isForbidden: Bool
  private let named: JSONValue?
  private let names: Set<[UInt8]>
  private let patterns: PatternTable?

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    part = compiler.subschema(written, "/additionalProperties")
    isForbidden = written.kind == .false
    named = compiler.schema["properties"]
    names = Set(named?.members.compactMap(\.name.decodedBytes) ?? [])
    patterns = compiler.schema["patternProperties"].map { PatternTable($0, &compiler) }
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard value.kind == .object else { return }
    for member in value.members where isAdditional(member, &walk) {
      if isForbidden {
        reportUndeclared("additionalProperties", member, &walk)
      } else {
        walk.judgeMember(member, of: value) { $0.judge(member.value, at: .name(member.name), by: part) }
      }
      if walk.isDecided { return }
    }
  }

  private func isAdditional(_ member: JSONMember, _ walk: inout Validation) -> Bool {
    if names.contains(member.name.decodedBytes ?? []) { return false }
    guard let patterns else { return true }
    return !patterns.parts.contains { walk.find($0.pattern, in: member.key) ?? true }
  }
}

/// A property that a schema forbids by not naming it: reported at its object, with its name.
func reportUndeclared(_ keyword: String, _ member: JSONMember, _ walk: inout Validation) {
  walk.report(
    keyword, member.value, expected: "no property \(member.key)", actual: words(forReceived: member.value),
    property: member.key, range: member.name.range)
}

/// `propertyNames`: every name as a text.
struct PropertyNames: Keyword {
  let part: Subschema

  init?(_ written: JSONValue, _ compiler: inout Compiler) { part = compiler.subschema(written, "/propertyNames") }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard value.kind == .object else { return }
    for member in value.members {
      walk.judge(beside: member.name, by: part)
      if walk.isDecided { return }
    }
  }
}
