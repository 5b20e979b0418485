import Conversation

/// A program that died while it declared its tools: the framework refuses some declarations before anything is sent, and the
/// uncaught exception is all that a live session has of it.
enum RegistrationRefusal {
  /// Words of the exceptions: AutoGen 0.2 and ag2 (function_utils, conversable_agent), AgentChat 0.7 (agents, openai client).
  private static let words: [String: [String]] = [
    "declare/untyped-parameter": ["without default values must be annotated", "must be annotated. The annotations"],
    "declare/bad-name": ["Invalid name: "],
    "declare/duplicate-name": ["Tool names must be unique"],
    "declare/provider-rule": ["Strict mode is enabled, but"],
  ]

  /// The finding of `rule` where the turn is such an end.
  static func findings(_ rule: String, in turn: TurnCase) -> [Finding] {
    let lines = turn.turn.message.text.split(whereSeparator: \.isNewline)
    guard let last = lines.last.map(String.init), words[rule]?.contains(where: last.contains) == true else { return [] }
    return [
      turn.finding(
        rule, severity: .error, message: "the program died while it declared its tools: \(FailureTexts.clause(last))")
    ]
  }
}
