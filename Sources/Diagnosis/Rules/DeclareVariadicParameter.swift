import Conversation
import LosslessJSON
import Schemas

extension Rule {
  static let variadicParameter = Rule(
    "declare/variadic-parameter",
    summary: "*args or **kwargs is declared as an ordinary property",
    explanation: """
      Frameworks that derive the schema declare *args and **kwargs as plain properties named args and kwargs. Sent so, \
      both land in **kwargs, or are refused.
      """,
    lookFor: "Properties called args and kwargs in the declaration.",
    fixes: Fixes(
      "give the function named parameters, one for each thing that the model should send",
      classic: "replace *args and **kwargs by named, annotated parameters before registering the function"),
    examples: [
      .call(
        "declared as strings", fires: .warning,
        tools: [
          """
          {"name": "search", "parameters": {"type": "object", "properties": {"args": {"type": "string"}, \
          "kwargs": {"type": "string"}}, "required": ["args", "kwargs"]}}
          """
        ], #"{"args": "a", "kwargs": ""}"#, result: "3 claims"),
      .call(
        "refused for it", fires: .error, path: "/args", runtime: "ag2-0.14",
        tools: [
          """
          {"name": "search", "parameters": {"type": "object", "properties": {"args": {"type": "string"}, \
          "kwargs": {"type": "string"}}, "required": ["args", "kwargs"]}}
          """
        ], #"{"args": "a", "kwargs": ""}"#,
        result: """
          Error: 2 validation errors for search
          args
            Input should be a valid string [type=string_type, input_value=(), input_type=tuple]
          kwargs
            Input should be a valid string [type=string_type, input_value={}, input_type=dict]
          """),
      .call(
        "one parameter that happens to be called args", fires: nil,
        tools: [
          #"{"name": "search", "parameters": {"type": "object", "properties": {"args": {"type": "object"}}}}"#
        ], #"{"args": {}}"#, result: "3 claims"),
    ]
  ) { turn in
    let refused = refusedCalls(turn)
    return refused + declarations(turn).filter { told in !refused.contains { $0.path == told.path } }
  }
}

private func refusedCalls(_ turn: TurnCase) -> [Finding] {
  turn.calls.compactMap { call in
    guard call.fate.isFailed, call.isConfirmed,
      let names = call.declaration.flatMap({ variadic($0, in: turn) }),
      let listed = call.listedPaths.first(where: { path in names.contains { "/" + $0 == path } })
    else { return nil }
    return call.finding(
      "declare/variadic-parameter", code: "DI14", severity: .error, path: listed,
      message: "*\(listed.dropFirst()) is declared as a property of its own, and the framework refuses what it gets",
      evidence: (call.declaration.map { [Evidence($0.origin)] } ?? []) + call.resultEvidence)
  }
}

private func declarations(_ turn: TurnCase) -> [Finding] {
  turn.newDeclarations.compactMap { declaration in
    guard let names = variadic(declaration, in: turn), let first = names.first else { return nil }
    var finding = turn.finding(
      "declare/variadic-parameter", code: "DI14", severity: .warning, confidence: .likely,
      message: "\(declaration.name) declares \(names.joined(separator: " and ")) as properties: "
        + "they look like *args and **kwargs",
      evidence: [Evidence(declaration.origin)])
    finding.path = "/" + first
    return finding
  }
}

/// Names of declared properties that are variadic parameters: by the signature where there is one, else both names
/// together, declared as something that they cannot be.
private func variadic(_ declaration: ToolDeclaration, in turn: TurnCase) -> [String]? {
  guard let properties = declaration.schema?["properties"] else { return nil }
  if let signature = turn.implemented.first(where: { $0.name == declaration.name })?.signature {
    let names = signature.parameters.filter { $0.kind == .variadic || $0.kind == .variadicKeyword }.map(\.name)
    let declared = names.filter { properties[$0] != nil }
    return declared.isEmpty ? nil : declared
  }
  return properties["args"] != nil && properties["kwargs"] != nil ? ["args", "kwargs"] : nil
}
