import Conversation
import Debugging
import Diagnosis
import Screen

/// Plays keys to a debugger whose world answers at once from `Claims`.
struct Player {
  var state: DebuggerState
  /// Turns that are other than those of `Claims`.
  var changed: [Int: Turn] = [:]
  /// What is read of a recorded request.
  var request = #"{"model": "gpt-4o"}"#
  /// Effects that the world did not answer, in order.
  private(set) var unanswered: [Effect] = []

  init(_ columns: Int = 120, _ rows: Int = 36, session: Session? = Claims.session) {
    state = DebuggerState(size: Size(columns: columns, rows: rows))
    guard let session else { return }
    send(.sessionOpened(session))
    send(.assumed(session.id, Claims.runtime))
    send(.found(session.id, 0..<session.turns.count, Claims.findings))
  }

  mutating func send(_ event: Event) {
    var effects = update(&state, event)
    while !effects.isEmpty {
      let effect = effects.removeFirst()
      if case .loadTurns(let id, let turns) = effect {
        for turn in turns { effects += update(&state, .turnLoaded(id, changed[turn] ?? Claims.turn(turn))) }
        continue
      }
      guard let answer = answer(effect) else {
        unanswered.append(effect)
        continue
      }
      effects += update(&state, answer)
    }
  }

  mutating func press(_ script: String) throws {
    for key in try keys(in: script) { send(.key(key)) }
  }

  private func answer(_ effect: Effect) -> Event? {
    switch effect {
    case .loadRows(let id, let range): .rowsLoaded(id, range.map { Claims.rows[$0] })
    case .loadTurn(let id, let turn): .turnLoaded(id, changed[turn] ?? Claims.turn(turn))
    case .examine(let id, let key): .callExamined(id, key, Claims.examination(key))
    case .loadWire(let id, let turn):
      .wireLoaded(id, turn: turn, request: RawText(request), response: .init(#"{"id": 1}"#))
    default: nil
    }
  }

  var frame: Frame { Screen.frame(of: state) }
}
