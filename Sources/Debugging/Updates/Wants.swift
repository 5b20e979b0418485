import Conversation

extension DebuggerState {
  /// The rows that the list shows, and a page before and after: turn numbers, ascending.
  var wantedRows: [Int] {
    guard let session else { return [] }
    let page = listRows
    if let listed = session.listed {
      let low = max(0, session.listTop - page)
      let high = min(listed.count, session.listTop + 2 * page)
      return low < high ? Array(listed[low..<high]) : []
    }
    let low = max(0, session.listTop - page)
    let high = min(session.session.turns.count, session.listTop + 2 * page)
    return low < high ? Array(low..<high) : []
  }

  /// Rows of the list at this layout; a page's worth where another pane covers it.
  var listRows: Int { layout.rectangle(of: .turns)?.rows ?? size.rows }

  /// Keeps the selection in the list's sight (in its middle after a jump), then asks for what the screen needs and does not have: rows of the visible
  /// page ± one, the selected turn, its call's examination, the wire bytes of the wire mode.
  mutating func wants() -> [Effect] {
    keepSelectionInSight()
    keepListInSight()
    guard let id = session?.session.id, session?.session.turns.isEmpty == false else { return [] }
    let wanted = wantedRows
    let mode = mode
    return wantsRecords() + wantsComparison()
      + (changeSession { session in
        var effects = session.rows.request(wanted).map { Effect.loadRows(id, $0) }
        let turn = session.selection.turn
        guard session.loaded?.turn.index == turn else {
          if session.requestedTurn != turn {
            session.requestedTurn = turn
            effects.append(.loadTurn(id, turn))
          }
          return effects
        }
        session.requestedTurn = nil
        if let call = session.selectedCall, session.requestedExaminations.insert(session.selection.call).inserted {
          effects.append(.examine(id, call.key))
        }
        if mode == .wire, let loaded = session.loaded, loaded.wire == nil, !loaded.asksForWire,
          loaded.turn.modelCall.map({ $0.request != nil || $0.response != nil }) == true
        {
          session.loaded?.asksForWire = true
          effects.append(.loadWire(id, turn))
        }
        return effects
      } ?? [])
  }

  private mutating func keepSelectionInSight() {
    let rows = max(1, listRows)
    _ = changeSession { session in
      let count = session.listed?.count ?? session.session.turns.count
      let place = session.line(of: session.selection.turn)
      let page = session.listTop..<session.listTop + rows
      if place == page.lowerBound - 1 {
        session.listTop = place
      } else if place == page.upperBound {
        session.listTop += 1
      } else if !page.contains(place) {
        session.listTop = place - rows / 2
      }
      session.listTop = max(0, min(session.listTop, max(0, count - rows)))
    }
  }
}
