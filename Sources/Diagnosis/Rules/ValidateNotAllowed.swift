extension Rule {
  static let notAllowed = Rule(
    "validate/not-allowed",
    summary: "a value outside the declared list",
    explanation: """
      The declaration lists the values that are allowed (enum, const) and the model sent another one. AutoGen 0.2 lets it \
      through to the function.
      """,
    lookFor: "enum or const in the declaration beside the value.",
    fixes: Fixes(
      "list the allowed values with their meaning in the description, or take free text and map it in the function",
      openAI: "say strict: true where the provider has it: then only listed values come"),
    examples: [
      .call(
        "let through", fires: .warning, path: "/region", runtime: "classic-0.2", tools: [RuleExample.search],
        #"{"query": "overdue", "region": «"europe"»}"#, result: "no claims"),
      .call(
        "refused", fires: .error, path: "/region",
        #"{"query": "overdue", "region": «"europe"»}"#,
        result: """
          Error: 1 validation error for search
          region
            Input should be 'emea' or 'amer' [type=literal_error, input_value='europe', input_type=str]
          """),
      .call(
        "an allowed value", fires: nil, tools: [RuleExample.search], #"{"query": "overdue", "region": "amer"}"#,
        result: "no claims"),
    ]
  ) { turn in turn.calls.flatMap { $0.findings(ofDefects: "validate/not-allowed") } }
}
