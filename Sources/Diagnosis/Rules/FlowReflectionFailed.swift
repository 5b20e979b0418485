import Conversation

extension Rule {
  static let reflectionFailed = Rule(
    "flow/reflection-failed",
    summary: "asked to sum up without tools, the model called one again",
    explanation: """
      With reflect_on_tool_use AgentChat sends the results in a closing request that carries no tools. An answer with a \
      call raises "Reflect on tool use produced no valid text response".
      """,
    lookFor: "The last request has no tools, and its answer holds a call.",
    fixes: Fixes(
      "tell the model to answer in words after a result",
      agentchat: "set reflect_on_tool_use=False, or raise max_tool_iterations so that further calls are allowed"),
    examples: [
      RuleExample(
        "the run ends there", fires: .error, runtime: "agentchat-0.7", tools: [RuleExample.search],
        steps: [
          .user("Find it."), .answer(calls: [.init("search", #"{"query": "a", "region": "emea"}"#)]),
          .result("3 claims", isError: false), .answer(calls: [.init("search", "{}", id: "c2")], tools: []),
        ]),
      RuleExample(
        "the program dies of it", fires: .error, runtime: "agentchat-0.7", tools: [RuleExample.search],
        steps: [
          .user("Find it."), .answer(calls: [.init("search", #"{"query": "a", "region": "emea"}"#)]),
          .result("3 claims", isError: false), .answer(calls: [.init("search", "{}", id: "c2")], tools: []),
          .ended("Traceback: RuntimeError: Reflect on tool use produced no valid text response."),
        ]),
      RuleExample(
        "a second round with tools", fires: nil, runtime: "agentchat-0.7", tools: [RuleExample.search],
        steps: [
          .user("Find it."), .answer(calls: [.init("search", #"{"query": "a", "region": "emea"}"#)]),
          .result("3 claims", isError: false),
          .answer(calls: [.init("search", #"{"query": "b", "region": "emea"}"#, id: "c2")]),
        ]),
    ]
  ) { turn in
    guard Reflection.isRequest(turn), let call = turn.calls.first else { return [] }
    return [
      call.finding(
        "flow/reflection-failed", severity: turn.isLastOfAgent ? .error : .warning,
        message: "the closing request had no tools, and the model answered with a call of \(call.call.name)",
        evidence: [Evidence(turn.turn.modelCall?.request ?? turn.turn.origin), Evidence(call.call.origin)])
    ]
  }
}
