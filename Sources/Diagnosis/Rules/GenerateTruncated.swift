import Conversation
import LosslessJSON
import Schemas

extension Rule {
  static let truncated = Rule(
    "generate/truncated",
    summary: "the answer was cut off inside a call",
    explanation: """
      finish_reason is "length": the token limit came before the arguments were closed. The cut call goes back in the \
      history, and some backends refuse every later request for it.
      """,
    lookFor: "finish_reason length, or completion_tokens equal to max_tokens, and arguments that do not end.",
    fixes: Fixes(
      "raise max_tokens, or ask for smaller arguments",
      openAI: "raise max_tokens (max_completion_tokens), and look at finish_reason before arguments are parsed",
      anthropic: "raise max_tokens: stop_reason max_tokens inside a tool_use leaves its input incomplete"),
    examples: [
      RuleExample(
        "cut by the limit", fires: .error, runtime: "classic-0.2",
        steps: [
          .user("Find it."), .answer(calls: [.init("search", #"{"query": "ov"#)], finish: "length"),
          .result("Error: Unterminated string starting at: line 1 column 11 (char 10)"), .answer("No."),
        ]),
      RuleExample(
        "complete before the limit", fires: nil,
        steps: [
          .user("Find it."), .answer(calls: [.init("search", #"{"query": "overdue"}"#)], finish: "length"),
          .result("3 claims"), .answer("Three."),
        ]),
    ]
  ) { turn in
    guard case .answered(finishReason: "length", _, _)? = turn.turn.modelCall?.outcome, let call = turn.calls.last,
      case .notJSON(let error) = call.received
    else { return [] }
    let severity = call.severity(ofUnreadable: call.effectOfUnreadable)
    return [
      call.finding(
        "generate/truncated", code: "A02", severity: severity,
        message: "the answer was cut off at the token limit, inside the arguments of \(call.call.name)",
        evidence: [call.evidence(error.offset..<max(error.offset, call.call.arguments.bytes.bytes.count))])
    ]
  }
}
