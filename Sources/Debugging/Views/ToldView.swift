package import Conversation
import Diagnosis
import LosslessJSON

/// What the model was told in one request, and what changed since that agent's last one.
package struct ToldView: Sendable, Equatable {
  package var session: SessionID
  /// The turn that answers the request.
  package var turn: Turn
  /// Turns of system prompts among those told, as they come in.
  package var system: [Turn] = []
  /// The turn that answers the last request of the same agent, once loaded; nil where there is none.
  package var previous: Turn?
  var previousIndex: Int?
  /// Of a very long history only the last messages are listed with their text.
  static let mostRows = 1000
  /// Rows of the messages, as they come in.
  var rows: [Int: TurnRow] = [:]
}

extension DebuggerState {
  mutating func openTold() -> [Effect] {
    guard let session, let turn = session.turn, let call = turn.modelCall else { return [] }
    let id = session.session.id
    var told = ToldView(session: id, turn: turn)
    told.previousIndex = session.lastRequest(before: turn.index)
    push(.told(told))
    let system = call.toldTurns.filter { session.session.turns.indices.contains($0) }
      .filter { session.session.turns[$0].kind == .system }
    let turns = system + [told.previousIndex].compactMap { $0 }
    return (turns.isEmpty ? [] : [.loadTurns(id, turns)])
      + call.toldTurns.suffix(ToldView.mostRows).ranges.map { .loadRows(id, $0) }
  }

  /// Rows that a view waits for.
  mutating func deliverToViews(_ rows: [TurnRow], of id: SessionID) {
    for index in views.indices {
      guard case .told(var told) = views[index].kind, told.session == id else { continue }
      let wanted = Set(told.turn.modelCall?.toldTurns ?? [])
      for row in rows where wanted.contains(row.index) { told.rows[row.index] = row }
      views[index].kind = .told(told)
    }
  }

  /// Turns that a view waits for.
  mutating func deliverToViews(_ turn: Turn, of id: SessionID) {
    for index in views.indices {
      if case .comparison(var comparison) = views[index].kind, comparison.session == id, let session {
        comparison.take(turn, of: session)
        views[index].kind = .comparison(comparison)
      }
      guard case .told(var told) = views[index].kind, told.session == id else { continue }
      if told.previousIndex == turn.index { told.previous = turn }
      if turn.kind == .system, told.turn.modelCall?.toldTurns.contains(turn.index) == true,
        !told.system.contains(where: { $0.index == turn.index })
      {
        told.system.append(turn)
      }
      views[index].kind = .told(told)
    }
  }

  /// The result of a call that a view shows beside the selected one.
  mutating func deliverToViews(_ examination: CallExamination, of key: CallKey) {
    for index in views.indices {
      guard case .comparison(var comparison) = views[index].kind, comparison.there?.call.key == key else { continue }
      comparison.there?.result = examination.result
      views[index].kind = .comparison(comparison)
    }
  }

  func toldText(_ told: ToldView) -> PaneText {
    var builder = TextBuilder()
    guard let call = told.turn.modelCall else { return builder.text }
    var facts = [call.model.map { "model \($0)" }, call.agent.map { "asked by \($0)" }].compactMap { $0 }
    if let choice = call.toolChoice { facts.append("tool_choice \(choice.rawText)") }
    if call.isStreamed { facts.append("streamed") }
    if call.isCached { facts.append("answered from a cache") }
    builder.line(facts.joined(separator: " · "))
    builder.line()
    addTools(call, told, &builder)
    for turn in told.system {
      builder.line("System prompt · turn \(turn.index)", .heading)
      builder.line(turn.message.text)
      builder.line()
    }
    let earlier = Set(told.previous?.modelCall?.toldTurns ?? [])
    builder.line("Messages · \(call.toldTurns.count)", .heading)
    if call.toldTurns.isEmpty { builder.line("  the source does not say which messages were sent", .dim) }
    for turn in call.toldTurns {
      let isNew = told.previous != nil && !earlier.contains(turn)
      builder.add(isNew ? "+ " : "  ", .success)
      builder.add(String(turn).padded(5), .dim)
      builder.add(speaker(turn).padded(12), .name)
      builder.line(told.rows[turn]?.summary ?? "")
    }
    if told.previous != nil { builder.line("\n+ not sent in the request of turn \(told.previousIndex ?? 0)", .dim) }
    return builder.text
  }

  /// Who speaks; a system prompt is nobody's word.
  private func speaker(_ turn: Int) -> String {
    guard let session, session.session.turns.indices.contains(turn) else { return "" }
    return session.session.turns[turn].kind == .system ? "system" : session.agent(turn) ?? ""
  }

  private func addTools(_ call: ModelCall, _ told: ToldView, _ builder: inout TextBuilder) {
    switch call.tools {
    case .notRecorded: builder.line("Tools · not recorded in this source", .heading)
    case .none: builder.line("Tools · the request has none", .heading)
    case .offered(let declarations): builder.line("Tools · \(declarations.count)", .heading)
    }
    let before = told.previous?.modelCall?.tools.declarations
    for tool in call.tools.declarations {
      let old = before?.first { $0.name == tool.name }
      var sign = "  "
      if before != nil {
        sign = old == nil ? "+ " : old?.schema == tool.schema && old?.description == tool.description ? "  " : "~ "
      }
      builder.add(sign, .warning)
      builder.add(tool.name, .tool)
      builder.line("  " + (tool.description ?? "no description"))
      if let schema = tool.schema { builder.line("    " + schema.rawText, .dim) }
      if sign == "~ ", let schema = old?.schema { builder.line("    before: " + schema.rawText, .warning) }
    }
    for tool in before ?? [] where !call.tools.declarations.contains(where: { $0.name == tool.name }) {
      builder.line("- \(tool.name), sent in the request before", .warning)
    }
    builder.line()
  }
}

extension SessionState {
  /// The last turn before that answers a request of the same agent.
  fileprivate func lastRequest(before turn: Int) -> Int? {
    let agent = session.turns[turn].agent
    return stride(from: turn - 1, through: 0, by: -1).first { earlier in
      let head = session.turns[earlier]
      return head.agent == agent && head.flags.contains(.request)
    }
  }
}

extension Sequence<Int> {
  /// Ascending numbers as ranges.
  fileprivate var ranges: [Range<Int>] {
    sorted().reduce(into: []) { ranges, number in
      if let last = ranges.last, last.upperBound == number {
        ranges[ranges.count - 1] = last.lowerBound..<number + 1
      } else if ranges.last?.contains(number) != true {
        ranges.append(number..<number + 1)
      }
    }
  }
}
