import Conversation

extension Rule {
  static let notOffered = Rule(
    "declare/not-offered",
    summary: "the called tool was not among those that this request offered",
    explanation: """
      The tool exists (another request declared it, or it ran), but this agent's request did not offer it. In classic \
      AutoGen such a call runs all the same when the tool is registered for execution.
      """,
    lookFor: "The names in this request's tools beside the name that was called.",
    fixes: Fixes(
      "declare the tool in the request of the agent that calls it",
      classic: "expose the tool to this agent too: agent.register_for_llm(description=…)(f)",
      agentchat: "add the tool to this agent's tools=[…], or hand off to the agent that has it"),
    examples: [
      .call(
        "it ran all the same", fires: .warning, runtime: "classic-0.2", tools: [RuleExample.search], name: "get_claim",
        "{}", result: "claim 88"),
      .call(
        "offered", fires: nil, tools: [RuleExample.search], #"{"query": "a", "region": "emea"}"#, result: "3 claims"),
      .call(
        "it exists nowhere: another rule's", fires: nil, runtime: "classic-0.2", tools: [RuleExample.search],
        name: "get_claim", "{}", result: "Error: Function get_claim not found."),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      guard case .set = call.tools, call.declaration == nil else { return nil }
      let exists =
        turn.index.offers.declaration(named: call.call.name) != nil || call.implemented != nil
        || turn.registrations.contains { $0.name == call.call.name } || call.fate == .ran || call.fate == .answered
      guard exists else { return nil }
      return call.finding(
        "declare/not-offered", code: "D07", severity: call.severityOfUndeclared,
        message: "\(call.call.name) was not among the \(turn.toolNames.count) tools of this request"
          + call.ranAllTheSame,
        evidence: [Evidence(turn.turn.modelCall?.request ?? turn.turn.origin), Evidence(call.call.origin)])
    }
  }
}
