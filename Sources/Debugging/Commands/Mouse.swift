import Conversation

enum MouseCommands {
  static let all = [mouse]

  static let mouse = Command(
    "mouse", "use the mouse, or leave it to the terminal for selecting text", group: .general, worksOverViews: true
  ) { state, _ in
    state.usesMouse.toggle()
    state.say(state.usesMouse ? "a click selects, the wheel scrolls; Shift selects text" : "the terminal has the mouse")
    return [.useMouse(state.usesMouse)]
  }
}

/// A click selects what it hits, and a second one on the selected line of a list goes there; the wheel scrolls what is
/// under it. An open prompt keeps the keyboard, and the mouse waits.
func take(_ mouse: Mouse, _ state: inout DebuggerState) -> [Effect] {
  guard state.prompt == nil else { return [] }
  if let view = state.layout.view { return state.use(mouse, inView: view) }
  guard let place = state.layout.place(at: mouse) else { return [] }
  switch mouse.action {
  case .press:
    state.notice = nil
    state.focus(on: place.pane)
    state.select(line: mouse.row - place.rectangle.row, in: place.pane)
  case .wheelUp: state.scroll(place.pane, by: -1)
  case .wheelDown: state.scroll(place.pane, by: 1)
  }
  return []
}

extension Layout {
  /// The pane under the mouse, its title line included.
  fileprivate func place(at mouse: Mouse) -> Place? {
    places.first { place in
      let inner = place.rectangle
      return (inner.row - 1..<inner.endRow).contains(mouse.row)
        && (inner.column..<inner.endColumn).contains(mouse.column)
    }
  }
}

extension DebuggerState {
  fileprivate mutating func use(_ mouse: Mouse, inView view: Rectangle) -> [Effect] {
    switch mouse.action {
    case .wheelUp: moveInPane(-3)
    case .wheelDown: moveInPane(3)
    case .press:
      guard let list, mouse.row >= view.row else { return [] }
      let line = list.top + mouse.row - view.row
      if line == list.selected, let target = list.target { return go(to: target) }
      views[views.count - 1].list?.select(line: line)
    }
    return []
  }

  /// Selects a line of the turn list by its place on the screen.
  fileprivate mutating func select(line: Int, in pane: PaneName) {
    guard pane == .turns, line >= 0, let session else { return }
    let place = session.listTop + line
    if let listed = session.listed {
      if listed.indices.contains(place) { select(turn: listed[place]) }
    } else if session.session.turns.indices.contains(place) {
      select(turn: place)
    }
  }

  /// Texts move by three lines, selections by one.
  fileprivate mutating func scroll(_ pane: PaneName, by direction: Int) {
    let before = focus
    focus = pane
    moveInPane(scrolled == nil ? direction : 3 * direction)
    focus = before
  }
}
