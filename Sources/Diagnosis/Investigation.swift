package import Conversation
package import Schemas

/// The diagnosis of one session, in two passes: `add` takes every turn in order and keeps a few words of each; then any
/// turn can be asked for its findings, nearest to the reader first. Nothing is loaded that no rule looks at.
package struct Investigation: Sendable {
  private var session: Session
  private let implemented: [ImplementedTool]
  private var registrations: [RegisteredTool]
  private var index = SessionIndex()
  private var executions = Executions()
  private var end: SessionEnd

  package init(session: Session, implemented: [ImplementedTool] = [], registrations: [RegisteredTool] = []) {
    self.session = session
    self.implemented = implemented
    self.registrations = registrations + implemented.compactMap(\.registration)
    end = session.end
  }

  /// What the source says of itself by now: a live program registers tools while it runs.
  package mutating func update(session: Session, registrations: [RegisteredTool]) {
    self.session = session
    self.registrations = registrations + implemented.compactMap(\.registration)
    end = session.end
  }

  /// Pass 1. Turns come in order; one that was taken before is left out.
  package mutating func add(_ turn: Turn) { index.add(turn) }

  package mutating func add(_ execution: ExecutionRecord) { executions.add(execution) }

  /// Links records to calls. May be called again after more was added.
  package mutating func finish(end: SessionEnd) {
    self.end = end
    executions.link(&index)
  }

  package var runtime: AssumedRuntime { index.runtime.assumed(for: session) }

  /// Turns that pass 1 has taken, and the calls in them.
  package var turnCount: Int { index.turns.count }
  package var callCount: Int { index.calls.count }

  /// All findings of a turn, in the order of causes. `load` gives turns that the index names: the results of its calls,
  /// a refused request, the turn that a refusal blames.
  package func findings(in turn: Turn, load: (Int) -> Turn?) -> [Finding] {
    guard index.turns.indices.contains(turn.index) else { return [] }
    var blamed: [Finding] = []
    if index.turns[turn.index].flags.contains(.rejected), let cause = blamedTurn(of: turn, load: load) {
      blamed = findings(in: cause, load: load)
    }
    let builder = CaseBuilder(
      session: session, index: index, executions: executions, end: end, runtime: runtime, implemented: implemented,
      registrations: registrations)
    let turnCase = builder.turnCase(turn, blamed: blamed, load: load)
    let found = KnownRules.all.flatMap { rule in
      rule.find(turnCase).map { finding in
        var finding = finding
        if finding.fix == nil { finding.fix = rule.fixes.fix(for: turnCase.runtime.id, format: session.format) }
        return finding
      }
    }
    return Causes.hung(Causes.ordered(found))
  }

  /// Findings that belong to no turn: registration.
  package func sessionFindings() -> [Finding] {
    let builder = CaseBuilder(
      session: session, index: index, executions: executions, end: end, runtime: runtime, implemented: implemented,
      registrations: registrations)
    let found = KnownRules.all.flatMap { rule in
      rule.find(builder.registrationCase()).map { finding in
        var finding = finding
        finding.fix = finding.fix ?? rule.fixes.fix(for: runtime.id, format: session.format)
        return finding
      }
    }
    return Causes.hung(Causes.ordered(found))
  }

  /// What the panes show beside a call: the three-way diff and the link to its result.
  package func examination(of key: CallKey, in turn: Turn, load: (Int) -> Turn?) -> CallExamination {
    let builder = CaseBuilder(
      session: session, index: index, executions: executions, end: end, runtime: runtime, implemented: implemented,
      registrations: registrations)
    let runtime = self.runtime
    guard let call = turn.message.calls.first(where: { $0.key == key }), let place = index.call(key) else {
      return CallExamination(diff: SchemaDiff(rows: [], note: "no such call"), runtime: runtime, result: nil)
    }
    let declaration = builder.declaration(of: call, in: index.turns[turn.index])
    let diff = threeWayDiff(
      declared: declaration,
      implemented: implemented.first { $0.name == call.name }, arguments: call.arguments, runtime: runtime.id)
    let linked = builder.result(of: index.calls[place], load: load) ?? builder.recorded(index.calls[place])
    return CallExamination(diff: diff, runtime: runtime, declaration: declaration, result: linked)
  }

  /// The turn that a refusal names, if its calls have findings; else the last calling turn before it.
  private func blamedTurn(of refused: Turn, load: (Int) -> Turn?) -> Turn? {
    let earlier = index.calls.last { Int($0.turn) < refused.index }.map { Int($0.turn) }
    let answers = index.turns.indices[..<refused.index].last {
      index.turns[$0].isAnswer && index.turns[$0].calls == 0 && index.turns[$0].flags.contains(.request)
    }
    guard case .rejected(let rejection)? = refused.modelCall?.outcome else { return nil }
    if let named = Blame.namedTurn(rejection, told: refused.modelCall?.toldTurns ?? []) {
      if index.turns.indices.contains(named), index.turns[named].calls > 0 { return load(named) }
      if let call = index.calls.last(where: { Int($0.resultTurn) == named }) { return load(Int(call.turn)) }
      return load(named)
    }
    return [earlier, answers].compactMap { $0 }.max().flatMap(load)
  }
}
