import LosslessJSON

/// `allOf`: every schema fits.
struct AllOf: Keyword {
  let parts: [Subschema]

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    guard let parts = branches(written, "allOf", &compiler) else { return nil }
    self.parts = parts
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    for part in parts {
      walk.apply(part, to: value)
      if walk.isDecided { return }
    }
  }
}

func branches(_ written: JSONValue, _ keyword: String, _ compiler: inout Compiler) -> [Subschema]? {
  guard written.kind == .array else {
    compiler.note("\(keyword) must be a list of schemas")
    return nil
  }
  return written.elements.enumerated().map { compiler.subschema($1, "/\(keyword)/\($0)") }
}

/// `not`: the schema does not fit.
struct Not: Keyword {
  let part: Subschema
  private let schema: JSONValue

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    part = compiler.subschema(written, "/not")
    schema = written
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard walk.fits(value, part) else { return }
    walk.report(
      "not", value, expected: "anything but \(words(forSchema: schema, root: schema.document.root))",
      actual: words(forReceived: value))
  }
}

/// `if` with `then` and `else` beside it.
struct Conditional: Keyword {
  let condition: Subschema
  private let then: Subschema?
  private let otherwise: Subschema?

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    condition = compiler.subschema(written, "/if")
    then = compiler.schema["then"].map { compiler.subschema($0, "/then") }
    otherwise = compiler.schema["else"].map { compiler.subschema($0, "/else") }
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    if walk.fits(value, condition) {
      if walk.tracksEvaluation { walk.evaluated.formUnion(walk.lastEvaluated) }
      if let then { walk.apply(then, to: value) }
    } else if let otherwise {
      walk.apply(otherwise, to: value)
    }
  }
}
