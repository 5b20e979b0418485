extension Rule {
  static let union = Rule(
    "validate/union",
    summary: "a value that fits none of the declared alternatives",
    explanation: "The declaration offers several forms (anyOf, oneOf) and the value fits none of them.",
    lookFor: "anyOf or oneOf in the declaration, and which branch comes nearest.",
    fixes: Fixes("offer one form only; models mix alternatives"),
    examples: [
      .call(
        "neither form", fires: .warning, path: "/when",
        tools: [
          """
          {"name": "search", "parameters": {"type": "object", "properties": {"when": {"anyOf": [\
          {"type": "object", "properties": {"day": {"type": "string"}}, "required": ["day"]}, \
          {"type": "object", "properties": {"from": {"type": "string"}, "to": {"type": "string"}}, \
          "required": ["from", "to"]}]}}}}
          """
        ], #"{"when": «{"to": "x", "at": "y"}»}"#, result: "cloudy"),
      .call(
        "one form", fires: nil,
        tools: [
          """
          {"name": "search", "parameters": {"type": "object", "properties": {"when": {"anyOf": [\
          {"type": "string"}, {"type": "integer"}]}}}}
          """
        ], #"{"when": 5}"#, result: "cloudy"),
    ]
  ) { turn in turn.calls.flatMap { $0.findings(ofDefects: "validate/union") } }
}
