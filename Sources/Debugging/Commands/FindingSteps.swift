import Conversation
import Diagnosis

/// Jumping from finding to finding.
enum FindingCommands {
  static let all = [nextFinding, previousFinding]

  static let nextFinding = Command(
    "next-finding", "next top finding, warning or worse", keys: [.character("e")], group: .move,
    unavailable: noFinding
  ) { state, _ in
    state.stepFinding(1)
    return []
  }

  static let previousFinding = Command(
    "previous-finding", "previous top finding, warning or worse", keys: [.character("E")], group: .move,
    unavailable: noFinding
  ) { state, _ in
    state.stepFinding(-1)
    return []
  }

  private static let noFinding: @Sendable (DebuggerState) -> String? = { state in
    if let reason = noSession(state) { return reason }
    guard let findings = state.session?.findings, findings.notable.isEmpty else { return nil }
    return findings.ofSession.isEmpty
      ? "no finding of warning or worse is known" : "what was found belongs to no single turn; 6 shows it"
  }
}

extension DebuggerState {
  /// Goes to the next (or previous) top finding, its call, and on a screen that cannot show all panes to the one that proves it.
  mutating func stepFinding(_ by: Int) {
    guard let session else { return }
    let here = session.selection.turn
    let inTurn = session.findings.top(here)
    let current = session.selection.finding == nil ? nil : session.finding.flatMap { inTurn.firstIndex(of: $0) }
    let next = current.map { $0 + by } ?? (by > 0 ? 0 : -1)
    if inTurn.indices.contains(next) { return show(inTurn[next]) }
    guard
      let turn = by > 0 ? session.findings.notable(after: here) : session.findings.notable(before: here),
      let finding = by > 0 ? session.findings.top(turn).first : session.findings.top(turn).last
    else { return say(by > 0 ? "no later finding" : "no earlier finding") }
    show(finding)
  }

  /// Goes to a finding that has a turn, and shows what proves it.
  mutating func show(_ finding: Finding) {
    guard let turn = finding.turn else { return }
    select(turn: turn)
    _ = changeSession { session in
      session.selection.call = finding.call?.index ?? 0
      session.selection.schemaRow = 0
      session.selection.finding = session.shownFindings.firstIndex(of: finding)
    }
    mustReveal = true
    let pane = finding.phase.provingPane
    if layout.kind != .wide || isZoomed { focus(on: pane) } else { side = pane }
    reveal()
  }
}

extension Phase {
  /// The pane that shows the proof of a finding of this phase.
  package var provingPane: PaneName {
    switch self {
    case .declare, .validate, .bind: .schema
    case .execute, .serialise, .pair: .output
    case .read, .send, .generate, .parse, .route, .flow: .message
    }
  }
}
