extension Rule {
  static let missing = Rule(
    "validate/missing",
    summary: "a required property was not sent",
    explanation: """
      The declared schema lists the property under "required" and the arguments do not have it. Look at the description \
      that the model was given: it must say what the property means and where its value comes from.
      """,
    lookFor: "required in the declaration, and no such name in the call.",
    fixes: Fixes(
      "name the property and where its value comes from in the tool's description, or give the parameter a default",
      agentchat: "name the property in the parameter's Annotated description, or give the parameter a default",
      openAI: """
        check the arguments against the schema before f(**arguments); strict: true makes the provider hold to \
        it
        """,
      anthropic: """
        describe the property and where its value comes from in input_schema; add strict: true to the tool
        """),
    examples: [
      .call(
        "the framework refuses the call", fires: .error, path: "/region", runtime: "agentchat-0.7",
        tools: [RuleExample.search], #"«{"query": "overdue"}»"#,
        result: """
          1 validation error for searchargs
          region
            Field required [type=missing, input_value={'query': 'overdue'}, input_type=dict]
          """, isError: true),
      .call(
        "all required properties are there", fires: nil, tools: [RuleExample.search],
        #"{"query": "overdue", "region": "emea"}"#, result: "3 claims"),
    ]
  ) { turn in turn.calls.flatMap { $0.findings(ofDefects: "validate/missing") } }
}
