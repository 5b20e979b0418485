import Conversation

extension Rule {
  static let noAnswer = Rule(
    "generate/no-answer",
    summary: "the model answered nothing: no text, no call",
    explanation: """
      The content is null or empty and there is no call, or the list of choices is empty. AutoGen goes on with an empty \
      text, or hands it out as the answer.
      """,
    lookFor: "content null or empty in the raw answer, or choices [].",
    fixes: Fixes("look at the raw response: a filter, a stop word or a reasoning parser may have eaten the answer"),
    examples: [
      RuleExample("the last answer is empty", fires: .error, steps: [.user("Find it."), .answer()]),
      RuleExample(
        "the chat goes on", fires: .warning, steps: [.user("Find it."), .answer(""), .user("Well?"), .answer("Done.")]),
      RuleExample("an answer", fires: nil, steps: [.user("Find it."), .answer("Done.")]),
    ]
  ) { turn in
    let message = turn.turn.message
    guard turn.turn.kind == .assistant, message.calls.isEmpty, message.results.isEmpty, !turn.hasEmptyToolCalls,
      !turn.fact.flags.contains(.rejected), !turn.fact.flags.contains(.pending)
    else { return [] }
    let hasContent = message.content.contains { part in
      if case .text(let text, _) = part {
        !text.allSatisfy(\.isWhitespace)
      } else if case .other = part {
        true
      } else {
        false
      }
    }
    // A thought of its own is told before the answer, which is another turn.
    let isThought = message.content.contains { if case .thought = $0 { true } else { false } }
    guard !hasContent, !isThought || turn.hasFinished else { return [] }
    return [
      turn.finding(
        "generate/no-answer", severity: turn.answerSeverity, message: "the answer has neither a text nor a call",
        evidence: [Evidence(turn.turn.modelCall?.response ?? turn.turn.origin)])
    ]
  }
}

extension TurnCase {
  /// The server said that the answer is complete.
  fileprivate var hasFinished: Bool {
    if case .answered(.some, _, _)? = turn.modelCall?.outcome { return true }
    return false
  }
}
