import Conversation
import LosslessJSON
import Schemas

extension Rule {
  static let unexpectedArgument = Rule(
    "bind/unexpected-argument",
    summary: "the function was called with an argument that it does not have",
    explanation: """
      The interpreter itself refused the call: "f() got an unexpected keyword argument". Either the model sent a name \
      that nobody declared, or the declaration and the function differ.
      """,
    lookFor: "\"f() got an unexpected keyword argument 'x'\" in the result, and x in the call.",
    fixes: Fixes(
      "name the function's parameter as it is declared, or take the name out of the declaration",
      classic: "register the function that the schema was made from, and keep its parameter names"),
    examples: [
      .call(
        "the interpreter's own text", fires: .error, path: "/urgent", #"{"query": "overdue", «"urgent"»: true}"#,
        result: "Error: search() got an unexpected keyword argument 'urgent'"),
      .call(
        "no such argument was sent", fires: nil, #"{"query": "overdue"}"#,
        result: "Error: search() got an unexpected keyword argument 'urgent'"),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      guard call.isConfirmed, call.fate.isFailed, case .unexpectedArgument(let function, let name)? = call.failure
      else {
        return nil
      }
      let place = call.arguments?.members.first { $0.key == name }?.name.range
      let renamed = call.defects.first { $0.aliases.contains("/" + pointerStep(name)) && $0.rule != "validate/wrapped" }
      return call.finding(
        "bind/unexpected-argument", code: "IR02", severity: .error, path: renamed?.path ?? "/" + pointerStep(name),
        message: "\(function)() has no parameter \(name)", evidence: [call.evidence(place)] + call.resultEvidence)
    }
  }
}
