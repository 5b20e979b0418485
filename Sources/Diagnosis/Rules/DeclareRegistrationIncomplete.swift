import Conversation

extension Rule {
  static let registrationIncomplete = Rule(
    "declare/registration-incomplete",
    summary: "a registration decorator was made and never applied",
    explanation: """
      register_for_llm(…) and register_for_execution(…) return a decorator. Called alone on a line they register nothing, \
      and nothing warns: the request carries no such tool.
      """,
    lookFor: """
      A line that is only agent.register_for_llm(…) or .register_for_execution(…), with no function behind it.
      """,
    fixes: Fixes(
      "apply the decorator to the function",
      classic: """
        write @assistant.register_for_llm(description=…) above the function, or \
        register_function(f, caller=assistant, executor=user_proxy, description=…)
        """),
    examples: [
      RuleExample(
        "called alone on a line", fires: .error, runtime: "classic-0.2", tools: [],
        registrations: [.init("search", executableBy: ["user"], unappliedAt: "agent.py:12")],
        steps: [.user("Find it."), .answer("I cannot.")]),
      RuleExample(
        "applied", fires: nil, runtime: "classic-0.2", tools: [RuleExample.search],
        registrations: [.init("search", exposedBy: ["assistant"], executableBy: ["user"])],
        steps: [.user("Find it."), .answer("I cannot.")]),
    ]
  ) { turn in
    guard turn.turn.index < 0 else { return [] }
    return turn.registrations.compactMap { tool in
      guard let place = tool.unappliedAt else { return nil }
      let isOffered = turn.index.offers.declaration(named: tool.name) != nil
      let isMissed = turn.index.recordedRequests > 0 && !isOffered
      var finding = turn.finding(
        "declare/registration-incomplete", severity: isMissed ? .error : .warning,
        message: "\(tool.name): the decorator made at \(place) was never applied to a function",
        evidence: [Evidence(Origin(source: place))])
      finding.turn = nil
      return finding
    }
  }
}
