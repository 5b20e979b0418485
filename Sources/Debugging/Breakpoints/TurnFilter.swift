package import Conversation
import Diagnosis

/// The turns that a filter line lets through, ascending.
package struct TurnFilter: Sendable, Equatable {
  package let condition: Condition
  package private(set) var turns: [Int] = []
  private var seen = 0

  /// Terms that can be judged by heads and findings alone.
  package init(_ condition: Condition, over session: SessionState) throws(Failure) {
    self.condition = condition
    for term in condition.terms {
      switch term.subject {
      case .call, .tool, .agent, .rule, .status: continue
      case .text, .argument:
        throw Failure(
          .usage, what: "a filter cannot use this term yet: \(condition.text)",
          remedy: "use call, tool:NAME, agent:NAME, rule:PATTERN or status:failed; / searches texts")
      }
    }
    extend(over: session)
  }

  /// Judges the turns that have come since. Cost: those turns.
  mutating func extend(over session: SessionState) {
    let count = session.session.turns.count
    for turn in min(seen, count)..<count where lets(turn, session) { turns.append(turn) }
    seen = count
  }

  /// Judges these turns again: their findings have changed.
  mutating func renew(_ range: Range<Int>, over session: SessionState) {
    let low = turns.partition { $0 >= range.lowerBound }
    let high = turns.partition { $0 >= range.upperBound }
    let range = range.clamped(to: 0..<seen)
    turns.replaceSubrange(low..<high, with: range.filter { lets($0, session) })
  }

  /// The place of a turn in the list, or of the next one that is let through.
  func place(of turn: Int) -> Int {
    min(turns.partition { $0 >= turn }, max(0, turns.count - 1))
  }

  private func lets(_ turn: Int, _ session: SessionState) -> Bool {
    let head = session.session.turns[turn]
    return condition.terms.allSatisfy { term in
      switch term.subject {
      case .call: head.calls > 0
      case .tool(let name): session.tool(turn).map { fits($0, name) } == true
      case .agent(let name): session.agent(turn).map { fits($0, name) } == true
      case .rule(let pattern): session.findings[turn].contains { fits($0.rule, pattern) }
      case .status("failed"): session.hasFailed(turn)
      case .status: head.calls + head.results > 0 && !session.hasFailed(turn)
      case .text, .argument: false
      }
    }
  }
}

extension SessionState {
  /// Changes the filter in place while it looks at the session.
  mutating func judgeFilter(_ body: (inout TurnFilter, SessionState) -> Void) {
    guard var filter else { return }
    self.filter = nil
    body(&filter, self)
    self.filter = filter
  }

  /// The source marks a failure in this turn, or a top finding is an error.
  package func hasFailed(_ turn: Int) -> Bool {
    session.turns[turn].flags.contains(.markedFailed) || findings.worst(turn) == .error
  }
}
