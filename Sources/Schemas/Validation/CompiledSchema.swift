package import LosslessJSON

/// A schema that has been read once and can judge any number of values.
///
/// Cost: some microseconds a subschema to read; judging costs nothing for what a value does not hold. Refers to nothing
/// outside itself but the bundled meta-schemas and what `resolver` answers: never the network.
package final class CompiledSchema: Sendable {
  /// What could not be understood; what it should have demanded is not checked.
  package let problems: [SchemaProblem]
  let nodes: [SchemaNode]
  let dynamicNodes: [Int: [String: Int]]
  let tracksEvaluation: Bool
  let assertsFormats: Bool
  private let hasFormats: Bool
  private let root: JSONValue

  /// `draft` is the one of schemas that do not say theirs. `resolver` gives the schema at an address outside the document.
  /// `assertsFormats` makes `format` part of the verdict.
  /// With `part`, a schema inside `schema`, only that is judged; references still start from the whole.
  package init(
    _ schema: JSONValue, part: JSONValue? = nil, draft: Draft = .draft2020, assertsFormats: Bool = false,
    resolver: (@Sendable (String) -> JSONValue?)? = nil
  ) {
    let compiler = Compiler(schema, part: part, registry: SchemaRegistry(defaultDraft: draft, resolver: resolver))
    problems = compiler.problems
    nodes = compiler.nodes
    dynamicNodes = compiler.dynamicNodes
    tracksEvaluation = compiler.tracksEvaluation
    hasFormats = compiler.hasFormats
    self.assertsFormats = assertsFormats
    root = schema
  }

  /// What a value breaks.
  package struct Judgement: Sendable, Equatable {
    /// In the order of the schema's keywords, and of the value inside one.
    package var violations: [Violation] = []
    /// Values that are not what `format` says: no part of the verdict.
    package var warnings: [Violation] = []
    /// Why the judgement ends early (a schema without end, too much work); what lies beyond is taken as valid.
    package var unfinished: String?
  }

  package func judge(_ value: JSONValue) -> Judgement {
    var strict = Validation(schema: self, assertsFormats: hasFormats || assertsFormats)
    strict.start(value)
    guard hasFormats, !assertsFormats, !strict.violations.isEmpty else {
      return Judgement(violations: strict.violations, unfinished: strict.stopped)
    }
    var plain = Validation(schema: self, assertsFormats: false)
    plain.start(value)
    let broken = plain.violations
    return Judgement(
      violations: broken, warnings: strict.violations.filter { !broken.contains($0) }, unfinished: plain.stopped)
  }

  package func violations(of value: JSONValue) -> [Violation] { judge(value).violations }

  /// Whether the value is valid. Ends at the first violation.
  package func accepts(_ value: JSONValue) -> Bool {
    var walk = Validation(schema: self, assertsFormats: assertsFormats)
    return walk.startVerdict(value)
  }
}

/// Everything in which `value` breaks `schema`; empty where it is valid. Compiles the schema: keep a `CompiledSchema` where
/// more than one value is judged.
package func violations(of value: JSONValue, against schema: JSONValue) -> [Violation] {
  CompiledSchema(schema).violations(of: value)
}
