package import Conversation
package import Diagnosis

/// One open session as the debugger sees it.
package struct SessionState: Sendable, Equatable {
  package var session: Session
  package var selection = Selection()
  /// The first turn that the list shows; with a filter a place among the turns that passed.
  package var listTop = 0
  package var rows = RowCache()
  /// The selected turn, once it is loaded.
  package var loaded: LoadedTurn?
  package var findings = FindingIndex()
  /// By index of the call, for the loaded turn.
  package var examinations: [Int: CallExamination] = [:]
  package var runtime: AssumedRuntime?
  package var filter: TurnFilter?
  /// How the list is folded; a filter and folds exclude each other.
  package var folds: TurnFolds?
  /// By letter; `'` is where the last jump began.
  package var marks: [Character: Mark] = [:]
  /// Calls in the turns that are indexed.
  package private(set) var callCount = 0
  private var counted = 0

  /// What has been asked of the world and not yet come.
  package var requestedTurn: Int?
  package var requestedExaminations: Set<Int> = []

  package init(_ session: Session) {
    self.session = session
    count()
  }

  /// The session as far as it is indexed now. Cost: the new turns.
  mutating func grow(_ session: Session) {
    self.session = session
    count()
  }

  private mutating func count() {
    for turn in min(counted, session.turns.count)..<session.turns.count {
      callCount += Int(session.turns[turn].calls)
    }
    counted = session.turns.count
  }

  /// The selected turn, when it is loaded.
  package var turn: Turn? {
    guard let loaded, loaded.turn.index == selection.turn else { return nil }
    return loaded.turn
  }

  package var selectedCall: ToolCall? {
    guard let turn, turn.message.calls.indices.contains(selection.call) else { return nil }
    return turn.message.calls[selection.call]
  }

  package var examination: CallExamination? {
    selectedCall == nil ? nil : examinations[selection.call]
  }

  /// What the why pane lists: findings of the selected turn and call, top ones before what hangs under them; where there
  /// are none, those of the session as a whole.
  package var shownFindings: [Finding] {
    let all = findings[selection.turn]
    guard !all.isEmpty else { return findings.ofSession }
    let mine = all.filter { $0.call == nil || $0.call?.index == selection.call }
    return mine.filter { $0.causes.isEmpty } + mine.filter { !$0.causes.isEmpty }
  }

  /// The finding that the panes prove: the one jumped to, else the first.
  package var finding: Finding? {
    let shown = shownFindings
    return shown.indices.contains(selection.finding ?? 0) ? shown[selection.finding ?? 0] : shown.first
  }

  package func agent(_ turn: Int) -> String? {
    guard session.turns.indices.contains(turn) else { return nil }
    let agent = Int(session.turns[turn].agent)
    return session.agents.indices.contains(agent) ? session.agents[agent] : nil
  }

  package func tool(_ turn: Int) -> String? {
    guard session.turns.indices.contains(turn) else { return nil }
    let tool = Int(session.turns[turn].tool)
    return session.tools.indices.contains(tool) ? session.tools[tool] : nil
  }
}
