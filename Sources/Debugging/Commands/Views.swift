import Conversation
import Diagnosis

/// Views that lie over the panes until Esc or q.
enum ViewCommands {
  static let all = [help, told, records, explain, outline, compare, breakpoints, sessions, session]

  static let help = Command(
    "help", "help for the focused pane", keys: [.character("?")], group: .look, worksOverViews: true
  ) { state, _ in
    if case .help? = state.views.last?.kind { return [] }
    state.push(.help(state.focus))
    return []
  }

  static let told = Command(
    "told", "what the model was told: system prompt, tools and messages of this turn's request, and what changed",
    group: .look, worksOverViews: true,
    unavailable: { state in
      if let reason = noSession(state) { return reason }
      guard let turn = state.session?.turn else { return "the turn is not loaded yet" }
      return turn.modelCall == nil ? "turn \(turn.index) answers no recorded request" : nil
    }
  ) { state, _ in state.openTold() }

  static let records = Command(
    "records", "records of the source that are not turns", group: .look, worksOverViews: true,
    unavailable: { state in
      guard let session = state.session else { return "no session is open" }
      return session.session.otherRecords == 0 && session.session.problems.isEmpty
        ? "every record of this source is a turn" : nil
    }
  ) { state, _ in state.openRecords() }

  static let explain = Command(
    "explain", argument: "RULE", "explain the finding", keys: [.character("K")], panes: [.why], group: .look,
    worksOverViews: true, words: { _ in KnownRules.all.map(\.id).sorted() }
  ) { state, argument in
    guard let rule = argument.isEmpty ? state.session?.finding?.rule : argument else {
      state.complain("this turn has no finding; :explain RULE explains a rule")
      return []
    }
    state.push(.explanation(rule: rule))
    return []
  }

  static let outline = Command(
    "outline", "findings by rule, agents and tools, with counts; Enter goes there", keys: [.character("o")],
    group: .look, worksOverViews: true, unavailable: noSession
  ) { state, _ in
    state.push(.outline)
    return []
  }

  static let compare = Command(
    "compare", "this call beside the previous call of the same tool; again: beside the next", keys: [.character("=")],
    group: .look, worksOverViews: true, unavailable: noCall
  ) { state, _ in
    state.compare()
    return []
  }

  static let breakpoints = Command(
    "breakpoints", "list the breakpoints", keys: [.character("B")], group: .look, worksOverViews: true
  ) {
    state, _ in
    state.push(.breakpoints)
    return []
  }

  static let sessions = Command("sessions", "list the open sessions", group: .look, worksOverViews: true) { state, _ in
    state.push(.sessions)
    return []
  }

  static let session = Command(
    "session", argument: "N", "show the open session N of :sessions", group: .look, worksOverViews: true,
    words: { $0.sessions.indices.map { String($0 + 1) } },
    unavailable: { $0.sessions.isEmpty ? "no session is open" : nil }
  ) { state, argument in
    guard let number = Int(argument), state.sessions.indices.contains(number - 1) else {
      state.complain("no session \(argument); there are 1 to \(state.sessions.count)")
      return []
    }
    state.views = []
    state.showSession(number - 1)
    return []
  }
}

extension DebuggerState {
  mutating func showSession(_ place: Int) {
    shown = place
    anchors = [:]
    mustReveal = true
    let mode = mode
    _ = changeSession { $0.loaded?.show(mode) }
  }
}
