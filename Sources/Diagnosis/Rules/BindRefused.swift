import Schemas

extension Rule {
  static let refused = Rule(
    "bind/refused",
    summary: "a validator refused arguments that satisfy the declared schema",
    explanation: """
      The framework's validator named the call and refused it, and the declared schema does not say why: a check across \
      fields, a model that is stricter than its schema.
      """,
    lookFor: """
      "1 validation error for …" in the result while the arguments satisfy the declared schema; the type after \
      [type= names the check.
      """,
    fixes: Fixes("say the stricter condition in the tool's description, so that the model can keep to it"),
    examples: [
      .call(
        "a check across fields", fires: .error, tools: [RuleExample.search],
        #"{"query": "overdue", "region": "emea"}"#,
        result: """
          Error: 1 validation error for search
          query
            Value error, too vague [type=value_error, input_value='overdue', input_type=str]
          """),
      .call(
        "the schema says it too", fires: nil, tools: [RuleExample.search], #"{"query": "overdue"}"#,
        result: """
          Error: 1 validation error for search
          region
            Field required [type=missing, input_value={}, input_type=dict]
          """),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      guard call.isConfirmed, call.fate.isFailed, call.arguments != nil,
        case .validation(_, let problems)? = call.failure, let first = problems.first
      else { return nil }
      if call.defects.contains(where: { call.severity(of: $0) == .error }) { return nil }
      if Drifting.shown(by: call) != nil { return nil }
      return call.finding(
        "bind/refused", severity: .error, path: first.path.isEmpty ? nil : first.path,
        message: "the validator refused the arguments: \(first.path.dropFirst()) \(first.message.lowercasedFirst)",
        evidence: [call.evidence()] + call.resultEvidence)
    }
  }
}
