import Conversation

extension Rule {
  static let unknownRecord = Rule(
    "read/unknown-record",
    summary: "a record of a kind that this format's reader does not know",
    explanation: """
      The record is whole and the reader has no meaning for it: a newer version of the producer, a plug-in's own line. It \
      is shown as it stands and nothing is concluded from it.
      """,
    lookFor: "The record's own type or kind; other records of the same kind.",
    fixes: Fixes("open the record as raw text; a newer Turntable may know it"),
    examples: [
      RuleExample("among known ones", fires: .info, steps: [.user("Find it."), .unknownRecord("{\"kind\": 7}")]),
      RuleExample("known", fires: nil, steps: [.user("Find it."), .answer("Done.")]),
    ]
  ) { turn in
    // A source whose format is not known has nothing but records: its summary says so.
    guard turn.turn.kind == .record, turn.turn.index >= 0,
      turn.index.turns.contains(where: { $0.kind != .record && $0.kind != .unreadable })
    else { return [] }
    return [
      turn.finding(
        "read/unknown-record", severity: .info, message: "a record of a kind that is not known: nothing follows from it"
      )
    ]
  }
}
