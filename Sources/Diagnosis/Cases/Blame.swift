import Conversation

/// What a refusal names: a place in the messages, an id, a tool.
enum Blame {
  /// "messages.[3].role", "messages[3].tool_calls[0]", "messages.2.content": the turn that stands there.
  static func namedTurn(_ rejection: ModelCall.Rejection, told: [Int]) -> Int? {
    for text in [rejection.param, rejection.message].compactMap({ $0 }) {
      guard let place = messageIndex(in: text), told.indices.contains(place) else { continue }
      return told[place]
    }
    return nil
  }

  static func messageIndex(in text: String) -> Int? {
    guard let start = text.firstRange(of: "messages") else { return nil }
    let rest = text[start.upperBound...].drop { ".[".contains($0) }
    let digits = rest.prefix { $0.isNumber }
    return digits.isEmpty ? nil : Int(digits)
  }

  /// Whether a refusal is about this call: by place, id, the arguments' text, or what it says of calls and results.
  static func names(_ call: ToolCall, resultTurn: Int?, in rejection: ModelCall.Rejection, told: [Int]) -> Bool {
    if let turn = namedTurn(rejection, told: told) { return turn == call.key.turn || turn == resultTurn }
    let text = (rejection.param ?? "") + " " + rejection.message
    if let id = call.id, id.count > 3, text.contains(id) { return true }
    return call.name.count > 2 && text.contains("'\(call.name)'") && !text.contains("tools[")
  }

  /// Refused for nothing that is told: a status 400 or 422, or none at all, and no place.
  static func isUnplaced(_ rejection: ModelCall.Rejection, told: [Int]) -> Bool {
    if let status = rejection.status { guard status == 400 || status == 422 else { return false } }
    if let param = rejection.param, param.hasPrefix("tools") || param.hasPrefix("functions") { return false }
    let others: Set<String> = [
      "invalid_api_key", "insufficient_quota", "rate_limit_exceeded", "model_not_found", "context_length_exceeded",
      "invalid_function_parameters", "401", "403", "404", "408", "429", "500", "502", "503", "504",
    ]
    if let code = rejection.code, others.contains(code) { return false }
    return namedTurn(rejection, told: told) == nil
  }
}
