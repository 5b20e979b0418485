import Conversation

extension Rule {
  static let noFinalAnswer = Rule(
    "flow/no-final-answer",
    summary: "the rounds were spent, and no answer was ever given",
    explanation: """
      Round after round the model called tools, until a limit (iterations, max_turns, max_consecutive_auto_reply) ended \
      the run behind a result. Each call may have worked; nobody was told what came of it, and nothing says that a limit \
      was met.
      """,
    lookFor: "Round after round of calls, and nothing that the person could read behind them.",
    fixes: Fixes(
      "make the last round one without tools, so that the model must answer in words",
      classic: "raise max_consecutive_auto_reply or max_turns, and tell the model when to stop calling",
      agentchat: "raise max_tool_iterations, or set reflect_on_tool_use=True for a closing request without tools",
      openAI: "limit the rounds, and send the last request with tool_choice: \"none\"",
      anthropic: "limit the rounds, and send the last request with tool_choice {\"type\": \"none\"}"),
    examples: [
      RuleExample("three rounds and no word", fires: .warning, steps: rounds(3)),
      RuleExample("an answer in the end", fires: nil, steps: rounds(3) + [.answer("Three.")]),
      RuleExample("one round: another rule's", fires: nil, steps: rounds(1)),
    ]
  ) { turn in
    guard let call = turn.calls.last, turn.isLastCallOfSession, turn.spentRounds >= leastRounds else { return [] }
    return [
      call.finding(
        "flow/no-final-answer", severity: .warning, confidence: turn.end == .closed ? .certain : .likely,
        message: "\(turn.spentRounds) rounds of calls and no answer: the run ended behind the result of "
          + call.call.name,
        evidence: call.resultEvidence.isEmpty ? [Evidence(call.call.origin)] : call.resultEvidence)
    ]
  }

  private static func rounds(_ count: Int) -> [RuleExample.Step] {
    [.user("Find them.")]
      + (0..<count).flatMap { round in
        [
          RuleExample.Step.answer(calls: [.init("search", "{\"page\": \(round)}", id: "c\(round)")]),
          .result("claim \(round)", id: "c\(round)"),
        ]
      }
  }
}

/// Fewer are no series.
private let leastRounds = 3

extension TurnCase {
  /// Calling answers since the last question, where this one is the last and nothing but results follows it; 0 otherwise.
  var spentRounds: Int {
    guard end != .open, refusal == nil, calls.last?.result != nil || calls.last?.record != nil,
      lastAnswerIsToolText || index.nextAnswer(after: turn.index) == nil,
      !index.turns[(turn.index + 1)...].contains(where: { $0.isAnswer && !lastAnswerIsToolText || $0.kind == .refusal })
    else { return 0 }
    var rounds = 0
    for fact in index.turns[...turn.index].reversed() {
      if fact.kind == .user, fact.flags.contains(.text) { break }
      if fact.isAnswer, fact.calls == 0, fact.flags.contains(.text) { return 0 }
      if fact.isAnswer, fact.calls > 0 { rounds += 1 }
    }
    return rounds
  }
}
