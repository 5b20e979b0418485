import Conversation
import LosslessJSON

/// What pass 1 knows of a session: facts of turns and calls, links to results, the tools of each request. Memory: 24 bytes
/// a turn, 56 a call; declarations once each.
struct SessionIndex: Sendable {
  private(set) var turns: [TurnFact] = []
  var calls: [CallFact] = []
  private(set) var refusals: [RefusalFact] = []
  private(set) var orphans: [OrphanFact] = []
  private(set) var offers = Offers()
  private(set) var names = Names()
  var runtime = RuntimeEvidence()
  /// Calls whose arguments are text; the protocol of this session wants text then.
  private(set) var textArguments = 0
  private(set) var recordedRequests = 0
  private var open = OpenCalls()

  /// Takes the next turn. Turns come in order; a turn that was taken before is left out.
  mutating func add(_ turn: Turn) {
    guard turn.index >= turns.count else { return }
    while turns.count < turn.index { turns.append(Self.unknown) }
    var fact = TurnFact(
      kind: turn.kind, agent: turn.agent.map { names.intern($0) } ?? -1, firstCall: Int32(calls.count),
      calls: UInt16(clamping: turn.message.calls.count), flags: [], tools: .notRecorded)
    if turn.isHistory { fact.flags.insert(.history) }
    if !turn.message.results.isEmpty { fact.flags.insert(.results) }
    if turn.message.content.contains(where: { if case .text(let text, _) = $0 { !text.isEmpty } else { false } }) {
      fact.flags.insert(.text)
    }
    if let request = turn.modelCall {
      recordedRequests += request.tools == .notRecorded ? 0 : 1
      fact.flags.insert(.request)
      let known = offers.declarations.count
      fact.tools = offers.intern(request.tools, turn: turn.index)
      for declaration in offers.declarations[known...] { runtime.note(declaration) }
      switch request.outcome {
      case .rejected(let rejection):
        fact.flags.insert(.rejected)
        refusals.append(
          RefusalFact(
            turn: turn.index, agent: fact.agent, status: rejection.status,
            text: rejection.message.prefix(500) + " " + (rejection.param ?? "")))
      case .pending: fact.flags.insert(.pending)
      case .answered: break
      }
    }
    if turn.kind == .user { runtime.note(userMessage: turn.raw) }
    turns.append(fact)
    for call in turn.message.calls { add(call, of: turn) }
    for (place, result) in turn.message.results.enumerated() { link(result, at: place, of: turn) }
  }

  private static let unknown = TurnFact(
    kind: .unreadable, agent: -1, firstCall: 0, calls: 0, flags: [], tools: .notRecorded)

  private mutating func add(_ call: ToolCall, of turn: Turn) {
    var flags: CallFact.Flags = call.id == nil ? [] : .hasID
    if turn.isHistory { flags.insert(.history) }
    if call.arguments.form == .text { textArguments += 1 }
    let name = names.intern(call.name)
    open.add(calls.count, id: call.id, name: name, turn: turn.index)
    calls.append(
      CallFact(
        turn: Int32(turn.index), index: UInt16(clamping: call.key.index), link: .none, flags: flags, name: name,
        arguments: StableHash.ofArguments(call.arguments.bytes.bytes)))
  }

  private mutating func link(_ result: ToolResult, at place: Int, of turn: Turn) {
    let name = result.name.map { names.intern($0) }
    guard let (index, how) = open.take(id: result.callID, name: name, turn: turn.index) else {
      if let id = result.callID, let answered = open.answered(id: id) {
        calls[answered].flags.insert(.answeredTwice)
      } else {
        orphans.append(OrphanFact(turn: turn.index, index: place))
      }
      return
    }
    calls[index].link = how
    calls[index].resultTurn = Int32(turn.index)
    calls[index].resultIndex = UInt16(clamping: place)
    calls[index].resultHash = StableHash.of(result.content.bytes)
    let reading = FailureTexts.reading(of: result.content.bytes)
    if result.isError == true || (result.isError == nil && reading != nil) {
      calls[index].flags.insert(.looksFailed)
    }
    if result.isError == false { calls[index].flags.insert(.markedGood) }
    runtime.note(reading, content: result.content.bytes, tool: names[calls[index].name])
  }

  // MARK: Questions

  func call(_ key: CallKey) -> Int? {
    guard turns.indices.contains(key.turn) else { return nil }
    let fact = turns[key.turn]
    guard key.index < Int(fact.calls) else { return nil }
    return Int(fact.firstCall) + key.index
  }

  /// The next turn after `turn` in which the same agent (or any, where nobody is named) answered.
  func nextAnswer(after turn: Int) -> Int? {
    let agent = turns[turn].kind == .assistant || turns[turn].kind == .refusal ? turns[turn].agent : -1
    return turns.indices.dropFirst(turn + 1).first { place in
      turns[place].isAnswer && (agent < 0 || turns[place].agent < 0 || turns[place].agent == agent)
    }
  }

  /// The refused request that followed `turn` before the same agent was answered again.
  func refusal(after turn: Int) -> Int? {
    guard let next = refusals.first(where: { $0.turn > turn })?.turn else { return nil }
    if let answer = nextAnswer(after: turn), answer < next { return nil }
    return next
  }

  /// The program's end, where nothing was answered between a turn and it.
  func ending(after turn: Int) -> Int? {
    guard turns.last?.kind == .ended, nextAnswer(after: turn) == nil else { return nil }
    return turns.indices.dropFirst(turn + 1).first { turns[$0].kind == .ended }
  }

  /// Results of a turn that answer no call.
  func orphans(in turn: Int) -> ArraySlice<OrphanFact> {
    guard turns.indices.contains(turn), turns[turn].flags.contains(.results) else { return [] }
    guard let first = orphans.firstIndex(where: { $0.turn == turn }) else { return [] }
    return orphans[first...].prefix { $0.turn == turn }
  }

  /// A later call of the same tool whose result does not read like a failure.
  func laterSuccess(of index: Int) -> Int? {
    let fact = calls[index]
    for later in calls.dropFirst(index + 1).prefix(200) where later.name == fact.name && later.turn > fact.turn {
      if later.isAnswered || later.record >= 0, !later.flags.contains(.looksFailed) { return Int(later.turn) }
    }
    return nil
  }
}

/// Strings once each.
struct Names: Sendable {
  private var places: [String: Int32] = [:]
  private var all: [String] = []

  mutating func intern(_ name: String) -> Int32 {
    if let place = places[name] { return place }
    places[name] = Int32(all.count)
    all.append(name)
    return Int32(all.count - 1)
  }

  func place(of name: String) -> Int32? { places[name] }

  subscript(place: Int32) -> String { place >= 0 ? all[Int(place)] : "" }
}
