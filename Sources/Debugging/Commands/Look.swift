import Conversation

/// What is shown and how: focus, zoom, modes, search, filter.
enum LookCommands {
  static let all =
    PaneName.allCases.map(focus) + [
      nextPane, previousPane, zoom, open, mode, marksFirst, scrollRight, scrollLeft, wrap, search, nextMatch,
      previousMatch, filter,
    ]

  static func focus(_ pane: PaneName) -> Command {
    Command(
      pane.word, "focus the \(pane.word) pane", keys: [.character(Character(String(pane.rawValue)))], group: .look,
      unavailable: { state in
        pane == .program && state.live == nil ? "no program runs under the debugger" : nil
      }
    ) { state, _ in
      state.focus(on: pane)
      return []
    }
  }

  static let nextPane = Command("next-pane", "focus the next pane", keys: [.tab], group: .look) { state, _ in
    state.cycleFocus(1)
    return []
  }

  static let previousPane = Command("previous-pane", "focus the previous pane", keys: [.backTab], group: .look) {
    state, _ in
    state.cycleFocus(-1)
    return []
  }

  static let zoom = Command(
    "zoom", "show the focused pane alone, and back", keys: [.character("z")], group: .look
  ) { state, _ in
    state.isZoomed.toggle()
    return []
  }

  static let open = Command(
    "open", "go where the selected line of a list points; open a fold; else show the pane alone, and back",
    keys: [.enter],
    group: .look, worksOverViews: true,
    unavailable: { state in
      guard !state.views.isEmpty else { return nil }
      return state.list?.target == nil ? "there is nothing to open here; q goes back" : nil
    }
  ) { state, _ in
    if let target = state.list?.target { return state.go(to: target) }
    if state.openFold() { return [] }
    state.isZoomed.toggle()
    return []
  }

  static let mode = Command(
    "mode", argument: "raw|pretty|wire", "show the message raw, pretty, or as request and response on the wire",
    keys: [.character("v")], group: .look, words: { _ in MessageMode.allCases.map(\.rawValue) }, unavailable: noSession
  ) { state, argument in
    guard let mode = argument.isEmpty ? state.mode.next : MessageMode(rawValue: argument) else {
      state.complain("no such mode: \(argument); there are raw, pretty and wire")
      return []
    }
    state.show(mode)
    return []
  }

  static let marksFirst = Command(
    "marked-first", "list properties with a mark first in the schema, or as they are declared",
    keys: [.character("!")], group: .look
  ) { state, _ in
    state.hasMarksFirst.toggle()
    _ = state.changeSession { $0.selection.schemaRow = 0 }
    state.say(state.hasMarksFirst ? "properties with a mark come first" : "properties stand as they are declared")
    return []
  }

  static let scrollRight = Command(
    "scroll-right", "move unwrapped text to the left", keys: [.character(">")], group: .look, worksOverViews: true,
    unavailable: isWrapped
  ) { state, _ in
    state.sideways += 8
    return []
  }

  static let scrollLeft = Command(
    "scroll-left", "move unwrapped text to the right", keys: [.character("<")], group: .look, worksOverViews: true,
    unavailable: isWrapped
  ) { state, _ in
    state.sideways = max(0, state.sideways - 8)
    return []
  }

  static let wrap = Command(
    "wrap", "wrap long lines, or cut them", keys: [.character("w")], group: .look, worksOverViews: true
  ) { state, _ in
    state.wraps.toggle()
    state.sideways = 0
    state.say(state.wraps ? "long lines wrap" : "long lines are cut; < and > scroll sideways")
    return []
  }

  static let search = Command(
    "search", argument: "TEXT", "search the session's text; narrow a list of files", keys: [.character("/")],
    group: .look, worksOverViews: true, unavailable: { $0.isChoosingFile ? nil : noSession($0) }
  ) { state, argument in
    if state.isChoosingFile {
      state.prompt = .narrow(TextEditor(state.narrowing))
      return []
    }
    state.views = []
    guard argument.isEmpty else { return state.search(argument) }
    state.prompt = .search(TextEditor())
    return []
  }

  static let nextMatch = Command(
    "next-match", "next match of the search", keys: [.character("n")], group: .look, unavailable: noPattern
  ) { state, _ in state.searchAgain(forward: true) }

  static let previousMatch = Command(
    "previous-match", "previous match of the search", keys: [.character("N")], group: .look, unavailable: noPattern
  ) { state, _ in state.searchAgain(forward: false) }

  static let filter = Command(
    "filter", argument: "TERMS", "list only turns that match, such as tool:search agent:planner status:failed",
    keys: [.character("&")], group: .look, words: { $0.conditionWords(withStatus: true) }, unavailable: noSession
  ) { state, argument in
    if argument.isEmpty {
      state.prompt = .filter(TextEditor())
    } else {
      state.filter(argument)
    }
    return []
  }

  private static let isWrapped: @Sendable (DebuggerState) -> String? = { state in
    state.wraps ? "long lines wrap; w cuts them" : nil
  }

  private static let noPattern: @Sendable (DebuggerState) -> String? = { state in
    state.pattern == nil ? "nothing has been searched for yet; / searches" : noSession(state)
  }
}

extension DebuggerState {
  package mutating func focus(on pane: PaneName) {
    focus = pane
    switch pane {
    case .turns: break
    case .why: if layout.kind == .small { side = .why }
    case .message, .calls, .schema: side = pane
    case .output, .program:
      side = pane
      lower = pane
    }
  }

  mutating func cycleFocus(_ by: Int) {
    let panes = PaneName.allCases.filter { $0 != .program || live != nil }
    let here = panes.firstIndex(of: focus) ?? 0
    focus(on: panes[(here + by + panes.count) % panes.count])
  }

  mutating func show(_ mode: MessageMode) {
    guard mode != self.mode else { return }
    self.mode = mode
    for index in sessions.indices { sessions[index].loaded?.show(mode) }
    anchors[.message] = nil
    mustReveal = true
    reveal()
  }

  mutating func search(_ pattern: String) -> [Effect] {
    guard let session, !pattern.isEmpty else { return [] }
    self.pattern = pattern
    return [.search(session.session.id, pattern: pattern, from: session.selection.turn, forward: true)]
  }

  mutating func searchAgain(forward: Bool) -> [Effect] {
    guard let session, let pattern else { return [] }
    return [.search(session.session.id, pattern: pattern, from: session.selection.turn, forward: forward)]
  }

  mutating func filter(_ text: String) {
    guard let session else { return }
    guard !text.allSatisfy(\.isWhitespace) else {
      _ = changeSession { $0.filter = nil }
      return say("every turn is listed")
    }
    do {
      let filter = try TurnFilter(Condition(parsing: text), over: session)
      _ = changeSession { session in
        session.filter = filter
        session.folds = nil
        session.listTop = 0
      }
      if filter.turns.isEmpty {
        say("no turn passes the filter; & with nothing lifts it")
      } else if !filter.turns.contains(session.selection.turn) {
        select(turn: filter.turns[filter.place(of: session.selection.turn)])
      }
    } catch { complain(error.line) }
  }
}
