extension Rule {
  static let wrongType = Rule(
    "validate/wrong-type",
    summary: "a value of another type than declared",
    explanation: """
      The value's JSON type is not the declared one. pydantic runtimes convert what is safe ("12" to 12) and refuse the \
      rest; AutoGen 0.2 checks nothing, so the function itself stumbles, or works with a wrong value.
      """,
    lookFor: "The declared type beside the value's.",
    fixes: Fixes(
      "say the type in the description, with an example value; convert in the function where models keep sending text",
      classic: "check the value in the function: AutoGen 0.2 does not look at the annotation",
      openAI: "say strict: true where the provider has it, or validate with pydantic before the call"),
    examples: [
      .call(
        "converted", fires: .warning, path: "/limit", runtime: "agentchat-0.7", tools: [RuleExample.search],
        #"{"query": "overdue", "region": "emea", "limit": «"12"»}"#, result: "3 claims", isError: false),
      .call(
        "the function stumbles on it", fires: .error, path: "/limit", runtime: "classic-0.2",
        tools: [RuleExample.search], #"{"query": "overdue", "region": "emea", "limit": «"two"»}"#,
        result: "Error: slice indices must be integers"),
      .call(
        "1.0 is an integer", fires: nil, tools: [RuleExample.search],
        #"{"query": "overdue", "region": "emea", "limit": 1.0}"#, result: "3 claims"),
    ]
  ) { turn in turn.calls.flatMap { $0.findings(ofDefects: "validate/wrong-type") } }
}
