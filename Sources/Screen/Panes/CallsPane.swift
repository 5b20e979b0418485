import Conversation
package import Debugging
import Diagnosis
import LosslessJSON
import Text

/// The calls of the selected turn: state, id, duration, arguments, and where the result is.
package struct CallsPane: Pane {
  package let name = PaneName.calls

  package func title(of state: DebuggerState) -> String {
    guard let calls = state.session?.turn?.message.calls.count, calls > 1 else { return "Calls" }
    return "Calls · \((state.session?.selection.call ?? 0) + 1) of \(calls)"
  }

  package func lines(of state: DebuggerState, in place: Rectangle) -> [[Span]] {
    guard let session = state.session, let turn = session.turn else { return [] }
    guard !turn.message.calls.isEmpty else { return results(turn) }
    var lines: [[Span]] = []
    var selected = 0
    for (index, call) in turn.message.calls.enumerated() {
      let isSelected = index == session.selection.call
      if isSelected { selected = lines.count }
      lines.append(head(call, index, isSelected, session, state, columns: place.columns))
      guard isSelected else { continue }
      if let held = state.held, held.turn == turn.index, held.event.callID == call.id || held.event.callID == nil {
        lines += self.held(held)
      }
      lines += arguments(call, place.columns)
      if let result = session.examinations[index]?.result {
        let place = result.turn == turn.index ? "this turn" : "turn \(result.turn)"
        lines.append([Span("   → result in \(place), by \(result.how)", .dim)])
      }
    }
    let first = max(0, min(selected - 1, lines.count - place.rows))
    return Array(lines.dropFirst(first).prefix(place.rows))
  }

  private func head(
    _ call: ToolCall, _ index: Int, _ isSelected: Bool, _ session: SessionState, _ state: DebuggerState,
    columns: Int
  ) -> [Span] {
    let findings = session.findings[call.key.turn].filter { $0.call?.index == index && $0.causes.isEmpty }
    let result = session.examinations[index]?.result
    let mark: Span =
      switch findings.map(\.severity).max() {
      case .error: Span("✗ ", .error)
      case .warning: Span("! ", .warning)
      case .info, nil:
        result?.result.isError == true
          ? Span("✗ ", .error) : result != nil ? Span("✓ ", .success) : Span("· ", .dim)
      }
    var facts = result?.result.duration.map { "  " + time($0) } ?? ""
    if call.isLegacy { facts += "  function_call" }
    // The id gives way: it is the longest, and the message has it in full.
    let room = columns - width(of: call.name) - width(of: facts) - 4
    let id = cut(call.id ?? "no id", max(8, room)).text
    let spans = [mark, Span(call.name, .tool), Span("  " + id, .dim), Span(facts, .dim)]
    guard isSelected else { return spans }
    let style: Style = state.focus == .calls ? .selected : .selectedUnfocused
    return spans.map { Span($0.text, style) }
  }

  private func held(_ held: LiveState.Held) -> [[Span]] {
    var lines = [[Span("   ■ held (\(held.why)): a releases, A changes, D denies", .warning)]]
    if let staged = held.staged {
      lines.append([Span("   " + (held.event.arguments ?? ""), .dim)])
      lines.append([Span("   → ", .warning), Span(staged, .evidence)])
    }
    return lines
  }

  private func arguments(_ call: ToolCall, _ columns: Int) -> [[Span]] {
    switch call.arguments.form {
    case .absent: return [[Span("   no arguments were written", .dim)]]
    case .null: return [[Span("   arguments: null", .literal)]]
    case .text, .value: break
    }
    do {
      let root = try Document(call.arguments.bytes.bytes).root
      guard root.kind == .object else { return [[Span("   not an object: ", .warning), Span(root.rawText)]] }
      let members = Array(root.members)
      if members.isEmpty { return [[Span("   {}", .dim)]] }
      let name = min(16, members.map { width(of: $0.key) }.max() ?? 0)
      return members.map {
        [Span("   " + fit($0.key, name) + "  ", .name), Span($0.value.rawText, Style($0.value.kind))]
      }
    } catch {
      let place = "line \(error.line), column \(error.column)"
      return [[Span("   not JSON: \(error.reason), \(place)", .error)], [Span("   " + call.arguments.text)]]
    }
  }

  private func results(_ turn: Turn) -> [[Span]] {
    guard !turn.message.results.isEmpty else { return [[Span("this turn calls no tool", .dim)]] }
    return turn.message.results.map { result in
      [
        result.isError == true ? Span("✗ ", .error) : Span("← ", .dim), Span(result.name ?? "result", .tool),
        Span("  " + (result.callID ?? "no id"), .dim),
      ] + (result.duration.map { [Span("  " + time($0), .dim)] } ?? [])
    }
  }
}

extension Style {
  fileprivate init(_ kind: JSONKind) {
    self =
      switch kind {
      case .string: .string
      case .number: .number
      case .null, .true, .false: .literal
      case .array, .object: .plain
      }
  }
}
