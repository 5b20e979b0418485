package import Conversation
import Diagnosis

/// Where to stop: a condition that live events and recorded turns are held against.
package struct Breakpoint: Sendable, Equatable {
  package let condition: Condition
  package var text: String { condition.text }

  /// Reads the condition's grammar; terms that breakpoints cannot judge yet are refused.
  package init(parsing text: String) throws(Failure) {
    condition = try Condition(parsing: text)
    for term in condition.terms {
      switch term.subject {
      case .call, .tool, .agent: continue
      case .rule(let pattern):
        guard KnownRules.all.contains(where: { fits($0.id, pattern) }) else {
          throw Failure(.usage, what: "no rule fits \(pattern)", remedy: "use one such as validate/missing or bind/*")
        }
      case .status, .text, .argument:
        throw Failure(
          .usage, what: "a breakpoint cannot use this term yet: \(text)",
          remedy: "use call, tool:NAME, agent:NAME or rule:PATTERN")
      }
    }
  }

  /// Whether a live event is to be held. `call` and `tool:` hold tool calls only, not their results.
  func matches(_ event: LiveEvent, _ findings: [Finding]) -> Bool {
    condition.terms.allSatisfy { term in
      switch term.subject {
      case .call: event.kind == .toolCall
      case .tool(let name): event.kind == .toolCall && event.tool.map { fits($0, name) } == true
      case .agent(let name): event.agent.map { fits($0, name) } == true
      case .rule(let pattern): findings.contains { fits($0.rule, pattern) }
      case .status, .text, .argument: false
      }
    }
  }

  /// Whether a recorded turn matches, as far as its head and findings say; nil when only the loaded turn can say (its
  /// first tool is not the one, and it calls several).
  func matches(head turn: Int, of session: SessionState) -> Bool? {
    let head = session.session.turns[turn]
    var isOpen = false
    for term in condition.terms {
      switch term.subject {
      case .call:
        guard head.calls > 0 else { return false }
      case .tool(let name):
        guard head.calls > 0 else { return false }
        if session.tool(turn).map({ fits($0, name) }) == true { continue }
        guard head.calls > 1 else { return false }
        isOpen = true
      case .agent(let name):
        guard session.agent(turn).map({ fits($0, name) }) == true else { return false }
      case .rule(let pattern):
        guard session.findings[turn].contains(where: { fits($0.rule, pattern) }) else { return false }
      case .status, .text, .argument: return false
      }
    }
    return isOpen ? nil : true
  }

  /// The call of a loaded turn that matches, or 0 where the turn as a whole does; nil where it does not.
  func call(in turn: Turn, of session: SessionState) -> Int? {
    guard matches(head: turn.index, of: session) != false else { return nil }
    let names = condition.terms.compactMap { term -> String? in
      if case .tool(let name) = term.subject { name } else { nil }
    }
    guard !names.isEmpty else { return 0 }
    return turn.message.calls.firstIndex { call in names.allSatisfy { fits(call.name, $0) } }
  }
}
