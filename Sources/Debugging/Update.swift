import Conversation

/// The one place where the debugger changes: an event goes in, the state changes in place, and what is wanted of the
/// world comes out. Never reads, waits or asks the clock. Cost: what the event brings and the visible page, never the session.
package func update(_ state: inout DebuggerState, _ event: Event) -> [Effect] {
  var effects: [Effect] = []
  switch event {
  case .key(let key): effects = press(key, &state)
  case .mouse(let mouse): effects = take(mouse, &state)
  case .edited(let text): state.takeEdited(text)
  case .interrupted: effects = interrupt(&state)
  case .resized(let size): state.size = size
  case .sessionOpened(let session): open(session, &state)
  case .sessionGrew(let session): grow(session, &state)
  case .sessionsFound(let sessions): state.take(sessions)
  case .rowsLoaded(let id, let rows):
    state.deliverToViews(rows, of: id)
    withSession(id, &state) { session, wanted in session.rows.add(rows, keeping: wanted) }
  case .turnLoaded(let id, let turn): load(turn, of: id, &state)
  case .wireLoaded(let id, let turn, let request, let response):
    show(WireText(request: request, response: response), turn: turn, of: id, &state)
    effects = state.finishCopy()
  case .otherRecordsLoaded(let id, let from, let records): show(records, from: from, of: id, &state)
  case .assumed(let id, let runtime):
    withSession(id, &state) { session, _ in
      session.runtime = runtime
      session.forgetExaminations()
    }
  case .found(let id, let turns, let findings):
    withSession(id, &state) { session, _ in
      session.findings.replace(turns, with: findings)
      session.judgeFilter { $0.renew(turns, over: $1) }
    }
    state.renewLists()
  case .callExamined(let id, let key, let examination):
    if state.session?.session.id == id { state.deliverToViews(examination, of: key) }
    withSession(id, &state) { session, _ in
      guard session.loaded?.turn.index == key.turn else { return }
      session.examinations[key.index] = examination
    }
  case .toolsLoaded(let source, let tools): take(tools, from: source, &state)
  case .runChanged(let id, let change): take(change, of: id, &state)
  case .runFailed(let id, let failure):
    state.runs.fail(id, failure.line)
    state.complain(failure.line)
  case .searchFinished(let id, let pattern, let turn): finishSearch(pattern, turn: turn, in: id, &state)
  case .live(let event, let turn, let findings): effects = take(event, turn: turn, findings, &state)
  case .programOutput(let text):
    state.live = state.live ?? LiveState()
    state.live?.output.append(text)
  case .programEnded(let end): finish(end, &state)
  case .failed(let failure): state.complain(failure.line)
  }
  return effects + state.wants()
}

/// Changes one open session, shown or not; `wanted` are the rows that its list shows or soon will.
private func withSession(_ id: SessionID, _ state: inout DebuggerState, _ body: (inout SessionState, Set<Int>) -> Void)
{
  guard let index = state.sessions.firstIndex(where: { $0.session.id == id }) else { return }
  let wanted = index == state.shown ? Set(state.wantedRows) : []
  body(&state.sessions[index], wanted)
}
