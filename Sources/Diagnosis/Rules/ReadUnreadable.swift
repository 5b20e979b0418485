import Conversation

extension Rule {
  static let unreadable = Rule(
    "read/unreadable",
    summary: "a record could not be read",
    explanation: """
      The record's bytes are kept and shown, and they are not what the format says: cut in the middle of a write, edited by \
      hand, another encoding. What stood there is missing from the session.
      """,
    lookFor: "The record's bytes at the place that is named.",
    fixes: Fixes("look at the bytes of this record; a last line that was cut is normal for a program that was killed"),
    examples: [
      RuleExample(
        "not what the format says", fires: .warning, steps: [.user("Find it."), .unreadable("{\"role\": \"us")]),
      RuleExample("readable", fires: nil, steps: [.user("Find it."), .answer("Done.")]),
    ]
  ) { turn in
    guard turn.turn.kind == .unreadable else { return [] }
    let reason = FailureTexts.clause(turn.turn.message.text)
    return [
      turn.finding(
        "read/unreadable", severity: .warning,
        message: "this record could not be read" + (reason.isEmpty ? "" : ": \(reason)"))
    ]
  }
}
