package import Conversation
package import Diagnosis
package import Schemas
import Synchronization

/// A session at work: its source and what the diagnosis knows of it. Every call may block; threads of the engine call it.
package final class OpenSession: Sendable {
  package let source: any TurnSource
  private let investigated: Mutex<Investigated>

  private struct Investigated {
    var investigation: Investigation
    /// Turns that pass 1 has seen.
    var turns = 0
    /// Executions that pass 1 has seen.
    var executions = 0
    var implemented: [ImplementedTool]
    /// The latest turns with calls: their findings change when results come.
    var recent: [Int] = []
  }

  package init(_ source: any TurnSource, implemented: [ImplementedTool] = []) {
    self.source = source
    let investigation = Investigation(
      session: source.session, implemented: implemented, registrations: source.registrations)
    investigated = Mutex(Investigated(investigation: investigation, implemented: implemented))
  }

  package var id: SessionID { source.session.id }

  /// What pass 1 has learnt so far: a value, so that rules run on it while pass 1 goes on.
  package var investigation: Investigation { investigated.withLock { $0.investigation } }

  /// Starts the diagnosis anew with the tools that were found.
  package func reset(implemented: [ImplementedTool]) {
    investigated.withLock { state in
      state = Investigated(
        investigation: Investigation(
          session: source.session, implemented: implemented, registrations: source.registrations),
        implemented: implemented)
    }
  }

  /// Pass 1 over the turns that were indexed since the last time, in order; the turns whose findings may have changed.
  /// Returns early when `isCancelled`.
  @discardableResult
  package func advance(isCancelled: () -> Bool = { false }) -> Set<Int> {
    investigated.withLock { state in
      let session = source.session
      // Registrations of a live program come late: the earlier verdicts stood without them.
      state.investigation.update(session: session, registrations: source.registrations)
      var touched: Set<Int> = []
      while state.turns < session.turns.count, !isCancelled() {
        if let turn = try? source.turn(at: state.turns) {
          state.investigation.add(turn)
          touched.insert(turn.index)
          if !turn.message.calls.isEmpty { state.recent = state.recent.suffix(15) + [turn.index] }
        }
        state.turns += 1
      }
      let executions = source.executions
      for execution in executions[min(state.executions, executions.count)...] { state.investigation.add(execution) }
      state.executions = executions.count
      touched.formUnion(state.recent)
      return touched
    }
  }

  /// Pass 1 is over: what is unanswered now stays so, as far as the source says.
  package func finish() {
    let end = source.session.end
    investigated.withLock { $0.investigation.finish(end: end) }
  }

  /// Findings of the turns of a range (pass 2).
  package func findings(in range: Range<Int>, isCancelled: () -> Bool = { false }) -> [Finding] {
    let investigation = self.investigation
    var found: [Finding] = []
    for index in range where !isCancelled() {
      guard let turn = try? source.turn(at: index) else { continue }
      found += investigation.findings(in: turn, load: load)
    }
    return found
  }

  package func examination(of call: CallKey) throws(Failure) -> CallExamination {
    let turn = try source.turn(at: call.turn)
    return investigation.examination(of: call, in: turn, load: load)
  }

  /// The turn, or nil where it cannot be read: rules do without it.
  private func load(_ index: Int) -> Turn? { try? source.turn(at: index) }
}
