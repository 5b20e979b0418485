extension Rule {
  static let outOfBounds = Rule(
    "validate/out-of-bounds",
    summary: "a number, text or list outside its declared bounds or format",
    explanation: """
      A declared minimum, maximum, length or count is broken by the value, or a text is not written as its format says \
      (a date, an address). A format is a warning: validators need not look at it, the function may stumble on it.
      """,
    lookFor: "minimum, maximum, minLength, maxItems or format in the declaration beside the value.",
    fixes: Fixes("say the bounds in the property's description; not every backend shows the model the schema's own"),
    examples: [
      .call(
        "more than the maximum", fires: .warning, path: "/days",
        tools: [
          #"{"name": "search", "parameters": {"type": "object", "properties": {"days": {"type": "integer", "maximum": 5}}}}"#
        ], #"{"days": «14»}"#, result: "cloudy"),
      .call(
        "a date in words", fires: .warning, path: "/due",
        tools: [
          #"{"name": "search", "parameters": {"type": "object", "properties": {"due": {"type": "string", "format": "date"}}}}"#
        ], #"{"due": «"tomorrow"»}"#, result: "cloudy"),
      .call(
        "the maximum itself", fires: nil,
        tools: [
          #"{"name": "search", "parameters": {"type": "object", "properties": {"days": {"type": "integer", "maximum": 5}}}}"#
        ], #"{"days": 5}"#, result: "cloudy"),
    ]
  ) { turn in turn.calls.flatMap { $0.findings(ofDefects: "validate/out-of-bounds") } }
}
