import Conversation
import Debugging
import Diagnosis
import LosslessJSON
import Schemas

/// A debugger whose loads are answered at once from a made session; every other effect comes back to the test.
struct Debugger {
  static let id = SessionID(1)
  var state: DebuggerState
  var turns: [Turn]

  /// Words are the turns: "user", "text", "call search" (several tools after one another), "result".
  init(_ words: [String] = [], columns: Int = 120, rows: Int = 36, end: SessionEnd = .closed) {
    state = DebuggerState(size: Size(columns: columns, rows: rows))
    turns = words.enumerated().map { Self.turn($0, $1) }
    if !words.isEmpty { send(.sessionOpened(session(end))) }
  }

  static let tools = ["search", "count", "delete"]

  func session(_ end: SessionEnd = .closed) -> Session {
    let heads = turns.map { turn in
      TurnHead(
        turn.kind, agent: turn.kind == .user ? 1 : turn.message.results.isEmpty ? 0 : 2,
        tool: turn.message.calls.first.flatMap { Self.tools.firstIndex(of: $0.name) }.map(UInt32.init) ?? .max,
        calls: UInt16(turn.message.calls.count), results: UInt16(turn.message.results.count))
    }
    return Session(
      id: Self.id, source: "run.jsonl", format: "openai-chat", end: end, agents: ["planner", "user", "tool"],
      tools: Self.tools, turns: TurnList(heads))
  }

  static func turn(_ index: Int, _ word: String) -> Turn {
    let names = word.split(separator: " ").dropFirst().map(String.init)
    let origin = Origin(source: "run.jsonl", bytes: index * 1000..<index * 1000 + 100)
    var message = Message(role: .assistant)
    var kind = TurnKind.assistant
    switch word.split(separator: " ").first {
    case "user": kind = .user
    case "result":
      kind = .tool
      message.results = [ToolResult(callID: "c", content: RawText("done"), origin: origin)]
    default:
      message.calls = names.enumerated().map { place, name in
        ToolCall(
          key: CallKey(turn: index, index: place), id: "call_\(index)_\(place)", name: name,
          arguments: .init(form: .text, bytes: RawText(#"{"limit": \#(index)}"#), origin: origin), origin: origin)
      }
    }
    return Turn(
      index: index, kind: kind, message: message, origin: origin, raw: RawText(String(repeating: "x", count: 100)))
  }

  /// Sends an event and answers loads until none is left; returns the other effects in order.
  @discardableResult
  mutating func send(_ event: Event) -> [Effect] {
    var waiting = update(&state, event)
    var others: [Effect] = []
    while !waiting.isEmpty {
      let effect = waiting.removeFirst()
      switch effect {
      case .loadRows(let id, let range):
        waiting += update(&state, .rowsLoaded(id, range.map { TurnRow(index: $0, summary: "turn \($0)") }))
      case .loadTurn(let id, let turn): waiting += update(&state, .turnLoaded(id, turns[turn]))
      case .examine(let id, let key): waiting += update(&state, .callExamined(id, key, Self.examination))
      default: others.append(effect)
      }
    }
    return others
  }

  /// Plays keys in the grammar of `--keys`.
  @discardableResult
  mutating func press(_ script: String) throws -> [Effect] {
    try keys(in: script).flatMap { send(.key($0)) }
  }

  static let runtime = AssumedRuntime(id: "classic-0.2", evidence: "texts", confidence: .certain)
  static let examination = CallExamination(
    diff: SchemaDiff(rows: [
      .init(mark: .same, path: "/limit", name: "limit"), .init(mark: .error, path: "/query", name: "query"),
    ]), runtime: runtime, result: nil)

  static func finding(_ turn: Int, call: Int = 0, _ rule: String = "validate/missing", _ severity: Severity = .error)
    -> Finding
  {
    Finding(
      id: "\(turn).\(call).\(rule).0", rule: rule, severity: severity, turn: turn,
      call: CallReference(index: call, id: nil, name: "search"), message: "a message")
  }

  var selection: Selection { state.session?.selection ?? Selection() }
  var turn: Int { selection.turn }
  var notice: String { state.notice?.text ?? "" }
}
