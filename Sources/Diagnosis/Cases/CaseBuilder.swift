import Conversation
import LosslessJSON
import Schemas

/// Gathers what rules may know, from the index and from the few turns that it names.
struct CaseBuilder {
  let session: Session
  let index: SessionIndex
  let executions: Executions
  let end: SessionEnd
  let runtime: AssumedRuntime
  let implemented: [ImplementedTool]
  let registrations: [RegisteredTool]

  func turnCase(_ turn: Turn, blamed: [Finding], load: (Int) -> Turn?) -> TurnCase {
    let fact = index.turns[turn.index]
    let refused = index.refusal(after: turn.index).flatMap(load)
    let isCutOff = if case .answered("length", _, _)? = turn.modelCall?.outcome { true } else { false }
    let calls = turn.message.calls.compactMap { call in
      callCase(call, fact: fact, refused: refused, load: load).map { readingTolerantly($0, isCutOff: isCutOff) }
    }
    var refusal: CallCase.Refusal?
    if let refused, case .rejected(let rejection)? = refused.modelCall?.outcome {
      let told = refused.modelCall?.toldTurns ?? []
      refusal = CallCase.Refusal(
        turn: refused.index, rejection: rejection,
        namesCall: Blame.namedTurn(rejection, told: told) == turn.index,
        isUnplaced: Blame.isUnplaced(rejection, told: told))
    }
    var turnCase = TurnCase(
      turn: turn, fact: fact, calls: calls, index: index, executions: executions, session: session, end: end,
      runtime: runtime, implemented: implemented, registrations: registrations, refusal: refusal, blamed: blamed,
      following: calls.last?.result.flatMap { $0.turn + 1 < index.turns.count ? load($0.turn + 1) : nil })
    if fact.flags.contains(.rejected), let told = turn.modelCall?.toldTurns, told.count <= 400 {
      turnCase.told = told.compactMap(load)
    }
    if calls.contains(where: { $0.fate == .unanswered }) {
      turnCase.ended = index.ending(after: turn.index).flatMap(load)
    }
    if fact.isAnswer, turn.message.calls.isEmpty {
      turnCase.claimedValue = claimedValue(in: turn, fact: fact, load: load)
      turnCase.unforwarded = unforwardedResult(before: turn, fact: fact, load: load)
    }
    return turnCase
  }

  /// A case without a turn, for what registration alone shows.
  func registrationCase() -> TurnCase {
    let turn = Turn(
      index: -1, kind: .record, message: Message(role: .other), origin: Origin(source: session.source),
      raw: RawText(""))
    let fact = TurnFact(kind: .record, agent: -1, firstCall: 0, calls: 0, flags: [], tools: .notRecorded)
    return TurnCase(
      turn: turn, fact: fact, calls: [], index: index, executions: executions, session: session, end: end,
      runtime: runtime, implemented: implemented, registrations: registrations, refusal: nil, blamed: [], following: nil
    )
  }

  /// What the call's request declared; where no request is recorded for it, the session's last word on that tool.
  func declaration(of call: ToolCall, in fact: TurnFact) -> ToolDeclaration? {
    if let declared = index.offers.declaration(call.name, in: fact.tools) { return declared }
    return fact.tools == .notRecorded ? index.offers.declaration(named: call.name) : nil
  }

  func result(of fact: CallFact, load: (Int) -> Turn?) -> LinkedResult? {
    guard fact.isAnswered, let turn = load(Int(fact.resultTurn)) else { return nil }
    let results = turn.message.results
    guard results.indices.contains(Int(fact.resultIndex)) else { return nil }
    return LinkedResult(
      turn: turn.index, index: Int(fact.resultIndex), how: fact.link.word, result: results[Int(fact.resultIndex)])
  }

  /// The log record of a call that no message answers, in the place of a result.
  func recorded(_ fact: CallFact) -> LinkedResult? {
    guard fact.record >= 0 else { return nil }
    let record = executions.records[Int(fact.record)]
    let result = ToolResult(callID: nil, name: record.function, content: record.returned, origin: record.origin)
    return LinkedResult(turn: Int(fact.turn), index: 0, how: "record", result: result)
  }

  private func callCase(
    _ call: ToolCall, fact turnFact: TurnFact, refused: Turn?, load: (Int) -> Turn?
  ) -> CallCase? {
    guard let place = index.call(call.key) else { return nil }
    let fact = index.calls[place]
    let received = ReceivedArguments(call.arguments)
    let arguments = received.object ?? ReceivedArguments.tolerated(call.arguments, runtime: runtime.id)
    let declaration = declaration(of: call, in: turnFact)
    let schema = declaration?.schema ?? implemented.first { $0.name == call.name }?.schema
    let linked = result(of: fact, load: load)
    let record = fact.record >= 0 ? executions.records[Int(fact.record)] : nil
    let failure = reading(of: linked) ?? complaint(of: linked, record: record, about: arguments)
    let isConfirmed =
      failure?.isConfirmed(
        name: call.name, isText: call.arguments.form == .text, received: received, arguments: arguments,
        declared: schema) ?? false
    let refusal = refusal(refused, of: call, resultTurn: linked?.turn)
    var fate = self.fate(
      fact, linked: linked, record: record, failure: failure, isConfirmed: isConfirmed)
    let isFailedByResult = fate.isFailed
    if !fate.isFailed, refusal?.namesCall == true { fate = .failed(.certain) }
    let judgement = schema.flatMap { schema in arguments.map { CompiledSchema(schema).judge($0) } }
    var callCase = CallCase(
      call: call, fact: fact, place: place, runtime: runtime, received: received, arguments: arguments,
      declaration: declaration, tools: turnFact.tools,
      implemented: implemented.first { $0.name == call.name },
      violations: judgement?.violations ?? [],
      result: linked, record: record, fate: fate, failure: failure, isConfirmed: isConfirmed,
      isFailedByResult: isFailedByResult,
      refusal: refusal,
      fixedBy: fate.isFailed || fate == .suspected ? index.laterSuccess(of: place) : nil)
    if let result = linked?.result, isFailedByResult || fate == .suspected {
      callCase.unfinished = UnfinishedRun.reading(of: result.content.bytes)
    }
    if let arguments {
      callCase.defects = ArgumentDefects(
        name: call.name, arguments: arguments, schema: schema, violations: callCase.violations,
        formats: judgement?.warnings ?? [], failure: failure, isConfirmed: isConfirmed, effect: callCase.effect
      ).found()
    }
    return callCase
  }

  /// Adds what the tolerant reading says of a call in which something is wrong: finer codes, and a repair.
  private func readingTolerantly(_ call: CallCase, isCutOff: Bool) -> CallCase {
    var call = call
    if case .none = call.received { return call }
    guard call.received.object == nil || !call.defects.isEmpty || call.hasDuplicates else { return call }
    let schema = call.declaration?.schema ?? call.implemented?.schema
    let report = Schemas.defects(
      of: call.call.arguments.bytes.bytes, DefectContext(tool: call.call.name, schema: schema, isCutOff: isCutOff))
    let whole = report.defects.first { $0.code == "B07" }
    for place in call.defects.indices {
      let fine = report.defects.first { $0.path == call.defects[place].path && $0.code.first != "A" }
      if let fine = fine ?? whole { call.defects[place].code = fine.code }
    }
    if let again = report.defects.first(where: { $0.code == "B06" }) { call.addRepeatedCall(again) }
    call.report = report
    return call
  }

  private func reading(of linked: LinkedResult?) -> FailureText? {
    guard let result = linked?.result else { return nil }
    if let exception = result.exception {
      return FailureTexts.reading(of: Array("\(exception.type): \(exception.message)".utf8))
        ?? .raised(
          type: exception.type, message: exception.message, traceback: exception.traceback.flatMap { Traceback($0) })
    }
    switch result.isError {
    case true?: return FailureTexts.readingOfError(result.content.bytes)
    case false?: return nil
    case nil: return FailureTexts.reading(of: result.content.bytes)
    }
  }

  /// A text that rejects an argument by name, where neither the format nor a record says what became of the call.
  private func complaint(
    of linked: LinkedResult?, record: ExecutionRecord?, about arguments: JSONValue?
  ) -> FailureText? {
    guard let result = linked?.result, result.isError == nil, record == nil, result.content.bytes.count <= 400,
      let arguments
    else { return nil }
    let text = result.content.text
    return Complaint.argument(in: text, of: arguments).map { _ in
      .raised(type: nil, message: FailureTexts.firstLine(text))
    }
  }

  private func refusal(_ refused: Turn?, of call: ToolCall, resultTurn: Int?) -> CallCase.Refusal? {
    guard let refused, case .rejected(let rejection)? = refused.modelCall?.outcome else { return nil }
    let told = refused.modelCall?.toldTurns ?? []
    return CallCase.Refusal(
      turn: refused.index, rejection: rejection,
      namesCall: Blame.names(call, resultTurn: resultTurn, in: rejection, told: told),
      isUnplaced: Blame.isUnplaced(rejection, told: told))
  }

  private func fate(
    _ fact: CallFact, linked: LinkedResult?, record: ExecutionRecord?, failure: FailureText?, isConfirmed: Bool
  ) -> Fate {
    if linked?.result.isError == true || linked?.result.exception != nil { return .failed(.certain) }
    if linked?.result.isError == false { return .ran }
    if record != nil {
      if case .notSerialisable? = failure { return .failed(.certain) }
      return .ran
    }
    guard linked != nil else { return .unanswered }
    if isConfirmed { return .failed(.certain) }
    if isMissingRecord(fact) { return .failed(.certain) }
    return failure == nil ? .answered : .suspected
  }

  /// A missing record proves that the function did not return, where the session records that function otherwise (in an
  /// event log: any tool of that agent).
  private func isMissingRecord(_ fact: CallFact) -> Bool {
    guard !executions.records.isEmpty, !fact.flags.contains(.history) else { return false }
    let name = index.names[fact.name]
    let isEventLog = runtime.id == "agentchat-0.7"
    let isRecorded =
      executions.recordedFunctions.contains(name)
      || isEventLog && executions.recordedAgents.contains(index.turns[Int(fact.turn)].agent)
    guard isRecorded else { return false }
    return !executions.hasUnlinked(near: fact, in: index)
  }
}

// MARK: What earlier turns say

extension CaseBuilder {
  /// At most this many turns are read again for one answer.
  private static let reach = 60

  /// A number or id of an answer that reports something as done, which no earlier turn has. Only where tools were offered
  /// and nothing was called since the question.
  private func claimedValue(in turn: Turn, fact: TurnFact, load: (Int) -> Turn?) -> String? {
    guard case .set = fact.tools, turn.index <= Self.reach else { return nil }
    let values = Claim.values(in: turn.message.text)
    guard !values.isEmpty else { return nil }
    let earlier = index.turns[..<turn.index]
    let question = earlier.lastIndex { $0.kind == .user && $0.flags.contains(.text) } ?? 0
    guard earlier[question...].allSatisfy({ $0.calls == 0 && !$0.flags.contains(.results) }) else { return nil }
    let known = (0..<turn.index).compactMap(load).map {
      String(decoding: $0.raw.bytes, as: UTF8.self) + $0.message.text
    }
    return values.first { value in !known.contains { $0.contains(value) } }
  }

  /// The last result, where another agent got it and this one's request has neither it nor anything after it.
  private func unforwardedResult(before turn: Turn, fact: TurnFact, load: (Int) -> Turn?) -> Turn? {
    guard fact.agent >= 0, let told = turn.modelCall?.toldTurns, !told.isEmpty, told.count <= Self.reach else {
      return nil
    }
    let earlier = index.turns[..<turn.index]
    guard let result = earlier.lastIndex(where: { $0.flags.contains(.results) }),
      let caller = earlier[..<result].lastIndex(where: { $0.calls > 0 }), earlier[caller].agent >= 0,
      earlier[caller].agent != fact.agent,
      !earlier[(result + 1)...].contains(where: { $0.kind == .user && $0.flags.contains(.text) }),
      told.allSatisfy({ $0 < result }), let lost = load(result), let text = lost.message.results.first?.content.text,
      text.count >= 8
    else { return nil }
    let isQuoted = told.compactMap(load).contains { $0.message.text.contains(text) }
    return isQuoted ? nil : lost
  }
}
