import Conversation
import Diagnosis
import Schemas

/// A source was opened: the first one is shown, later ones wait for `:session`.
func open(_ session: Session, _ state: inout DebuggerState) {
  if state.sessions.contains(where: { $0.session.id == session.id }) { return grow(session, &state) }
  state.sessions.append(SessionState(session))
  if session.source == state.opening {
    state.opening = nil
    state.views = []
    state.notice = nil
    state.showSession(state.sessions.count - 1)
  }
  if session.end == .open, state.live != nil { followEnd(&state.sessions[state.sessions.count - 1]) }
}

/// A session is indexed further. A selection on the last turn of a growing session stays on the last.
func grow(_ session: Session, _ state: inout DebuggerState) {
  guard let index = state.sessions.firstIndex(where: { $0.session.id == session.id }) else {
    return open(session, &state)
  }
  let before = state.sessions[index].session.turns.count
  let wasLast = state.sessions[index].selection.turn >= before - 1
  state.sessions[index].grow(session)
  guard session.turns.count > before else { return }
  // A result may have come for a call that had none.
  state.sessions[index].forgetUnansweredExaminations()
  state.sessions[index].judgeFilter { $0.extend(over: $1) }
  state.sessions[index].extendFolds()
  guard index == state.shown, state.live != nil else { return }
  if let held = state.live?.held.first {
    // The stop may have been told before its turn was read.
    if let turn = held.turn, (before..<session.turns.count).contains(turn) { state.showHeld(held) }
  } else if wasLast {
    followEnd(&state.sessions[index])
  }
}

private func followEnd(_ session: inout SessionState) {
  guard !session.session.turns.isEmpty else { return }
  session.select(turn: session.session.turns.count - 1)
}

func load(_ turn: Turn, of id: SessionID, _ state: inout DebuggerState) {
  guard let index = state.sessions.firstIndex(where: { $0.session.id == id }) else { return }
  state.deliverToViews(turn, of: id)
  guard state.sessions[index].selection.turn == turn.index else { return }
  let isNew = state.sessions[index].loaded?.turn.index != turn.index
  if isNew {
    state.sessions[index].examinations = [:]
    state.sessions[index].requestedExaminations = []
  }
  let wire = state.sessions[index].loaded.flatMap { $0.turn.index == turn.index ? $0.wire : nil }
  state.sessions[index].loaded = LoadedTurn(turn, mode: state.mode, foldDepth: state.foldDepth)
  if let wire { show(wire, turn: turn.index, of: id, &state) }
  guard index == state.shown else { return }
  if isNew, let held = state.live?.held.first(where: { $0.turn == turn.index }),
    let call = turn.message.calls.firstIndex(where: { $0.id != nil && $0.id == held.event.callID })
  {
    state.sessions[index].selection.call = call
  }
  goOnSeeking(&state)
  state.reveal()
}

func show(_ wire: WireText, turn: Int, of id: SessionID, _ state: inout DebuggerState) {
  guard let index = state.sessions.firstIndex(where: { $0.session.id == id }),
    state.sessions[index].loaded?.turn.index == turn
  else { return }
  state.sessions[index].loaded?.wire = wire
  state.sessions[index].loaded?.show(state.mode)
}

func take(_ tools: [ImplementedTool], from source: String, _ state: inout DebuggerState) {
  if let index = state.tools.firstIndex(where: { $0.source == source }) {
    state.tools[index].tools = tools
  } else {
    state.tools.append(ToolListing(source: source, tools: tools))
  }
  for index in state.sessions.indices { state.sessions[index].forgetExaminations() }
}

func finishSearch(_ pattern: String, turn: Int?, in id: SessionID, _ state: inout DebuggerState) {
  guard state.pattern == pattern, state.session?.session.id == id else { return }
  guard let turn else { return state.complain("not found: \(pattern)") }
  state.go(toTurn: turn)
  state.mustShowMatch = true
  state.reveal()
}

extension SessionState {
  /// What was examined under other assumptions is asked for again.
  mutating func forgetExaminations() {
    requestedExaminations = []
  }

  mutating func forgetUnansweredExaminations() {
    for index in requestedExaminations where examinations[index]?.result == nil {
      requestedExaminations.remove(index)
    }
  }

  mutating func select(turn: Int) {
    guard turn != selection.turn else { return }
    selection = Selection()
    selection.turn = turn
  }
}
