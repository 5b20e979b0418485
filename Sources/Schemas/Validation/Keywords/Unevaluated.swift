import LosslessJSON

/// `unevaluatedProperties`: what nothing else in this schema, or in what it applies, has judged.
struct UnevaluatedProperties: Keyword {
  let part: Subschema
  private let isForbidden: Bool

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    compiler.needsEvaluation()
    part = compiler.subschema(written, "/unevaluatedProperties")
    isForbidden = written.kind == .false
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard value.kind == .object else { return }
    for member in value.members where !walk.evaluated.contains(member.value) {
      if isForbidden {
        reportUndeclared("unevaluatedProperties", member, &walk)
      } else {
        walk.judge(member.value, at: .name(member.name), by: part)
      }
      if walk.isDecided { return }
    }
    walk.evaluated.areAll = true
  }
}

/// `unevaluatedItems`, likewise.
struct UnevaluatedItems: Keyword {
  let part: Subschema

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    compiler.needsEvaluation()
    part = compiler.subschema(written, "/unevaluatedItems")
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard value.kind == .array else { return }
    for (place, element) in value.elements.enumerated() where !walk.evaluated.contains(element) {
      walk.judge(element, at: .place(place), by: part)
      if walk.isDecided { return }
    }
    walk.evaluated.areAll = true
  }
}
