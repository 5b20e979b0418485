extension Rule {
  static let null = Rule(
    "validate/null",
    summary: "null for a property that does not take it",
    explanation: """
      The declared type does not include null. Models send null for "nothing"; a declaration with "default": null beside \
      "type": "string" even teaches it to them.
      """,
    lookFor: "null in the call where the declared type has none.",
    fixes: Fixes(
      "declare the property as optional with null (Optional[…] = None), or say that it must be left out",
      agentchat: "annotate the parameter Optional[…] = None, or leave the default out of the schema"),
    examples: [
      .call(
        "refused by the validator", fires: .error, path: "/query", runtime: "agentchat-0.7",
        tools: [RuleExample.search], #"{"query": «null», "region": "emea"}"#,
        result: """
          1 validation error for searchargs
          query
            Input should be a valid string [type=string_type, input_value=None, input_type=NoneType]
          """, isError: true),
      .call(
        "passed on unchecked", fires: .warning, path: "/query", runtime: "classic-0.2", tools: [RuleExample.search],
        #"{"query": null, "region": "emea"}"#, result: "3 claims"),
      .call(
        "null is declared", fires: nil,
        tools: [
          """
          {"name": "search", "parameters": {"type": "object", "properties": {"year": {"anyOf": [{"type": "integer"}, \
          {"type": "null"}]}}}}
          """
        ], #"{"year": null}"#, result: "3 claims"),
    ]
  ) { turn in turn.calls.flatMap { $0.findings(ofDefects: "validate/null") } }
}
