import Conversation
import Schemas

extension Rule {
  static let badName = Rule(
    "declare/bad-name",
    summary: "a tool's name is not one that the provider takes",
    explanation: """
      Most providers take letters, digits, _ and -, at most 64 characters; dots, spaces and slashes (MCP servers, Python \
      modules) are refused. AutoGen 0.2 and AgentChat refuse the name at registration, ag2 1.x sends it.
      """,
    lookFor: "The name in the request's tools, and a refusal whose param is tools[n].function.name.",
    fixes: Fixes(
      "rename the tool: letters, digits, _ and -, at most 64 characters",
      classic: "give register_function(…, name=…) a name of letters, digits, _ and -",
      agentchat: "give FunctionTool(…, name=…) a name of letters, digits, _ and -",
      anthropic: "rename the tool: letters, digits, _ and -, at most 128 characters"),
    examples: [
      RuleExample(
        "refused", fires: .error, tools: [#"{"name": "search.claims", "parameters": {"type": "object"}}"#],
        steps: [
          .user("Find it."),
          .refused(
            status: 400, message: "Invalid 'tools[0].function.name': string does not match pattern.",
            param: "tools[0].function.name"),
        ], model: "gpt-4o-mini"),
      RuleExample(
        "taken by this provider", fires: nil,
        tools: [#"{"name": "search.claims", "parameters": {"type": "object"}}"#],
        steps: [.user("Find it."), .answer("Three.")], model: "gemini-2.5-pro"),
      RuleExample(
        "the program died of it", fires: .error,
        steps: [
          .ended(
            "Traceback (most recent call last):\nValueError: Invalid name: look up. Only letters, numbers, '_' and '-' are allowed."
          )
        ]),
    ]
  ) { turn in
    if turn.turn.index < 0 { return implemented(turn) }
    if turn.turn.kind == .ended { return RegistrationRefusal.findings("declare/bad-name", in: turn) }
    return ProviderFaults.declared(in: turn).filter { $0.rule == "declare/bad-name" }
  }
}

/// Tools of a source that no request has declared: frameworks refuse such a name before they send anything.
private func implemented(_ turn: TurnCase) -> [Finding] {
  let form = NameForm(longest: 64)
  return turn.implemented.filter { tool in
    !form.accepts(tool.name) && turn.index.offers.declaration(named: tool.name) == nil && tool.runtime != "mcp"
  }.map { tool in
    var finding = turn.finding(
      "declare/bad-name", code: "N01", severity: .warning, message: "\(tool.name) is no name that providers take",
      evidence: [Evidence(Origin(source: tool.definedAt ?? tool.source))])
    finding.turn = nil
    return finding
  }
}
