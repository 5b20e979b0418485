import Conversation

/// A text over the panes, with its own place to stand.
package struct OpenView: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case help(PaneName)
    case told(ToldView)
    case records(RecordsView)
    case explanation(rule: String)
    case breakpoints
    case sessions
  }
  package var kind: Kind
  package var anchor = Anchor.top

  package var title: String {
    switch kind {
    case .help(let pane): "Help · \(pane.word)"
    case .told(let told): "Told to the model · request of turn \(told.turn.index)"
    case .records: "Other records"
    case .explanation(let rule): "Explain · \(rule)"
    case .breakpoints: "Breakpoints"
    case .sessions: "Sessions"
    }
  }
}

extension DebuggerState {
  mutating func push(_ kind: OpenView.Kind) {
    views.append(OpenView(kind: kind))
  }

  /// What a view says, made from the state as it is now.
  package func text(of view: OpenView) -> PaneText {
    switch view.kind {
    case .help(let pane): helpText(pane)
    case .told(let told): toldText(told)
    case .records(let records): recordsText(records)
    case .explanation(let rule): explanationText(rule)
    case .breakpoints: breakpointsText
    case .sessions: sessionsText
    }
  }

  private var breakpointsText: PaneText {
    var builder = TextBuilder()
    if breakpoints.isEmpty {
      builder.line("No breakpoints. b sets one on the selected call's tool; :break CONDITION sets any.")
    }
    for (place, breakpoint) in breakpoints.enumerated() {
      builder.line("\(place + 1)  \(breakpoint.text)")
    }
    if !breakpoints.isEmpty { builder.line("\n:unbreak N removes one, :unbreak all of them", .dim) }
    return builder.text
  }

  private var sessionsText: PaneText {
    var builder = TextBuilder()
    for (place, session) in sessions.enumerated() {
      let session = session.session
      let mark = place == shown ? "▸" : " "
      builder.line(
        "\(mark) \(place + 1)  \(session.source)  \(session.nativeID)  \(session.turns.count) turns  \(session.producer)"
      )
    }
    builder.line("\n:session N shows another", .dim)
    return builder.text
  }
}
