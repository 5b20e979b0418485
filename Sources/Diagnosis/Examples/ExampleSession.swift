package import Conversation
import LosslessJSON

/// Turns that the steps of an example stand for.
package struct ExampleSession: Sendable {
  package private(set) var session: Session
  package private(set) var turns: [Turn] = []
  package private(set) var records: [ExecutionRecord] = []
  package private(set) var registrations: [RegisteredTool] = []
  /// Bytes of the `«…»` mark in the decoded arguments (or answer) that hold it.
  package private(set) var mark: Range<Int>?
  private let toolChoice: JSONValue?
  private let model: String?

  package init(_ example: RuleExample) {
    session = Session(
      id: SessionID(0), source: "example", format: "example",
      producer: example.runtime == "generic" ? "unknown" : example.runtime, end: example.isClosed ? .closed : .unknown)
    registrations = example.registrations.map {
      RegisteredTool(
        name: $0.name, exposedBy: $0.exposedBy, executableBy: $0.executableBy, unappliedAt: $0.unappliedAt)
    }
    let tools = example.tools.map { $0.compactMap(Self.declaration) }
    let offered: OfferedTools = tools.map { $0.isEmpty ? .none : .offered($0) } ?? .notRecorded
    model = example.model
    toolChoice = example.toolChoice.flatMap { try? Document($0).root }
    for step in example.steps { add(step, offered: offered) }
  }

  private static func declaration(_ text: String) -> ToolDeclaration? {
    guard let root = try? Document(text).root, let name = root["name"]?.string else { return nil }
    return ToolDeclaration(
      name: name, description: root["description"]?.string, schema: root["parameters"]?.detached(),
      origin: Origin(source: "example"))
  }

  private mutating func add(_ step: RuleExample.Step, offered: OfferedTools) {
    let origin = Origin(source: "example", pointer: "/messages/\(turns.count)")
    switch step {
    case .user(let text):
      append(.user, "user", Message(role: .user, content: [.text(text, origin)]), origin)
    case .answer(
      let text, let calls, let finish, let isCached, let own, let raw, let promptTokens, let echo, let agent, let told):
      let content = text.map { [ContentPart.text(unmarked($0), origin)] } ?? []
      let tools = own.map { $0.isEmpty ? OfferedTools.none : .offered($0.compactMap(Self.declaration)) } ?? offered
      let request = ModelCall(
        agent: agent, model: model, tools: tools, toolChoice: toolChoice,
        outcome: .answered(finishReason: finish, promptTokens: promptTokens, completionTokens: nil),
        response: origin, toldTurns: told, isCached: isCached)
      append(
        .assistant, agent, Message(role: .assistant, content: content, calls: made(calls, origin)), origin,
        request: request, raw: raw)
      if let echo {
        let content = echo.content.map { [ContentPart.text($0, origin)] } ?? []
        turns[turns.count - 1].echo = Message(
          role: .assistant, content: content, calls: made(echo.calls, origin, turn: turns.count - 1))
      }
    case .result(let text, let id, let isError):
      let result = ToolResult(callID: id, content: RawText(text), isError: isError, origin: origin)
      append(.tool, nil, Message(role: .tool, results: [result]), origin)
    case .refused(let status, let message, let param):
      let rejection = ModelCall.Rejection(status: status, code: nil, message: message, param: param, origin: origin)
      let request = ModelCall(
        agent: "assistant", model: model, tools: offered, outcome: .rejected(rejection), toldTurns: Array(turns.indices)
      )
      append(.refusal, "assistant", Message(role: .other), origin, request: request)
    case .ended(let text):
      append(.ended, nil, Message(role: .other, content: [.text(text, origin)]), origin)
    case .unreadable(let raw): append(.unreadable, nil, Message(role: .other), origin, raw: raw)
    case .unknownRecord(let raw): append(.record, nil, Message(role: .other), origin, raw: raw)
    case .record(let function, let arguments, let returned):
      records.append(
        ExecutionRecord(
          agent: nil, function: function, arguments: RawText(arguments), returned: RawText(returned),
          before: turns.count, origin: origin))
    }
  }

  private mutating func made(_ calls: [RuleExample.Call], _ origin: Origin, turn: Int? = nil) -> [ToolCall] {
    calls.enumerated().map { place, call in
      ToolCall(
        key: CallKey(turn: turn ?? turns.count, index: place), id: call.id, name: call.name,
        arguments: arguments(call.arguments, origin), origin: origin, isLegacy: call.isLegacy)
    }
  }

  private mutating func append(
    _ kind: TurnKind, _ agent: String?, _ message: Message, _ origin: Origin, request: ModelCall? = nil,
    raw: String = "{}"
  ) {
    turns.append(
      Turn(
        index: turns.count, kind: kind, agent: agent, message: message, modelCall: request, origin: origin,
        raw: RawText(raw)))
  }

  private mutating func arguments(_ text: String?, _ origin: Origin) -> ToolCall.Arguments {
    guard let text else { return ToolCall.Arguments(form: .null, bytes: RawText(""), origin: origin) }
    return ToolCall.Arguments(form: .text, bytes: RawText(unmarked(text)), origin: origin)
  }

  /// The text without its marks; their place is kept.
  private mutating func unmarked(_ text: String) -> String {
    guard let start = text.firstIndex(of: "«"), let end = text.firstIndex(of: "»") else { return text }
    let inside = text[text.index(after: start)..<end]
    let before = text[..<start].utf8.count
    mark = before..<before + inside.utf8.count
    return String(text[..<start] + inside + text[text.index(after: end)...])
  }

  /// The investigation of the example, finished.
  package func investigation() -> Investigation {
    var investigation = Investigation(session: session, registrations: registrations)
    for turn in turns { investigation.add(turn) }
    for record in records { investigation.add(record) }
    investigation.finish(end: session.end)
    return investigation
  }

  /// All findings of the example.
  package func findings() -> [Finding] {
    let investigation = investigation()
    return investigation.sessionFindings()
      + turns.flatMap { turn in
        investigation.findings(in: turn) { turns.indices.contains($0) ? turns[$0] : nil }
      }
  }
}
