import Conversation

/// The turn list with stretches of it folded into one line each.
package struct TurnFolds: Sendable, Equatable {
  package enum Mode: String, Sendable, CaseIterable {
    /// Calls of one tool by one agent, one after the other, with their results.
    case calls
    /// Turns of one agent, with the results of its calls.
    case agents
  }

  package let mode: Mode
  /// The first turn of each line, ascending.
  package private(set) var turns: [Int] = []
  /// Calls or turns that a line stands for; 1 where nothing is folded.
  private var counts: [Int] = []
  /// Folds that a person has opened, by their first turn.
  private var opened: Set<Int> = []
  /// Turns that were looked at.
  private var seen = 0

  /// Cost: the heads of all turns, once.
  init(_ mode: Mode, over session: SessionState) {
    self.mode = mode
    extend(over: session)
  }

  /// Calls or turns in the line at a place of the list.
  package func count(at place: Int) -> Int { counts.indices.contains(place) ? counts[place] : 1 }

  /// The line that holds a turn.
  package func place(of turn: Int) -> Int { max(0, turns.partition { $0 > turn } - 1) }

  /// Turns from the line's first to the next line's.
  package func range(at place: Int, of total: Int) -> Range<Int> {
    guard turns.indices.contains(place) else { return 0..<0 }
    return turns[place]..<(place + 1 < turns.count ? turns[place + 1] : max(total, turns[place] + 1))
  }

  /// Takes in the turns that have come; what is last may still grow. Cost: those turns.
  mutating func extend(over session: SessionState) {
    let total = session.session.turns.count
    guard total > seen else { return }
    var turn = turns.last ?? 0
    if !turns.isEmpty {
      turns.removeLast()
      counts.removeLast()
    }
    while turn < total {
      let (end, count) = opened.contains(turn) ? (turn + 1, 1) : stretch(from: turn, session.session.turns)
      turns.append(turn)
      counts.append(count)
      turn = end
    }
    seen = total
  }

  /// Opens the fold at a place. Cost: the list after it.
  mutating func open(at place: Int, over session: SessionState) {
    for turn in range(at: place, of: session.session.turns.count) { opened.insert(turn) }
    turns.removeSubrange((place + 1)...)
    counts.removeSubrange((place + 1)...)
    seen = 0
    extend(over: session)
  }

  private func stretch(from first: Int, _ turns: TurnList) -> (end: Int, count: Int) {
    let head = turns[first]
    var end = first + 1
    var count = 1
    func isMore(_ other: TurnHead) -> Bool {
      switch mode {
      case .calls: other.calls == 1 && other.tool == head.tool && other.agent == head.agent
      case .agents: other.agent == head.agent && other.kind == head.kind
      }
    }
    guard head.kind == .assistant, mode == .agents || head.calls == 1 else { return (end, 1) }
    while end < turns.count {
      if isMore(turns[end]) {
        count += 1
      } else if turns[end].kind != .tool {
        break
      }
      end += 1
    }
    // One call and its result are two turns that a person reads one by one.
    return count > 1 ? (end, count) : (first + 1, 1)
  }
}

extension SessionState {
  /// Turns that the list shows, one a line; nil where it shows all of them.
  package var listed: [Int]? { folds?.turns ?? filter?.turns }

  mutating func extendFolds() {
    guard var folds else { return }
    self.folds = nil
    folds.extend(over: self)
    self.folds = folds
  }

  /// The line of a turn, or of the next one where it is not listed.
  func line(of turn: Int) -> Int { folds?.place(of: turn) ?? filter?.place(of: turn) ?? turn }
}
