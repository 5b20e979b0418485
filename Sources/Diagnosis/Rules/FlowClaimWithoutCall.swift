import Conversation

extension Rule {
  static let claimWithoutCall = Rule(
    "flow/claim-without-call",
    summary: "the answer reports something as done, and nothing was called",
    explanation: """
      Tools were offered, the answer says that something was created, sent or booked, with numbers that stand nowhere \
      before, and no call was made since the question. The model may have made it up.
      """,
    lookFor: "Numbers and ids in the answer that stand in no earlier turn, and no call since the question.",
    fixes: Fixes(
      "tell the model to report only what a tool answered; check the named values; try tool_choice \"required\""),
    examples: [
      RuleExample(
        "a number from nowhere", fires: .warning, tools: [RuleExample.search],
        steps: [.user("Please file a claim."), .answer("I have filed the claim: its number is CL-88213.")]),
      RuleExample(
        "the number stands in the question", fires: nil, tools: [RuleExample.search],
        steps: [.user("Is CL-88213 filed?"), .answer("The claim CL-88213 has been filed.")]),
      RuleExample(
        "a call was made", fires: nil, tools: [RuleExample.search],
        steps: [
          .user("Please file a claim."), .answer(calls: [.init("search", #"{"query": "a", "region": "emea"}"#)]),
          .result("ok"), .answer("I have filed the claim CL-88213."),
        ]),
    ]
  ) { turn in
    guard let value = turn.claimedValue else { return [] }
    return [
      turn.finding(
        "flow/claim-without-call", severity: .warning, confidence: .possible,
        message: "the answer reports something as done, with \(value), which stands nowhere before; nothing was called")
    ]
  }
}

/// What an answer says was done.
enum Claim {
  private static let deeds: Set<String> = [
    "created", "booked", "sent", "filed", "submitted", "cancelled", "canceled", "updated", "scheduled", "reserved",
    "registered", "deleted", "transferred", "placed", "issued", "refunded", "opened", "closed", "deployed",
  ]
  private static let openings = ["i have ", "i've ", "i’ve ", "has been ", "have been ", "was ", "were ", "is now "]

  /// Numbers and ids of an answer that reports a finished action; none where it reports nothing.
  static func values(in text: String) -> [String] {
    guard text.utf8.count <= 4_000 else { return [] }
    let lowered = text.lowercased()
    let reports = openings.contains { opening in
      lowered.ranges(of: opening).contains { place in
        let words = lowered[place.upperBound...].prefix(60).split { !$0.isLetter }.prefix(2)
        return words.contains { deeds.contains(String($0)) }
      }
    }
    guard reports else { return [] }
    let words = text.split { !($0.isLetter || $0.isNumber || "-_".contains($0)) }.map(String.init)
    return words.filter { word in word.count >= 4 && word.contains(where: \.isNumber) }
  }
}
