extension Rule {
  static let wrapped = Rule(
    "validate/wrapped",
    summary: "the arguments stand inside one undeclared property",
    explanation: """
      The model sent {"input": {…}} where the declared properties were due. Often the declaration shows one object \
      parameter in a place where the function takes its fields, or the prompt speaks of "the input".
      """,
    lookFor: "One name at the top of the call (input, args, parameters), and the declared names inside it.",
    fixes: Fixes(
      "declare the fields themselves, or one object parameter under the name that the model uses",
      classic: "give the function plain annotated parameters, and name them in its description"),
    examples: [
      .call(
        "wrapped in input", fires: .error, path: "/input", runtime: "classic-0.2", tools: [RuleExample.search],
        #"{«"input"»: {"query": "overdue", "region": "emea"}}"#,
        result: "Error: search() got an unexpected keyword argument 'input'"),
      .call(
        "one declared object", fires: nil,
        tools: [#"{"name": "search", "parameters": {"type": "object", "properties": {"input": {"type": "object"}}}}"#],
        #"{"input": {"query": "overdue"}}"#, result: "3 claims"),
    ]
  ) { turn in turn.calls.flatMap { $0.findings(ofDefects: "validate/wrapped") } }
}
