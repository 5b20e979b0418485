import Conversation

extension Rule {
  static let notExecutable = Rule(
    "declare/not-executable",
    summary: "the tool is declared to the model, and nobody can execute it",
    explanation: """
      The model was shown the tool and called it; the agent that got the call has no function of that name. In classic \
      AutoGen a tool needs two registrations: for the model and for the agent that executes.
      """,
    lookFor: "\"Function x not found\" in the result of a call that the request had declared.",
    fixes: Fixes(
      "register the function with the agent that executes calls",
      classic:
        "register it for execution too: executor.register_for_execution(name=…)(f), or register_function(f, caller=…, executor=…)",
      agentchat: "give the tool to the workbench or tools=[…] of the agent that makes the call"),
    examples: [
      .call(
        "registered for the model only", fires: .error, runtime: "classic-0.2", tools: [RuleExample.search],
        #"{"query": "a", "region": "emea"}"#, result: "Error: Function search not found."),
      .call(
        "executed", fires: nil, runtime: "classic-0.2", tools: [RuleExample.search],
        #"{"query": "a", "region": "emea"}"#, result: "3 claims"),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      guard call.declaration != nil else { return nil }
      let registration = turn.registrations.first { $0.name == call.call.name }
      let isKnownUnexecutable = registration.map { $0.executableBy.isEmpty } ?? false
      var isRefusedByName = false
      if case .unknownTool? = call.failure { isRefusedByName = call.isConfirmed && call.fate.isFailed }
      guard isRefusedByName || isKnownUnexecutable && call.fate == .unanswered else { return nil }
      return call.finding(
        "declare/not-executable", severity: .error,
        message: "\(call.call.name) is declared to the model, and the agent that got the call cannot execute it",
        evidence: call.resultEvidence + [Evidence(call.call.origin)]
          + (call.declaration.map { [Evidence($0.origin)] } ?? []))
    }
  }
}
