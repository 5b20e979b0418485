import LosslessJSON

/// JSON Schema's type names. Integer lies in number: 1.0 and 1e2 are integers.
package enum JSONType: String, Sendable, CaseIterable {
  case string, integer, number, boolean, array, object, null

  /// The type that a schema names; nil for a word that JSON Schema does not have (such as "dict").
  init?(written: String) { self.init(rawValue: written) }

  func accepts(_ value: JSONValue) -> Bool {
    switch (self, value.kind) {
    case (.string, .string), (.number, .number), (.array, .array), (.object, .object), (.null, .null): true
    case (.boolean, .true), (.boolean, .false): true
    case (.integer, .number): isInteger(value)
    default: false
    }
  }
}

/// Whether a number is whole, however it is written.
private func isInteger(_ value: JSONValue) -> Bool {
  let isPlain = value.rawBytes.allSatisfy { $0 != 0x2E && $0 | 0x20 != 0x65 }
  return isPlain || ExactNumber(value.rawText)?.isInteger ?? false
}

/// `type`: one name or several.
struct TypeKeyword: Keyword {
  let types: [JSONType]

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    let names = written.kind == .array ? Array(written.elements) : [written]
    let known = names.compactMap { $0.string.flatMap(JSONType.init(written:)) }
    guard known.count == names.count, !known.isEmpty else {
      for name in names where name.string.flatMap(JSONType.init(written:)) == nil {
        compiler.note("type \(words(forReceived: name)) is not one of JSON Schema's")
      }
      return nil
    }
    types = known
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    for type in types where type.accepts(value) { return }
    walk.report(
      "type", value, expected: types.map(\.rawValue).joined(separator: " or "), actual: words(forReceived: value))
  }
}
