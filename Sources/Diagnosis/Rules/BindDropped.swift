import Conversation
import Schemas

extension Rule {
  static let dropped = Rule(
    "bind/dropped",
    summary: "a property never reached the function",
    explanation: """
      pydantic ignores names that the function does not have: the call runs without the property, and nothing says so. \
      What the model asked for was not done.
      """,
    lookFor: "A property in the call that the declaration does not have, and a result that ignores it.",
    fixes: Fixes(
      "add the parameter to the function, or tell the model in the description that there are no others",
      agentchat: "add the parameter to the function: AgentChat drops what it does not know, whatever the schema says"),
    examples: [
      .call(
        "an undeclared name", fires: .warning, path: "/urgent", runtime: "agentchat-0.7", tools: [RuleExample.search],
        #"{"query": "a", "region": "emea", «"urgent"»: true}"#, result: "3 claims", isError: false),
      .call(
        "only declared names", fires: nil, runtime: "agentchat-0.7", tools: [RuleExample.search],
        #"{"query": "a", "region": "emea"}"#, result: "3 claims", isError: false),
    ]
  ) { turn in
    turn.calls.flatMap { call in
      call.boundDefects.compactMap { defect in
        guard case .dropped = defect.effect else { return nil }
        return call.finding(
          "bind/dropped", code: "IR05", severity: .warning, path: defect.path,
          message: "\(call.runtime.id) dropped \(defect.sentLabel): the function ran without it",
          evidence: [call.evidence(defect.inner)])
      }
    }
  }
}
