import LosslessJSON

/// `enum`: one of these values.
struct EnumKeyword: Keyword {
  let allowed: JSONValue
  /// The values themselves where they are few, else their canonical texts.
  private let few: [JSONValue]
  private let many: Set<[UInt8]>

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    guard written.kind == .array else {
      compiler.note("enum must be a list")
      return nil
    }
    allowed = written
    let values = Array(written.elements)
    few = values.count <= 16 ? values : []
    many = values.count <= 16 ? [] : Set(values.map(canonicalText))
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    let isAllowed = many.isEmpty ? few.contains { isEqual($0, value) } : many.contains(canonicalText(value))
    guard !isAllowed else { return }
    walk.report("enum", value, expected: words(forEnum: allowed), actual: words(forReceived: value))
  }
}

/// `const`: this value.
struct ConstKeyword: Keyword {
  let allowed: JSONValue

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard !isEqual(allowed, value) else { return }
    walk.report("const", value, expected: words(forReceived: allowed), actual: words(forReceived: value))
  }
}
