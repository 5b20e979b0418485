import Conversation
import Schemas

extension Rule {
  static let duplicateName = Rule(
    "declare/duplicate-name",
    summary: "two tools share one name, or nearly",
    explanation: """
      A call names its tool by its name alone. Of two tools with one name one wins in silence (the last registration), or \
      the provider refuses the request. Names that differ only in case or punctuation are mixed up by models.
      """,
    lookFor: "Two entries of one name in the request's tools; on stderr \"is being overridden\".",
    fixes: Fixes(
      "rename one of the two",
      classic: "rename one: the later register_function(…) overrides the earlier with no more than a warning",
      agentchat: "rename one: AgentChat refuses equal names in one agent, not across workbenches"),
    examples: [
      RuleExample(
        "twice in one request", fires: .warning, tools: [RuleExample.search, RuleExample.search],
        steps: [.user("Find it."), .answer("Three.")]),
      RuleExample(
        "nearly the same", fires: .info,
        tools: [RuleExample.search, #"{"name": "Search", "parameters": {"type": "object"}}"#],
        steps: [.user("Find it."), .answer("Three.")]),
      RuleExample(
        "different names", fires: nil,
        tools: [RuleExample.search, #"{"name": "find_claim", "parameters": {"type": "object"}}"#],
        steps: [.user("Find it."), .answer("Three.")]),
      RuleExample(
        "the program died of it", fires: .error,
        steps: [
          .ended("Traceback (most recent call last):\nValueError: Tool names must be unique: ['search', 'search']")
        ]),
    ]
  ) { turn in
    if turn.turn.index < 0 { return implementedTwice(turn) }
    if turn.turn.kind == .ended { return RegistrationRefusal.findings("declare/duplicate-name", in: turn) }
    return ProviderFaults.declared(in: turn).filter { $0.rule == "declare/duplicate-name" }
  }
}

/// Two tool sources, or two functions, under one name.
private func implementedTwice(_ turn: TurnCase) -> [Finding] {
  let tools = turn.implemented
  return tools.indices.compactMap { here in
    guard let first = tools[..<here].first(where: { $0.name == tools[here].name }) else { return nil }
    var finding = turn.finding(
      "declare/duplicate-name", code: "N05", severity: .warning,
      message: "\(first.name) is defined twice: \(first.definedAt ?? first.source) and "
        + "\(tools[here].definedAt ?? tools[here].source)",
      evidence: [Evidence(Origin(source: tools[here].definedAt ?? tools[here].source))])
    finding.turn = nil
    return finding
  }
}
