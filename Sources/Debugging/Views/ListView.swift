import Conversation

/// A view of lines of which one is selected; Enter goes where it points.
package struct ListView: Sendable, Equatable {
  package struct Line: Sendable, Equatable {
    package struct Piece: Sendable, Equatable {
      package var text: String
      package var meaning: Meaning
    }
    package private(set) var pieces: [Piece] = []
    /// Nil for headings and remarks: the selection skips them.
    package var target: Target?

    init(_ text: String = "", _ meaning: Meaning = .plain, target: Target? = nil) {
      self.target = target
      add(text, meaning)
    }

    mutating func add(_ text: String, _ meaning: Meaning = .plain) {
      pieces.append(Piece(text: text, meaning: meaning))
    }
  }

  /// What Enter goes to.
  package enum Target: Sendable, Equatable {
    case turn(Int, call: Int?)
    /// The next finding of a rule, round the end.
    case rule(String)
    /// The next turn of an agent (by its place in the session's list), round the end.
    case agent(UInt16)
    /// The next turn that calls a tool, round the end.
    case tool(UInt32)
    /// An open session, by its place.
    case session(Int)
    /// A file that is not open yet.
    case file(String)
  }

  package private(set) var lines: [Line]
  package private(set) var selected: Int
  /// The first line in sight.
  package private(set) var top = 0

  init(_ lines: [Line], selecting target: Target? = nil) {
    self.lines = lines
    selected = lines.firstIndex { $0.target != nil && (target == nil || $0.target == target) } ?? 0
  }

  package var target: Target? { lines.indices.contains(selected) ? lines[selected].target : nil }

  /// Moves the selection by so many lines that can be selected. Cost: those, and the lines between.
  mutating func move(_ by: Int) {
    let step = by < 0 ? -1 : 1
    var left = by.magnitude
    var place = selected + step
    while left > 0, lines.indices.contains(place) {
      if lines[place].target != nil {
        selected = place
        left -= 1
      }
      place += step
    }
    // At the first one, what stands above it is worth a look.
    if by < 0, left > 0 { top = 0 }
  }

  mutating func select(line: Int) {
    if lines.indices.contains(line), lines[line].target != nil { selected = line }
  }

  /// Other lines; the selection stays on its target where that is still there.
  mutating func renew(_ lines: [Line]) {
    let old = target
    self.lines = lines
    let same = old.flatMap { old in lines.firstIndex { $0.target == old } }
    selected =
      same ?? lines[min(selected, lines.count)...].firstIndex { $0.target != nil } ?? lines.firstIndex {
        $0.target != nil
      } ?? 0
  }

  mutating func keepInSight(rows: Int) {
    if selected < top { top = selected }
    if selected >= top + rows { top = selected - rows + 1 }
    top = max(0, min(top, lines.count - rows))
  }
}

extension DebuggerState {
  /// The topmost view where it is a list.
  package var list: ListView? { views.last?.list }

  mutating func moveInList(_ by: Int) { views[views.count - 1].list?.move(by) }

  mutating func keepListInSight() {
    guard !views.isEmpty, let rows = layout.view?.rows else { return }
    views[views.count - 1].list?.keepInSight(rows: rows)
  }

  /// Enter in a list.
  mutating func go(to target: ListView.Target) -> [Effect] {
    if case .file(let path) = target {
      if let open = sessions.firstIndex(where: { $0.session.source == path }) { return go(to: .session(open)) }
      opening = path
      say("opening \(path)")
      return [.open(path)]
    }
    views = []
    switch target {
    case .file: break
    case .turn(let turn, let call):
      select(turn: turn)
      if let call { _ = changeSession { $0.selection.call = call } }
    case .rule(let rule):
      if let finding = session.flatMap({ $0.findings.next(of: rule, after: $0.selection.turn) }) { show(finding) }
    case .agent(let agent): stepRound { $0.agent == agent }
    case .tool(let tool): stepRound { $0.tool == tool && $0.calls > 0 }
    case .session(let place): showSession(place)
    }
    return []
  }

  private mutating func stepRound(_ fits: (TurnHead) -> Bool) {
    guard let session, !session.session.turns.isEmpty else { return }
    let turns = session.session.turns
    for step in 1...turns.count {
      let turn = (session.selection.turn + step) % turns.count
      if fits(turns[turn]) { return select(turn: turn) }
    }
  }
}
