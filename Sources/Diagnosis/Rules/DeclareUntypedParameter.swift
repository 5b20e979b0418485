import Conversation
import LosslessJSON
import Schemas

extension Rule {
  static let untypedParameter = Rule(
    "declare/untyped-parameter",
    summary: "a property is declared without a type",
    explanation: """
      The schema of a property says nothing (no type, enum or reference), so the model may send anything. It comes of a \
      parameter without an annotation, of Any, or of an object whose fields nobody declared. AutoGen 0.2 and AgentChat \
      refuse to register a function with such a parameter; ag2 1.x declares it without a type.
      """,
    lookFor: "A property of the declaration without type, enum or reference; on stderr \"must be annotated\".",
    fixes: Fixes(
      "annotate the parameter, and declare the fields of objects",
      classic: "annotate every parameter: x: Annotated[str, \"what it is\"]",
      agentchat: "annotate every parameter of the function; use a pydantic model for an object",
      ag2New: "annotate every parameter: without a type ag2 1.x lets the model send anything"),
    examples: [
      .call(
        "no type at all", fires: .warning, path: "/query",
        tools: [#"{"name": "search", "parameters": {"type": "object", "properties": {"query": {"title": "Query"}}}}"#],
        #"{"query": "a"}"#, result: "3 claims"),
      .call(
        "an object without fields", fires: .info, path: "/filter",
        tools: [
          #"{"name": "search", "parameters": {"type": "object", "properties": {"filter": {"type": "object"}}}}"#
        ],
        #"{"filter": {}}"#, result: "3 claims"),
      .call(
        "types everywhere", fires: nil, tools: [RuleExample.search], #"{"query": "a", "region": "emea"}"#,
        result: "3 claims"),
      RuleExample(
        "the program died of it", fires: .error,
        steps: [
          .ended(
            "Traceback (most recent call last):\nTypeError: All parameters of the function 'f' without default values must be annotated."
          )
        ]),
    ]
  ) { turn in
    if turn.turn.index < 0 { return unannotated(turn) }
    if turn.turn.kind == .ended { return RegistrationRefusal.findings("declare/untyped-parameter", in: turn) }
    return turn.newDeclarations.flatMap { declaration -> [Finding] in
      guard let schema = declaration.schema else { return [] }
      let untyped = looseProperties(of: schema, isLoose: saysNothing)
      let open = looseProperties(of: schema, isLoose: isOpenObject)
      return [
        finding(untyped, of: declaration, severity: .warning, "declared without a type", in: turn),
        finding(open, of: declaration, severity: .info, "declared as an object without fields", in: turn),
      ].compactMap { $0 }
    }
  }
}

private func finding(
  _ paths: [String], of declaration: ToolDeclaration, severity: Severity, _ words: String, in turn: TurnCase
) -> Finding? {
  guard let first = paths.first else { return nil }
  let names = paths.map { $0.split(separator: "/").joined(separator: ".") }
  let list = names.prefix(4).joined(separator: ", ") + (names.count > 4 ? ", …" : "")
  var finding = turn.finding(
    "declare/untyped-parameter", code: "DI17", severity: severity,
    message: "\(declaration.name): \(list) \(names.count == 1 ? "is" : "are") \(words)",
    evidence: [Evidence(declaration.origin)])
  finding.path = first
  return finding
}

/// Functions of a tool source whose parameters have no annotation, where no request has shown what became of them.
private func unannotated(_ turn: TurnCase) -> [Finding] {
  turn.implemented.compactMap { tool in
    guard let signature = tool.signature, turn.index.offers.declaration(named: tool.name) == nil else { return nil }
    let bare = signature.parameters.filter {
      $0.annotation == nil && !$0.isInjected && $0.defaultText == nil
        && ($0.kind == .ordinary || $0.kind == .keywordOnly)
    }
    guard let first = bare.first else { return nil }
    var finding = turn.finding(
      "declare/untyped-parameter", code: "DI17", severity: .warning,
      message: "\(tool.name): \(bare.map(\.name).joined(separator: ", ")) \(bare.count == 1 ? "has" : "have") "
        + "no annotation",
      evidence: [Evidence(Origin(source: tool.definedAt ?? tool.source))])
    finding.turn = nil
    finding.path = "/" + pointerStep(first.name)
    return finding
  }
}

/// Paths of properties, at most four levels deep, whose schema is loose.
private func looseProperties(
  of schema: JSONValue, path: String = "", depth: Int = 0, isLoose: (JSONValue) -> Bool
) -> [String] {
  guard depth < 4 else { return [] }
  return schema["properties"]?.members.flatMap { member -> [String] in
    let here = path + "/" + pointerStep(member.key)
    if isLoose(member.value) { return [here] }
    let inner = member.value["items"].flatMap { $0.kind == .object ? $0 : nil } ?? member.value
    return looseProperties(of: inner, path: here, depth: depth + 1, isLoose: isLoose)
  } ?? []
}

private let sayings = [
  "type", "enum", "const", "$ref", "anyOf", "oneOf", "allOf", "not", "properties", "items", "$dynamicRef", "if",
]

private func saysNothing(_ schema: JSONValue) -> Bool {
  schema.kind == .true || schema.kind == .object && !sayings.contains { schema[$0] != nil }
}

private func isOpenObject(_ schema: JSONValue) -> Bool {
  schema["type"]?.string == "object"
    && !["properties", "additionalProperties", "patternProperties", "$ref", "anyOf", "oneOf", "allOf"]
      .contains { schema[$0] != nil }
}
