import Conversation

extension Rule {
  static let noToolsSent = Rule(
    "declare/no-tools-sent",
    summary: "the request carried no tools at all",
    explanation: """
      The model can only call what the request declares. The function exists, perhaps an agent can even execute it, but \
      it was never shown to the model. Requests of speaker selection and of reflection carry none by design.
      """,
    lookFor: "The request has no member tools (nor functions), while an agent can execute the function.",
    fixes: Fixes(
      "send the declarations with the request that should use them",
      classic: "expose the tool to the agent that calls it: register_function(f, caller=assistant, executor=…)",
      agentchat: "give the agent its tools: AssistantAgent(…, tools=[f])",
      ag2New: "give the agent its tools: Agent(…, tools=[f])",
      openAI: "pass tools=[…] with every request that may call, after tool results too",
      anthropic: "pass tools=[…] with every request whose history has tool_use blocks"),
    examples: [
      RuleExample(
        "the answer calls although nothing was declared", fires: .error, runtime: "agentchat-0.7", tools: [],
        steps: [
          .user("Find it."), .answer(calls: [.init("search", "{}")]),
          .result("Error: tool 'search' not found in any workbench", isError: true), .answer("No."),
        ]),
      RuleExample(
        "executable, and no agent exposes it", fires: .error, runtime: "classic-0.2", tools: [],
        registrations: [.init("search", executableBy: ["user"])], steps: [.user("Find it."), .answer("I cannot.")]),
      RuleExample(
        "nothing was needed", fires: nil, runtime: "classic-0.2", tools: [],
        steps: [.user("Hello."), .answer("Hello.")]),
    ]
  ) { turn in turn.turn.index < 0 ? unexposed(turn) : turn.calls.compactMap { undeclaredCall($0, in: turn) } }
}

private func undeclaredCall(_ call: CallCase, in turn: TurnCase) -> Finding? {
  guard call.tools == .none, !Reflection.isRequest(turn) else { return nil }
  return call.finding(
    "declare/no-tools-sent", severity: call.severityOfUndeclared,
    message: "\(call.call.name) was called, and its request carried no tools\(call.ranAllTheSame)",
    evidence: [Evidence(turn.turn.modelCall?.request ?? turn.turn.origin), Evidence(call.call.origin)]
      + call.resultEvidence)
}

/// Executable somewhere, exposed nowhere, and no request had a tool.
private func unexposed(_ turn: TurnCase) -> [Finding] {
  guard turn.index.recordedRequests > 0, turn.index.offers.declarations.isEmpty else { return [] }
  return turn.registrations.filter { $0.exposedBy.isEmpty && !$0.executableBy.isEmpty }.map { tool in
    var finding = turn.finding(
      "declare/no-tools-sent", severity: .error,
      message: "\(tool.executableBy.joined(separator: ", ")) can execute \(tool.name), and no request declared it",
      evidence: [])
    finding.turn = nil
    return finding
  }
}

extension CallCase {
  /// A call of a tool that its request did not offer: it follows what became of the call.
  var severityOfUndeclared: Severity {
    switch fate {
    case .failed, .suspected: .error
    case .ran, .answered: .warning
    case .unanswered: runtime.id == "agentchat-0.7" || runtime.id == "ag2-1.2" ? .error : .warning
    }
  }

  var ranAllTheSame: String { fate == .ran || fate == .answered ? "; it ran all the same" : "" }
}

/// AgentChat's closing request after tool results: it carries no tools, by design.
enum Reflection {
  static func isRequest(_ turn: TurnCase) -> Bool {
    guard turn.runtime.id == "agentchat-0.7", turn.fact.tools == .none, turn.turn.index > 0 else { return false }
    let earlier = turn.index.turns[..<turn.turn.index]
    let agent = turn.fact.agent
    let hadTools = earlier.contains { fact in
      if case .set = fact.tools { return agent < 0 || fact.agent == agent } else { return false }
    }
    let before = earlier.last { !$0.flags.contains(.rejected) }
    let isAfterCall = before.map { $0.flags.contains(.results) || $0.calls > 0 } ?? false
    return hadTools && isAfterCall
  }
}
