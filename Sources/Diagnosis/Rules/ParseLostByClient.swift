import Conversation
import Schemas

extension Rule {
  static let lostByClient = Rule(
    "parse/lost-by-client",
    summary: "the server answered with calls, and the client lost them",
    explanation: """
      The answer on the wire holds calls, and the next request repeats it without them: the client's own reader dropped \
      them, so nothing ran. AgentChat 0.7 does so while streaming: of a chunk that holds text and calls it keeps the text.
      """,
    fixes: Fixes(
      "turn streaming off, or use a client version that keeps text and calls of one chunk",
      agentchat: "turn streaming off (model_client_stream=False): AgentChat 0.7 keeps only the text of a chunk that "
        + "holds both"),
    examples: [
      RuleExample(
        "repeated without its calls", fires: .error, tools: [RuleExample.search],
        steps: [
          .user("Find it."),
          .answer(
            "I look.", calls: [.init("search", #"{"query": "a", "region": "emea"}"#)], echo: .init(content: "I look.")),
          .user("Well?"), .answer("I am sorry."),
        ]),
      RuleExample(
        "repeated with them", fires: nil, tools: [RuleExample.search],
        steps: [
          .user("Find it."),
          .answer(
            "I look.", calls: [.init("search", #"{"query": "a", "region": "emea"}"#)],
            echo: .init(calls: [.init("search", #"{"query": "a", "region": "emea"}"#)])),
          .result("3 claims"), .answer("Three."),
        ]),
    ]
  ) { turn in
    guard let lost = turn.lostCalls, let first = lost.first else { return [] }
    let names = lost.map(\.call.name).joined(separator: ", ")
    let count = lost.count == 1 ? "a call of \(names)" : "\(lost.count) calls (\(names))"
    return [
      first.finding(
        "parse/lost-by-client", severity: .error,
        message: "the answer holds \(count), and the next request repeats it without: the client lost them",
        evidence: lost.map { Evidence($0.call.origin) })
    ]
  }
}

extension TurnCase {
  /// Calls that a later request's repetition of this answer does not have; nil where it has them all.
  var lostCalls: [CallCase]? {
    guard let echo = turn.echo, echo.calls.count < calls.count else { return nil }
    let lost = calls.filter { call in
      call.fate == .unanswered
        && !echo.calls.contains { $0.id == call.call.id && folded($0.name) == folded(call.call.name) }
    }
    return lost.isEmpty ? nil : lost
  }
}
