extension Rule {
  static let outOfBounds = Rule(
    "validate/out-of-bounds",
    summary: "a number, text or list outside its declared bounds",
    explanation: "A declared minimum, maximum, length or count is broken by the value.",
    lookFor: "minimum, maximum, minLength or maxItems in the declaration beside the value.",
    fixes: Fixes("say the bounds in the property's description; not every backend shows the model the schema's own"),
    examples: [
      .call(
        "more than the maximum", fires: .warning, path: "/days",
        tools: [
          #"{"name": "search", "parameters": {"type": "object", "properties": {"days": {"type": "integer", "maximum": 5}}}}"#
        ], #"{"days": «14»}"#, result: "cloudy"),
      .call(
        "the maximum itself", fires: nil,
        tools: [
          #"{"name": "search", "parameters": {"type": "object", "properties": {"days": {"type": "integer", "maximum": 5}}}}"#
        ], #"{"days": 5}"#, result: "cloudy"),
    ]
  ) { turn in turn.calls.flatMap { $0.findings(ofDefects: "validate/out-of-bounds") } }
}
