import Conversation
import Schemas

extension Rule {
  static let signatureMismatch = Rule(
    "declare/signature-mismatch",
    summary: "the declared schema and the function's signature differ",
    explanation: """
      The model keeps to the declaration and the function refuses the call, or gets it wrong. Look for a schema made of \
      another function, a wrapper that hides the signature (functools.wraps), a hand-written schema that has grown old.
      """,
    lookFor: "The three-way diff: declared, implemented and received side by side; the first row with a mark.",
    fixes: Fixes(
      "derive the schema from the function that is executed, or change its parameters to the declared ones",
      classic: "register one function for both sides with register_function(f, caller=…, executor=…)",
      agentchat: "pass the undecorated function to FunctionTool, or give the wrapper the same parameters",
      openAI: """
        derive the schema from the function (pydantic's TypeAdapter or validate_call), or test both against \
        each other
        """),
    examples: [
      .call(
        "the function refuses a declared property", fires: .error, path: "/query", runtime: "classic-0.2",
        tools: [RuleExample.search], #"{"query": "a", "region": "emea"}"#,
        result: "Error: find() got an unexpected keyword argument 'query'"),
      .call(
        "the function needs what is not declared", fires: .error, path: "/tenant", runtime: "ag2-0.14",
        tools: [RuleExample.search], #"{"query": "a", "region": "emea"}"#,
        result: """
          Error: 1 validation error for search
          tenant
            Field required [type=missing, input_value={'query': 'a'}, input_type=dict]
          """),
      .call(
        "an undeclared property is no mismatch", fires: nil, runtime: "classic-0.2", tools: [RuleExample.search],
        #"{"query": "a", "region": "emea", "urgent": true}"#,
        result: "Error: search() got an unexpected keyword argument 'urgent'"),
    ]
  ) { turn in shownByCalls(turn) + shownBySignatures(turn) }
}

private func shownByCalls(_ turn: TurnCase) -> [Finding] {
  turn.calls.compactMap { call in
    guard let shown = Drifting.shown(by: call) else { return nil }
    return call.finding(
      "declare/signature-mismatch", code: shown.code, severity: .error, path: shown.path, message: shown.message,
      evidence: (call.declaration.map { [Evidence($0.origin)] } ?? []) + call.resultEvidence)
  }
}

/// Once a declaration, at the first turn whose request carries it.
private func shownBySignatures(_ turn: TurnCase) -> [Finding] {
  turn.newDeclarations.flatMap { declaration -> [Finding] in
    guard let schema = declaration.schema,
      let signature = turn.implemented.first(where: { $0.name == declaration.name })?.signature
    else { return [] }
    return drifts(declared: schema, implemented: signature).compactMap { drift in
      guard drift.breaks != .noCall, drift.code != "DI14", drift.code != "DI15" else { return nil }
      var finding = turn.finding(
        "declare/signature-mismatch", code: drift.code, severity: drift.breaks == .someValues ? .info : .warning,
        message: "\(declaration.name): \(drift.message)", evidence: [Evidence(declaration.origin)])
      finding.path = drift.path
      return finding
    }
  }
}

extension TurnCase {
  /// Declarations that this turn's request carries for the first time in the session.
  var newDeclarations: [ToolDeclaration] {
    guard case .set(let set) = fact.tools else { return [] }
    return index.offers.sets[Int(set)].compactMap { place in
      index.offers.firstTurn[Int(place)] == turn.index ? index.offers.declarations[Int(place)] : nil
    }
  }
}
