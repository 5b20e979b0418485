import Conversation

extension Rule {
  static let oversized = Rule(
    "serialise/oversized",
    summary: "a result that fills the model's context",
    explanation: """
      The result goes into every later request of this conversation. Large ones push the question out of the model's \
      sight, cost tokens at each turn, and end in a refused request.
      """,
    lookFor: "The size of the result, and prompt_tokens of the requests after it.",
    fixes: Fixes("return a page or a summary, and a parameter to ask for the rest"),
    examples: [
      .call("100,000 bytes", fires: .warning, "{}", result: String(repeating: "0123456789", count: 10_000)),
      .call("a page", fires: nil, "{}", result: String(repeating: "0123456789", count: 100)),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      guard let given = call.given, given.bytes.count >= oversizedBytes else { return nil }
      let size = given.bytes.count
      return call.finding(
        "serialise/oversized", severity: .warning,
        message: "the result has \(size) bytes, about \(size / 4) tokens, in every later request",
        evidence: [Evidence(given.origin)])
    }
  }
}

/// About 8,000 tokens: a quarter of a 32k context.
private let oversizedBytes = 32_768
