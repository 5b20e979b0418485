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
    case outline
    case marks
    case files
    case comparison(Comparison)
  }
  package var kind: Kind
  /// The lines of a view that is a list; nil for texts.
  package var list: ListView?
  package var anchor = Anchor.top

  package var title: String {
    switch kind {
    case .help(let pane): "Help · \(pane.word)"
    case .told(let told): "Told to the model · request of turn \(told.turn.index)"
    case .records: "Other records"
    case .explanation(let rule): "Explain · \(rule)"
    case .breakpoints: "Breakpoints"
    case .sessions: "Sessions"
    case .outline: "Outline"
    case .marks: "Marks"
    case .files: "Sessions on this machine"
    case .comparison(let comparison):
      "\(comparison.here.call.name) beside its \(comparison.isForward ? "next" : "previous") call"
    }
  }
}

extension DebuggerState {
  mutating func push(_ kind: OpenView.Kind) {
    var view = OpenView(kind: kind)
    view.list = lines(of: kind).map { ListView($0, selecting: kind == .sessions ? .session(shown) : nil) }
    views.append(view)
  }

  /// The lines of a list as the state is now; nil for texts.
  private func lines(of kind: OpenView.Kind) -> [ListView.Line]? {
    switch kind {
    case .outline: session?.outline()
    case .marks: markLines
    case .files: fileLines
    case .sessions: sessionLines
    case .help, .told, .records, .explanation, .breakpoints, .comparison: nil
    }
  }

  /// Lists say again what has changed under them.
  mutating func renewLists() {
    for index in views.indices where views[index].list != nil {
      if let lines = lines(of: views[index].kind) { views[index].list?.renew(lines) }
    }
  }

  /// What a view says, made from the state as it is now.
  package func text(of view: OpenView) -> PaneText {
    switch view.kind {
    case .help(let pane): helpText(pane)
    case .told(let told): toldText(told)
    case .records(let records): recordsText(records)
    case .explanation(let rule): explanationText(rule)
    case .breakpoints: breakpointsText
    case .comparison(let comparison): comparisonText(comparison)
    case .sessions, .outline, .marks, .files: PaneText(raw: RawText(""))
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

  private var sessionLines: [ListView.Line] {
    sessions.enumerated().map { place, session in
      let inner = session.session
      var line = ListView.Line("\(place + 1)".padded(5), .dim, target: .session(place))
      line.add("\(inner.source)  \(inner.nativeID)  \(count(inner.turns.count, "turn"))  \(inner.producer)")
      if session.findings.failedCalls > 0 { line.add("  \(session.findings.failedCalls) failed", .error) }
      return line
    }
  }
}
