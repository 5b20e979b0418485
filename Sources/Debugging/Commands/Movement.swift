import Conversation
import Diagnosis
import Schemas

/// Moving through turns and calls.
enum MovementCommands {
  static let all = [
    nextTurn, previousTurn, nextCall, previousCall, nextOfAgent, previousOfAgent, down,
    up, pageDown, pageUp, top, bottom, goTo,
  ]

  static let nextTurn = Command(
    "next-turn", "next turn, whatever has focus", keys: [.character("J")], group: .move, unavailable: noSession
  ) { state, _ in
    state.stepTurn(1)
    return []
  }

  static let previousTurn = Command(
    "previous-turn", "previous turn, whatever has focus", keys: [.character("K")],
    panes: PaneName.allCases.filter { $0 != .why }, group: .move, unavailable: noSession
  ) { state, _ in
    state.stepTurn(-1)
    return []
  }

  static let nextCall = Command(
    "next-call", "next call of the turn", keys: [.character("l"), .right], group: .move, unavailable: noCall
  ) { state, _ in
    state.stepCall(1)
    return []
  }

  static let previousCall = Command(
    "previous-call", "previous call of the turn", keys: [.character("h"), .left], group: .move, unavailable: noCall
  ) { state, _ in
    state.stepCall(-1)
    return []
  }

  static let nextOfAgent = Command(
    "next-of-agent", "next turn of the same agent", keys: [.character("]")], group: .move, unavailable: noSession
  ) { state, _ in
    state.stepAgent(1)
    return []
  }

  static let previousOfAgent = Command(
    "previous-of-agent", "previous turn of the same agent", keys: [.character("[")], group: .move,
    unavailable: noSession
  ) { state, _ in
    state.stepAgent(-1)
    return []
  }

  static let down = Command(
    "down", "one down in the focused pane", keys: [.character("j"), .down], group: .move, worksOverViews: true
  ) {
    state, _ in
    state.moveInPane(1)
    return []
  }

  static let up = Command(
    "up", "one up in the focused pane", keys: [.character("k"), .up], group: .move, worksOverViews: true
  ) { state, _ in
    state.moveInPane(-1)
    return []
  }

  static let pageDown = Command(
    "page-down", "a page down", keys: [.pageDown, .control("f"), .character(" ")], group: .move, worksOverViews: true
  ) { state, _ in
    state.moveInPane(max(1, state.pageRows - 1))
    return []
  }

  static let pageUp = Command(
    "page-up", "a page up", keys: [.pageUp, .control("b")], group: .move, worksOverViews: true
  ) { state, _ in
    state.moveInPane(-max(1, state.pageRows - 1))
    return []
  }

  static let top = Command("top", "to the start", keys: [.character("g"), .home], group: .move, worksOverViews: true) {
    state, _ in
    if state.scrolled != nil { state.anchorScrolled(.top) } else { state.moveInPane(-.max / 2) }
    return []
  }

  static let bottom = Command(
    "bottom", "to the end; 13G goes to turn 13", keys: [.character("G"), .end], group: .move, worksOverViews: true
  ) {
    state, _ in
    if state.scrolled != nil { state.anchorScrolled(.end) } else { state.moveInPane(.max / 2) }
    return []
  }

  static let goTo = Command(
    "turn", argument: "N", "go to turn N (:N does the same)", group: .move, unavailable: noSession
  ) { state, argument in
    guard let turn = Int(argument) else {
      state.complain("not a turn number: \(argument)")
      return []
    }
    state.go(toTurn: turn)
    return []
  }
}

extension DebuggerState {
  /// Selects a turn by its number; a number past the end says so and goes to the nearest.
  package mutating func go(toTurn turn: Int) {
    let count = session?.session.turns.count ?? 0
    guard count > 0 else { return complain("the session has no turns") }
    if turn < 0 || turn >= count { complain("there is no turn \(turn); the last one is \(count - 1)") }
    select(turn: min(max(0, turn), count - 1))
  }

  mutating func select(turn: Int) {
    guard let session, session.selection.turn != turn else { return }
    if abs(turn - session.selection.turn) > 1 {
      _ = changeSession { $0.marks["'"] = Mark(turn: $0.selection.turn, call: $0.selection.call) }
    }
    _ = changeSession { $0.select(turn: turn) }
    for pane in [PaneName.message, .output] { anchors[pane] = nil }
  }

  mutating func stepTurn(_ by: Int) {
    guard let session else { return }
    if let listed = session.listed {
      guard !listed.isEmpty else { return say("no turn passes the filter; & with nothing lifts it") }
      let here = listed.partition { $0 >= session.selection.turn }
      let isListed = here < listed.count && listed[here] == session.selection.turn
      let place = here + by - (!isListed && by > 0 ? 1 : 0)
      return select(turn: listed[min(max(0, place), listed.count - 1)])
    }
    let last = session.session.turns.count - 1
    let (sum, overflow) = session.selection.turn.addingReportingOverflow(by)
    select(turn: overflow ? (by > 0 ? last : 0) : min(max(0, sum), last))
  }

  mutating func stepCall(_ by: Int) {
    guard let session, let turn = session.turn else { return }
    let calls = turn.message.calls.count
    let call = min(max(0, session.selection.call + by), calls - 1)
    guard call != session.selection.call else {
      return say(
        calls == 1 ? "the turn has one call" : "call \(call + 1) of \(calls) is the \(by > 0 ? "last" : "first")")
    }
    _ = changeSession { session in
      session.selection.call = call
      session.selection.finding = nil
      session.selection.schemaRow = 0
    }
    anchors[.output] = nil
    mustReveal = true
    reveal()
  }

  mutating func stepAgent(_ by: Int) {
    guard let session else { return }
    let turns = session.session.turns
    let agent = turns[session.selection.turn].agent
    var turn = session.selection.turn + by
    while turns.indices.contains(turn) {
      if turns[turn].agent == agent { return select(turn: turn) }
      turn += by
    }
    say("no \(by > 0 ? "later" : "earlier") turn of \(session.agent(session.selection.turn) ?? "nobody named")")
  }

  /// `j` and `k` and the page keys: what has focus moves.
  mutating func moveInPane(_ by: Int) {
    if list != nil { return moveInList(by) }
    guard views.isEmpty else { return scroll(by: by) }
    switch focus {
    case .turns: stepTurn(by)
    case .calls:
      if session?.selectedCall != nil { stepCall(by) }
    case .schema:
      let rows = schemaDiff?.rows.count ?? 0
      _ = changeSession { $0.selection.schemaRow = min(max(0, $0.selection.schemaRow + by), max(0, rows - 1)) }
    case .why:
      let count = session?.shownFindings.count ?? 0
      _ = changeSession { session in
        session.selection.finding = min(max(0, (session.selection.finding ?? 0) + by), max(0, count - 1))
      }
      mustReveal = true
      reveal()
    case .message, .output, .program: scroll(by: by)
    }
  }
}
