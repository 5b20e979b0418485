package import Conversation
package import Debugging
import Diagnosis
import Text

/// The list of turns: number, agent, mark, called tools, one line of text.
package struct TurnsPane: Pane {
  package let name = PaneName.turns

  package func title(of state: DebuggerState) -> String {
    if let folds = state.session?.folds {
      return "Turns · \(folds.turns.count) lines · folded by \(folds.mode.rawValue)"
    }
    guard let filter = state.session?.filter else { return "Turns" }
    return "Turns · \(filter.turns.count) of \(state.session?.session.turns.count ?? 0) · \(filter.condition.text)"
  }

  package func lines(of state: DebuggerState, in place: Rectangle) -> [[Span]] {
    guard let session = state.session else { return [[Span("no session is open", .dim)]] }
    let turns = session.session.turns
    guard !turns.isEmpty else {
      return [[Span(session.session.progress == .complete ? "no turns" : "reading …", .dim)]]
    }
    if let folds = session.folds {
      return (session.listTop..<max(session.listTop, min(folds.turns.count, session.listTop + place.rows))).map { row in
        line(
          folds.turns[row], session, state, place,
          Fold(turns: folds.range(at: row, of: turns.count), count: folds.count(at: row)))
      }
    }
    if let filter = session.filter {
      return filter.turns.dropFirst(session.listTop).prefix(place.rows).map { line($0, session, state, place) }
    }
    let end = min(turns.count, session.listTop + place.rows)
    return (min(session.listTop, end)..<end).map { line($0, session, state, place) }
  }

  /// The turns that one line stands for, and how many calls or turns that is to a person.
  private struct Fold {
    var turns: Range<Int>
    var count: Int
  }

  private func line(
    _ turn: Int, _ session: SessionState, _ state: DebuggerState, _ place: Rectangle, _ fold: Fold? = nil
  ) -> [Span] {
    let head = session.session.turns[turn]
    let digits = max(3, String(session.session.turns.count - 1).count)
    let number = String(repeating: " ", count: digits - String(turn).count) + String(turn)
    let agents = place.columns < 60 ? 8 : 16
    let isSelected = fold?.turns.contains(session.selection.turn) ?? (turn == session.selection.turn)
    let (mark, markStyle) = mark(worst(turn, fold?.turns, session), session)
    var spans = [
      Span(isSelected ? "▸" : state.isHeld(turn) ? "■" : session.letter(turn), .prompt), Span(number + " ", .dim),
      Span(fit(speaker(turn, head, session), agents) + " ", .name), Span(mark + " ", markStyle),
    ]
    if head.kind == .system, let agent = session.agent(turn), agent != head.kind.word {
      spans.append(Span("→ \(agent) ", .name))
    }
    if let fold, fold.count > 1 { spans.append(Span("×\(fold.count) ", .prompt)) }
    let row = session.rows[turn]
    if place.columns >= Self.roomForTime, let time = row?.time { spans.append(Span(fit(clock(time), 8) + " ", .dim)) }
    let tools = row?.tools ?? session.tool(turn).map { [$0] } ?? []
    if head.calls > 0 && !tools.isEmpty { spans.append(Span("⚙ " + tools.joined(separator: ", ") + " ", .tool)) }
    if let row { spans.append(Span(row.summary, head.kind == .ended ? .warning : .plain)) }
    guard isSelected else { return spans }
    let style: Style = state.focus == .turns ? .selected : .selectedUnfocused
    return spans.map { Span($0.text, style) }
  }

  /// A list so wide shows when each turn was.
  private static let roomForTime = 70

  /// Who speaks. A system prompt is said to an agent, never by it.
  private func speaker(_ turn: Int, _ head: TurnHead, _ session: SessionState) -> String {
    head.kind == .system ? head.kind.word : session.agent(turn) ?? head.kind.word
  }

  /// The turn of a fold that is marked worst: the first with an error, else with a warning, else the first.
  private func worst(_ turn: Int, _ fold: Range<Int>?, _ session: SessionState) -> Int {
    guard let fold, fold.count > 1 else { return turn }
    let looked = fold.prefix(Self.mostLooked)
    return looked.first { mark($0, session).0 == "✗" } ?? looked.first { mark($0, session).0 == "!" } ?? turn
  }

  /// Turns of one fold that are looked at for a mark, each time that its line is drawn.
  private static let mostLooked = 1000

  private func mark(_ turn: Int, _ session: SessionState) -> (String, Style) {
    let head = session.session.turns[turn]
    let worst = session.findings.worst(turn)
    if worst == .error || head.flags.contains(.markedFailed) || head.kind == .refusal { return ("✗", .error) }
    if worst == .warning || head.kind == .unreadable { return ("!", .warning) }
    return head.calls > 0 && session.findings.isKnown(turn) ? ("✓", .success) : (" ", .plain)
  }
}

extension DebuggerState {
  /// The program waits in this turn.
  fileprivate func isHeld(_ turn: Int) -> Bool {
    live?.held.contains { $0.turn == turn } ?? false
  }
}

extension SessionState {
  /// The mark that a person set on a turn, or a blank.
  fileprivate func letter(_ turn: Int) -> String {
    marks.first { $0.value.turn == turn && $0.key != "'" }.map { String($0.key) } ?? " "
  }
}

extension TurnKind {
  /// The word in place of an agent's name.
  package var word: String {
    switch self {
    case .system: "system"
    case .user: "user"
    case .assistant: "model"
    case .tool: "tool"
    case .refusal: "backend"
    case .ended: "program"
    case .unreadable: "unread"
    case .record: "record"
    }
  }
}
