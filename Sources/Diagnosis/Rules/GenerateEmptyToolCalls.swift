import Conversation
import LosslessJSON

extension Rule {
  static let emptyToolCalls = Rule(
    "generate/empty-tool-calls",
    summary: "the answer announces calls and holds none",
    explanation: """
      "tool_calls": [] or finish_reason "tool_calls" without a call: the server parsed the model's call away. Classic \
      AutoGen sends the empty list back, which the backend refuses.
      """,
    lookFor: "\"tool_calls\": [] in the raw answer, or finish_reason tool_calls without any.",
    fixes: Fixes(
      "use a server (or a version of its parser) that keeps the calls, or leaves tool_calls out when there are none"),
    examples: [
      RuleExample(
        "an empty list, and nothing else", fires: .error,
        steps: [.user("Find it."), .answer(raw: #"{"role": "assistant", "content": null, "tool_calls": []}"#)]),
      RuleExample(
        "an empty list beside a text", fires: .warning,
        steps: [
          .user("Find it."), .answer("Soon.", raw: #"{"role": "assistant", "content": "Soon.", "tool_calls": []}"#),
          .user("Well?"), .answer("Done."),
        ]),
      RuleExample(
        "the reason without a call", fires: .error, steps: [.user("Find it."), .answer(finish: "tool_calls")]),
      RuleExample(
        "no list", fires: nil,
        steps: [.user("Find it."), .answer("Done.", raw: #"{"role": "assistant", "content": "Done."}"#)]),
    ]
  ) { turn in
    guard turn.turn.kind == .assistant, turn.turn.message.calls.isEmpty, turn.hasEmptyToolCalls,
      !turn.endsInLegacyCall
    else { return [] }
    return [
      turn.finding(
        "generate/empty-tool-calls", severity: turn.answerSeverity,
        message: "the answer announces tool calls and holds none",
        evidence: [Evidence(turn.turn.modelCall?.response ?? turn.turn.origin)])
    ]
  }
}

extension TurnCase {
  var hasEmptyToolCalls: Bool {
    guard turn.message.calls.isEmpty else { return false }
    if case .answered(let reason?, _, _)? = turn.modelCall?.outcome,
      ["tool_calls", "function_call", "function_calls", "tool_use"].contains(reason)
    {
      return true
    }
    // Parsed only where the words stand in the record.
    let raw = turn.raw.bytes
    guard AnswerText.contains(raw, "\"tool_calls\""), let root = try? Document(raw).root else { return false }
    let places: [JSONValue?] = [
      root, root["choices"]?[0]?["message"], root["message"], root["response"]?["choices"]?[0]?["message"],
    ]
    return places.contains { place in
      guard let list = place?["tool_calls"], list.kind == .array else { return false }
      return list.elements.first(where: { _ in true }) == nil
    }
  }
}

extension AnswerText {
  static func contains(_ bytes: [UInt8], _ word: String) -> Bool {
    let wanted = Array(word.utf8)
    guard let first = wanted.first, bytes.count >= wanted.count else { return false }
    return bytes.withUnsafeBufferPointer { buffer in
      for at in 0...buffer.count - wanted.count where buffer[at] == first {
        if wanted.indices.allSatisfy({ buffer[at + $0] == wanted[$0] }) { return true }
      }
      return false
    }
  }
}
