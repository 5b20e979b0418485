package import Conversation
package import Diagnosis

/// A session that was read and diagnosed to its end, without a screen.
package struct CheckedSession: Sendable {
  package var session: Session
  package var runtime: AssumedRuntime
  /// Ordered by turn, then as the diagnosis orders them; those without a turn first.
  package var findings: [Finding]
  package var calls: Int

  /// Blocks until all of the source is read. What could not be read is in `session.problems`.
  package init(_ source: any TurnSource, shelf: ToolShelf) throws(Failure) {
    try source.index { _ in true }
    let open = OpenSession(source, implemented: shelf.allTools())
    open.advance()
    open.finish()
    let investigation = open.investigation
    session = source.session
    runtime = investigation.runtime
    findings = investigation.sessionFindings() + open.findings(in: 0..<session.turns.count)
    calls = investigation.callCount
  }
}
