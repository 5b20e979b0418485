import Conversation
import Schemas

extension Rule {
  static let unchecked = Rule(
    "bind/unchecked",
    summary: "a value that breaks the declaration went to the function as it is",
    explanation: """
      AutoGen 0.2 looks at names alone: types, lists of values and bounds are documentation. The function ran with a value \
      that its declaration rules out.
      """,
    lookFor: "validate/… on the same property as a warning, and a result: the function ran with it.",
    fixes: Fixes(
      "check the value in the function, and answer with what is allowed",
      classic: "check the value in the function, or take a pydantic model: AutoGen 0.2 looks at names alone"),
    examples: [
      .call(
        "outside the list", fires: .warning, path: "/region", runtime: "classic-0.2", tools: [RuleExample.search],
        #"{"query": "a", "region": «"europe"»}"#, result: "no claims"),
      .call(
        "refused by a validator", fires: nil, runtime: "agentchat-0.7", tools: [RuleExample.search],
        #"{"query": "a", "region": "europe"}"#,
        result: "1 validation error for searchargs\nregion\n  Input should be 'emea' or 'amer' [type=literal_error]",
        isError: true),
    ]
  ) { turn in
    turn.calls.flatMap { call in
      call.boundDefects.compactMap { defect in
        guard case .passedUnchecked = defect.effect else { return nil }
        return call.finding(
          "bind/unchecked", code: "IR04", severity: .warning, path: defect.path,
          message: "\(call.runtime.id) checks nothing: the function got \(defect.label) as it is",
          evidence: [call.evidence(defect.inner)])
      }
    }
  }
}
