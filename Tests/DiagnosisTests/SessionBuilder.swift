import Conversation
import Diagnosis
import LosslessJSON

/// Turns built by hand, for what a rule's own examples cannot say.
struct SessionBuilder {
  var session: Session
  private(set) var turns: [Turn] = []
  private(set) var records: [ExecutionRecord] = []
  private let origin = Origin(source: "built")

  init(producer: String = "unknown", format: String = "built", end: SessionEnd = .closed) {
    session = Session(id: SessionID(0), source: "built", format: format, producer: producer, end: end)
  }

  mutating func user(_ text: String) {
    append(.user, "user", Message(role: .user, content: [.text(text, origin)]))
  }

  /// A model's answer with calls: (id, name, arguments).
  mutating func calls(
    _ calls: [(String?, String, String)], agent: String = "assistant", tools: OfferedTools = .notRecorded
  ) {
    let made = calls.enumerated().map { place, call in
      ToolCall(
        key: CallKey(turn: turns.count, index: place), id: call.0, name: call.1,
        arguments: ToolCall.Arguments(form: .text, bytes: RawText(call.2), origin: origin), origin: origin)
    }
    append(
      .assistant, agent, Message(role: .assistant, calls: made), ModelCall(agent: agent, tools: tools))
  }

  mutating func answer(_ text: String, agent: String = "assistant") {
    append(.assistant, agent, Message(role: .assistant, content: [.text(text, origin)]), ModelCall(agent: agent))
  }

  mutating func results(_ results: [(String?, String?, String)]) {
    let made = results.map { ToolResult(callID: $0.0, name: $0.1, content: RawText($0.2), origin: origin) }
    append(.tool, nil, Message(role: .tool, results: made))
  }

  mutating func record(_ function: String, _ arguments: String, returned: String) {
    records.append(
      ExecutionRecord(
        agent: nil, function: function, arguments: RawText(arguments), returned: RawText(returned), before: turns.count,
        origin: origin))
  }

  private mutating func append(_ kind: TurnKind, _ agent: String?, _ message: Message, _ request: ModelCall? = nil) {
    turns.append(
      Turn(
        index: turns.count, kind: kind, agent: agent, message: message, modelCall: request, origin: origin,
        raw: RawText("{}")))
  }

  func investigation() -> Investigation {
    var investigation = Investigation(session: session)
    for turn in turns { investigation.add(turn) }
    for record in records { investigation.add(record) }
    investigation.finish(end: session.end)
    return investigation
  }

  func load(_ index: Int) -> Turn? { turns.indices.contains(index) ? turns[index] : nil }

  func findings() -> [Finding] {
    let investigation = investigation()
    return turns.flatMap { investigation.findings(in: $0, load: load) }
  }

  /// The turn and text of the result that a call was linked to, and how.
  func link(turn: Int, call: Int) -> String? {
    let examination = investigation().examination(of: CallKey(turn: turn, index: call), in: turns[turn], load: load)
    return examination.result.map { "\($0.turn) \($0.how) \($0.result.content.text)" }
  }
}
