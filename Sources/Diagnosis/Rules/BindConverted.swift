import Conversation
import Schemas

extension Rule {
  static let converted = Rule(
    "bind/converted",
    summary: "the function got another value than the model sent",
    explanation: """
      pydantic converts what is safe before the function runs: "12" becomes 12, true becomes 1. Usually it is what was \
      meant; where it is not, nobody is told.
      """,
    lookFor: """
      The declared type beside the value that was sent; validate/wrong-type on the same property stands above \
      it.
      """,
    fixes: Fixes(
      "take the value in the type that models send, or refuse it with a text that says what is wanted",
      agentchat: "annotate the parameter with Strict types (pydantic) where a conversion would be wrong"),
    examples: [
      .call(
        "a number in quotes", fires: .warning, path: "/limit", runtime: "agentchat-0.7", tools: [RuleExample.search],
        #"{"query": "a", "region": "emea", "limit": «"12"»}"#, result: "3 claims", isError: false),
      .call(
        "a number", fires: nil, runtime: "agentchat-0.7", tools: [RuleExample.search],
        #"{"query": "a", "region": "emea", "limit": 12}"#, result: "3 claims", isError: false),
    ]
  ) { turn in
    turn.calls.flatMap { call in
      call.boundDefects.compactMap { defect in
        guard case .converted(let value) = defect.effect else { return nil }
        return call.finding(
          "bind/converted", code: "IR03", severity: .warning, path: defect.path,
          message: "\(call.runtime.id) converted \(defect.label) to \(value) before the function ran",
          evidence: [call.evidence(defect.inner)])
      }
    }
  }
}
