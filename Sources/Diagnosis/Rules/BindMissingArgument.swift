import Conversation
import LosslessJSON
import Schemas

extension Rule {
  static let missingArgument = Rule(
    "bind/missing-argument",
    summary: "the function was called without an argument that it needs",
    explanation: """
      The function itself, or its validator, refused the call: "f() missing 1 required positional argument", "Field \
      required". Where a declaration is recorded that says the same, validate/missing tells it.
      """,
    lookFor: "\"f() missing 1 required positional argument: 'x'\" in the result, and no x in the call.",
    fixes: Fixes(
      "give the parameter a default, or make the declaration list it as required",
      classic: "give the parameter a default, or say in its Annotated description that it must be sent"),
    examples: [
      .call(
        "the interpreter's own text", fires: .error, path: "/region", #"{"query": "overdue"}"#,
        result: "Error: search() missing 1 required positional argument: 'region'"),
      .call(
        "nothing is declared, the validator's text says it", fires: .error, path: "/region",
        #"{"query": "overdue"}"#,
        result: """
          Error: 1 validation error for search
          region
            Field required [type=missing, input_value={'query': 'overdue'}, input_type=dict]
          """),
      .call(
        "the argument is there: a text of the tool's own", fires: nil, #"{"query": "overdue", "region": "emea"}"#,
        result: "Error: search() missing 1 required positional argument: 'region'"),
    ]
  ) { turn in
    turn.calls.flatMap { call -> [Finding] in
      let told = call.findings(ofDefects: "bind/missing-argument")
      if !told.isEmpty { return told }
      guard call.isConfirmed, case .missingArguments(let function, let names)? = call.failure, call.fate.isFailed else {
        return []
      }
      return names.map { name in
        call.finding(
          "bind/missing-argument", code: "IR01", severity: .error, path: "/" + pointerStep(name),
          message: "\(function)() needs \(name), and the call does not have it",
          evidence: [call.evidence(call.arguments?.range)] + call.resultEvidence)
      }
    }
  }
}
