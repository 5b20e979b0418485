extension Rule {
  static let unknown = Rule(
    "validate/unknown",
    summary: "a property that nobody declared",
    explanation: """
      The arguments have a property that the declared schema does not know. AutoGen 0.2 calls the function with it, which \
      raises TypeError; AutoGen 0.4 and later and ag2 drop it in silence, so that the function runs without it.
      """,
    lookFor: "A name in the call that is not among the declared properties.",
    fixes: Fixes(
      "declare the property, or say in the description that there are no others",
      classic: "add the parameter to the function, or name it as the model does",
      agentchat: "add the parameter to the function: AgentChat drops what it does not know",
      openAI: "say additionalProperties: false, and strict: true where the provider has it",
      anthropic: "say additionalProperties: false in input_schema, and strict: true at the tool"),
    examples: [
      .call(
        "dropped in silence", fires: .warning, path: "/urgent", runtime: "agentchat-0.7", tools: [RuleExample.search],
        #"{"query": "overdue", "region": "emea", «"urgent"»: true}"#, result: "3 claims", isError: false),
      .call(
        "a misspelt name is told by the declared one", fires: .error, path: "/region", runtime: "classic-0.2",
        tools: [RuleExample.search], #"{"query": "overdue", «"regoin"»: "emea"}"#,
        result: "Error: search() got an unexpected keyword argument 'regoin'"),
      .call(
        "only declared names", fires: nil, tools: [RuleExample.search],
        #"{"query": "overdue", "region": "emea", "limit": 3}"#, result: "3 claims"),
    ]
  ) { turn in turn.calls.flatMap { $0.findings(ofDefects: "validate/unknown") } }
}
