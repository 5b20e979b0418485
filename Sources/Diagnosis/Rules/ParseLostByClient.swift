import Conversation
import LosslessJSON
import Schemas

extension Rule {
  static let lostByClient = Rule(
    "parse/lost-by-client",
    summary: "the server answered with calls, and the client lost them",
    explanation: """
      The answer on the wire holds calls, and the next request repeats it without them: the client's own reader dropped \
      them, so nothing ran. AgentChat 0.7 does so while streaming: of a chunk that holds text and calls it keeps the text.
      """,
    lookFor: "tool_calls in the raw answer, and none in the client's own message or in the next request.",
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
        "text and calls in one chunk", fires: .error, runtime: "agentchat-0.7", tools: [RuleExample.search],
        steps: [
          .user("Find it."),
          .answer(
            "I look.", calls: [.init("search", #"{"query": "a", "region": "emea"}"#)],
            raw: #"data: {"choices": [{"delta": {"content": "I look.", "tool_calls": [{"index": 0}]}}]}"#),
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
    guard let lost = turn.lostCalls, let first = lost.first else { return lostInStream(turn) }
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

/// AgentChat keeps only the text of a chunk that holds text and calls.
private func lostInStream(_ turn: TurnCase) -> [Finding] {
  guard turn.runtime.id == "agentchat-0.7", let first = turn.callsLostInStream.first else { return [] }
  let isCertain = turn.runtime.confidence == .certain
  return [
    first.finding(
      "parse/lost-by-client", severity: isCertain ? .error : .warning, confidence: isCertain ? .certain : .likely,
      message: "text and calls came in one chunk of the stream: agentchat-0.7 keeps the text and loses the calls",
      evidence: [Evidence(turn.turn.origin)])
  ]
}

extension TurnCase {
  /// Calls without a result in a streamed answer whose text and calls stand in one chunk, where the client is known to
  /// read that wrong.
  var callsLostInStream: [CallCase] {
    guard runtime.id == "agentchat-0.7", turn.raw.bytes.starts(with: "data:".utf8) else { return [] }
    let open = calls.filter { $0.fate == .unanswered }
    guard !open.isEmpty else { return [] }
    let isMixed = turn.raw.bytes.split(separator: 0x0A).contains { line in
      guard line.starts(with: "data:".utf8), let chunk = try? Document(Array(line.dropFirst(5))).root,
        let delta = chunk["choices"]?[0]?["delta"]
      else { return false }
      return delta["content"]?.string?.isEmpty == false && (delta["tool_calls"]?.count ?? 0) > 0
    }
    return isMixed ? open : []
  }

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
