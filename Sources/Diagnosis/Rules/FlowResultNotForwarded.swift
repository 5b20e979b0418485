import Conversation

extension Rule {
  static let resultNotForwarded = Rule(
    "flow/result-not-forwarded",
    summary: "the next agent was not told what a tool had answered",
    explanation: """
      One agent got a result, another answered next, and its request holds neither the result nor anything that was said \
      after it: a hand-off or a context that drops messages lost it. The agent answers from what it has, or asks again.
      """,
    lookFor: "What the next agent was told (:told): the result is not among it.",
    fixes: Fixes(
      "pass the result on with the hand-off, or let the calling agent sum it up before the next one speaks",
      classic: "let the calling agent answer in words before the next speaker is chosen; look at carryover",
      agentchat: "set reflect_on_tool_use=True so that a summary goes to the team; look at the agent's model_context"),
    examples: [
      RuleExample(
        "another agent, without the result", fires: .warning, tools: [RuleExample.search],
        steps: [
          .user("Find it."), .answer(calls: [.init("search", #"{"query": "a", "region": "emea"}"#)]),
          .result("claim 88 is open"), .answer("I do not know.", agent: "writer", told: [0]),
        ]),
      RuleExample(
        "it was told", fires: nil, tools: [RuleExample.search],
        steps: [
          .user("Find it."), .answer(calls: [.init("search", #"{"query": "a", "region": "emea"}"#)]),
          .result("claim 88 is open"), .answer("Claim 88.", agent: "writer", told: [0, 1, 2]),
        ]),
    ]
  ) { turn in
    guard let lost = turn.unforwarded, let agent = turn.turn.agent else { return [] }
    return [
      turn.finding(
        "flow/result-not-forwarded", severity: .warning, confidence: .possible,
        message: "\(agent) was not told the result of turn \(lost.index), nor anything said after it",
        evidence: [Evidence(turn.turn.modelCall?.request ?? turn.turn.origin), Evidence(lost.origin)])
    ]
  }
}
