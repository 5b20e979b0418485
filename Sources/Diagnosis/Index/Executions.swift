import Conversation
import LosslessJSON

/// Log records of executions, and the calls they belong to.
struct Executions: Sendable {
  private(set) var records: [ExecutionRecord] = []
  /// Functions of which at least one record was linked.
  private(set) var recordedFunctions: Set<String> = []
  /// Agents (interned; -1 where nobody is named) that made a call to which a record was linked.
  private(set) var recordedAgents: Set<Int32> = []
  private var facts: [Fact] = []
  private var isLinked: [Bool] = []

  private struct Fact: Sendable {
    var arguments: UInt64
    var returned: [UInt64]
  }

  mutating func add(_ record: ExecutionRecord) {
    var returned = [StableHash.of(record.returned.bytes)]
    if let text = (try? Document(record.returned.bytes))?.root.decodedBytes { returned.append(StableHash.of(text)) }
    facts.append(Fact(arguments: StableHash.ofArguments(record.arguments.bytes), returned: returned))
    records.append(record)
  }

  /// Links every record to a call: a record lies between its call and the next request of that agent. Equal arguments
  /// first, then equal result text, then order (calls that do not read like a failure before those that do).
  mutating func link(_ index: inout SessionIndex) {
    isLinked = Array(repeating: false, count: records.count)
    recordedFunctions = []
    recordedAgents = []
    for place in index.calls.indices { index.calls[place].record = -1 }
    guard !records.isEmpty else { return }
    let byFunction = Dictionary(grouping: records.indices, by: { records[$0].function })
    let declared = Set(index.calls.indices.map { index.names[index.calls[$0].name] })
    let foreign = records.indices.filter { !declared.contains(records[$0].function) }
    let rounds: [(Bool, (CallFact, Fact) -> Bool)] = [
      (false, { call, record in call.arguments == record.arguments && record.returned.contains(call.resultHash) }),
      (false, { call, record in call.arguments == record.arguments }),
      (false, { call, record in call.isAnswered && record.returned.contains(call.resultHash) }),
      (false, { call, _ in !call.flags.contains(.looksFailed) }),
      (true, { call, record in record.returned.contains(call.resultHash) || call.arguments == record.arguments }),
    ]
    for (isForeign, fits) in rounds {
      for place in index.calls.indices where index.calls[place].record < 0 {
        let call = index.calls[place]
        guard !call.flags.contains(.history) else { continue }
        let candidates = isForeign ? foreign : byFunction[index.names[call.name]] ?? []
        let window = Self.window(of: call, in: index)
        guard
          let record = Self.first(
            in: candidates, window: window, records: records,
            where: { place in
              !isLinked[place] && fits(call, facts[place])
            })
        else { continue }
        index.calls[place].record = Int32(record)
        isLinked[record] = true
        recordedFunctions.insert(index.names[call.name])
        recordedAgents.insert(index.turns[Int(call.turn)].agent)
      }
    }
  }

  /// Records are in time order: `before` grows.
  private static func first(
    in candidates: some RandomAccessCollection<Int>, window: ClosedRange<Int>, records: [ExecutionRecord],
    where fits: (Int) -> Bool
  ) -> Int? {
    var rest = candidates[...]
    var count = rest.count
    while count > 0 {
      let middle = rest.index(rest.startIndex, offsetBy: count / 2)
      if records[rest[middle]].before < window.lowerBound {
        rest = rest[rest.index(after: middle)...]
        count -= count / 2 + 1
      } else {
        count /= 2
      }
    }
    for place in rest {
      guard records[place].before <= window.upperBound else { return nil }
      if fits(place) { return place }
    }
    return nil
  }

  /// Values of `before` that a record of this call may have.
  private static func window(of call: CallFact, in index: SessionIndex) -> ClosedRange<Int> {
    let turn = Int(call.turn)
    let end = call.isAnswered ? Int(call.resultTurn) : index.nextAnswer(after: turn) ?? index.turns.count
    return turn + 1...max(turn + 1, end)
  }

  /// A second record of a call that has one: no call took it, and function and arguments are the same.
  func repetition(of call: CallFact, in index: SessionIndex) -> ExecutionRecord? {
    guard call.record >= 0 else { return nil }
    let own = Int(call.record)
    let found = Self.first(in: records.indices, window: Self.window(of: call, in: index), records: records) { place in
      !isLinked[place] && records[place].function == records[own].function
        && facts[place].arguments == facts[own].arguments
    }
    return found.map { records[$0] }
  }

  /// Whether a record that no call took lies where this call's would.
  func hasUnlinked(near call: CallFact, in index: SessionIndex) -> Bool {
    let window = Self.window(of: call, in: index)
    let name = index.names[call.name]
    return Self.first(in: records.indices, window: window, records: records) { place in
      !isLinked[place] && (records[place].function == name || index.names.place(of: records[place].function) == nil)
    } != nil
  }
}
