import LosslessJSON

func checkType(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  let wanted = keyword.kind == .array ? keyword.elements.compactMap(\.string) : [keyword.string].compactMap { $0 }
  let known = wanted.compactMap(JSONType.init(written:))
  guard !known.isEmpty, known.count == wanted.count, !known.contains(where: { $0.accepts(value) }) else { return }
  walk.report(
    "type", value, expected: known.map(\.rawValue).joined(separator: " or "), actual: words(forReceived: value))
}

func checkEnum(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  guard keyword.kind == .array, !keyword.elements.contains(where: { isEqual($0, value) }) else { return }
  walk.report("enum", value, expected: words(forEnum: keyword), actual: words(forReceived: value))
}

func checkConst(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  guard !isEqual(keyword, value) else { return }
  walk.report("const", value, expected: words(forReceived: keyword), actual: words(forReceived: value))
}

/// JSON Schema's type names. Integer lies in number: 1.0 and 1e2 are integers.
package enum JSONType: String, Sendable, CaseIterable {
  case string, integer, number, boolean, array, object, null

  /// The type that a schema names; nil for a word that JSON Schema does not have (such as "dict").
  init?(written: String) { self.init(rawValue: written) }

  func accepts(_ value: JSONValue) -> Bool {
    switch (self, value.kind) {
    case (.string, .string), (.number, .number), (.array, .array), (.object, .object), (.null, .null): true
    case (.boolean, .true), (.boolean, .false): true
    case (.integer, .number): ExactNumber(value.rawText)?.isInteger ?? false
    default: false
    }
  }
}

/// Equal as JSON Schema sees it: numbers by value, objects without order, strings by their decoded text.
func isEqual(_ left: JSONValue, _ right: JSONValue, depth: Int = 0) -> Bool {
  guard left.kind == right.kind, depth < Validation.depthLimit else { return false }
  switch left.kind {
  case .null, .true, .false: return true
  case .string: return left.decodedBytes == right.decodedBytes
  case .number: return ExactNumber(left.rawText) == ExactNumber(right.rawText)
  case .array:
    let (lefts, rights) = (Array(left.elements), Array(right.elements))
    return lefts.count == rights.count && zip(lefts, rights).allSatisfy { isEqual($0, $1, depth: depth + 1) }
  case .object:
    guard left.count == right.count else { return false }
    return left.members.allSatisfy { member in
      right[member.key].map { isEqual(member.value, $0, depth: depth + 1) } ?? false
    }
  }
}
