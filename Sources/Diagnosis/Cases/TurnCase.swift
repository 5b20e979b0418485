import Conversation
import LosslessJSON
import Schemas

/// Everything that a rule may know of one turn.
struct TurnCase {
  let turn: Turn
  let fact: TurnFact
  let calls: [CallCase]
  let index: SessionIndex
  let executions: Executions
  let session: Session
  let end: SessionEnd
  let runtime: AssumedRuntime
  let implemented: [ImplementedTool]
  let registrations: [RegisteredTool]
  /// The refused request that followed this turn before its agent was answered again.
  let refusal: CallCase.Refusal?
  /// For a refused request: the findings of the turn that it names.
  let blamed: [Finding]
  /// The turn after the results of this turn's calls.
  let following: Turn?
  /// For a refused request: the messages that it sent, as turns.
  var told: [Turn] = []
  /// For an answer without a call that reports something as done: a value that stands nowhere before it.
  var claimedValue: String?
  /// For an answer of another agent than the one that called last: the result that its request does not hold.
  var unforwarded: Turn?
  /// Where a call has no result: the program's end behind it.
  var ended: Turn?

  /// Nothing but this turn's own answer can follow: it is the last of its agent.
  var isLastOfAgent: Bool { index.nextAnswer(after: turn.index) == nil }

  /// No model answers after it, whichever agent's: in a team another agent may be told what this one's tool said.
  var isLastAnswer: Bool { !index.turns.dropFirst(turn.index + 1).contains { $0.isAnswer } }

  var isLastCallOfSession: Bool { calls.last.map { $0.place == index.calls.count - 1 } ?? false }

  /// What follows is no answer: it repeats the tool's own text, and nothing comes after it.
  var lastAnswerIsToolText: Bool {
    guard let following, following.index == index.turns.count - 1,
      let text = calls.last?.result?.result.content.text, !text.isEmpty
    else { return false }
    return following.message.text == text
  }

  var toolNames: [String] { index.offers.names(in: fact.tools) }

  func finding(
    _ rule: String, code: String? = nil, severity: Severity, confidence: Confidence = .certain, message: String,
    evidence: [Evidence]? = nil
  ) -> Finding {
    Finding(
      rule: rule, code: code, severity: severity, confidence: confidence, turn: turn.index, message: message,
      evidence: evidence ?? [Evidence(turn.origin)])
  }

  /// The severity of a finding about an answer.
  var answerSeverity: Severity {
    if let refusal, refusal.namesCall || refusal.isUnplaced { return .error }
    let isEmpty = turn.message.calls.isEmpty && !fact.flags.contains(.text)
    return isEmpty && isLastOfAgent ? .error : .warning
  }
}
