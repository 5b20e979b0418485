import Conversation
package import Schemas

/// Everything that the debugger knows and shows. A value: `update` changes it, `frame` draws it, neither reads a file.
package struct DebuggerState: Sendable, Equatable {
  package var size: Size
  /// Open sessions, in the order they were opened.
  package var sessions: [SessionState] = []
  /// The one on the screen.
  package var shown = 0

  package var focus = PaneName.turns
  /// The pane that a narrow screen shows beside the list.
  package var side = PaneName.message
  /// `output` or `program`: they share a place on a wide screen.
  package var lower = PaneName.output
  package var isZoomed = false
  package var mode = MessageMode.raw
  package var anchors: [PaneName: Anchor] = [:]
  /// Cells that unwrapped texts are moved to the left.
  package var sideways = 0
  package var wraps = true
  /// Levels of pretty JSON in sight; nil for all.
  package var foldDepth: Int?
  /// The schema pane lists properties with a mark before the others.
  package var hasMarksFirst = false
  /// Views over the panes, the last one on top.
  package var views: [OpenView] = []
  package var prompt: Prompt?
  /// Sessions on disk; nil while they are looked for.
  package var found: [FoundSession]?
  /// What the list of files is narrowed by.
  package var narrowing = ""
  /// A file that was chosen and is not open yet: its first session is shown once it is.
  var opening: String?
  /// What Tab found for the prompt's line; any other key forgets it.
  package var completion: Completion?
  /// One line that answers the last key or event; it goes with the next key.
  package var notice: Notice?

  package var breakpoints: [Breakpoint] = []
  package var runs = RunLog()
  /// What the tool sources have, in the order they were given: the first that has a name wins.
  package var tools: [ToolListing] = []
  /// Arguments that were edited and not forgotten, by call.
  package var edits: [RunLog.Subject: String] = [:]
  /// Nil when no program runs under the debugger.
  package var live: LiveState?
  package var pattern: String?

  /// Digits typed so far, and the focus before them: `13G`.
  var digits = ""
  var beforeDigits: Focus?
  /// `c` in a recording stopped at a turn that only the loaded turn can judge.
  var isSeeking = false
  /// The evidence of the selected finding has to come into sight once the turn is loaded.
  var mustReveal = false
  /// The place that a search found has to come into sight once the turn is loaded.
  var mustShowMatch = false
  /// The request of the selected turn goes to the clipboard once it is read.
  var isCopyingRequest = false
  /// Mouse reports are wanted.
  package var usesMouse = true
  /// Ctrl-C was the last thing that happened.
  var wasInterrupted = false

  package init(size: Size) {
    self.size = size
  }

  package var session: SessionState? {
    sessions.indices.contains(shown) ? sessions[shown] : nil
  }

  /// Changes the shown session in place; nothing happens where there is none.
  mutating func changeSession<Result>(_ body: (inout SessionState) -> Result) -> Result? {
    guard sessions.indices.contains(shown) else { return nil }
    return body(&sessions[shown])
  }

  mutating func say(_ text: String) { notice = Notice(text: text, isFailure: false) }
  mutating func complain(_ text: String) { notice = Notice(text: text, isFailure: true) }

  /// The selected call of the shown session, as runs know it.
  package var subject: RunLog.Subject? {
    guard let session, let call = session.selectedCall else { return nil }
    return RunLog.Subject(session: session.session.id, call: call.key)
  }

  /// The held event that commands act on.
  package var heldIndex: Int? {
    guard let live, !live.held.isEmpty else { return nil }
    return live.current(turn: session?.selection.turn ?? 0, callID: session?.selectedCall?.id)
  }

  package var held: LiveState.Held? {
    guard let live, let heldIndex else { return nil }
    return live.held[heldIndex]
  }

  /// The tool of that name in the first source that has it.
  package func implementedTool(_ name: String) -> ImplementedTool? {
    for listing in tools {
      if let tool = listing.tools.first(where: { $0.name == name }) { return tool }
    }
    return nil
  }
}

/// The focus, and what a focus brings into sight.
struct Focus: Sendable, Equatable {
  var pane: PaneName
  var side: PaneName
  var lower: PaneName
}

/// What one tool source has.
package struct ToolListing: Sendable, Equatable {
  package var source: String
  package var tools: [ImplementedTool]
}

/// One line for the person.
package struct Notice: Sendable, Equatable {
  package var text: String
  package var isFailure: Bool
}
