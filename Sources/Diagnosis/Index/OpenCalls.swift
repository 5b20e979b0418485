/// Calls that no result has answered yet, by every way in which a result may name its call.
struct OpenCalls: Sendable {
  private struct Entry {
    var call: Int
    var id: String?
    var name: Int32
    var turn: Int
  }
  private var byID: [String: [Int]] = [:]
  private var answeredByID: [String: Int] = [:]
  /// In order; bounded: a call that was never answered falls out after `limit` others.
  private var entries: [Entry] = []
  private static let limit = 4_096

  mutating func add(_ call: Int, id: String?, name: Int32, turn: Int) {
    entries.append(Entry(call: call, id: id, name: name, turn: turn))
    if let id { byID[id, default: []].append(call) }
    if entries.count > Self.limit { forget(entries[0].call) }
  }

  func answered(id: String) -> Int? { answeredByID[id] }

  /// The call that a result answers, and by what it was found: by id in the latest turn that has it (ids are reused; twice
  /// in one turn: in order), else by name from the nearest turn, else the first unanswered call of the nearest calling turn.
  mutating func take(id: String?, name: Int32?, turn: Int) -> (call: Int, how: CallFact.Link)? {
    if let id {
      if let call = newest(byID[id] ?? []) { return (taken(call, id: id), .id) }
      if answeredByID[id] != nil { return nil }
    }
    // Where both sides have ids and they differ, nothing links them.
    let candidates = entries.filter { $0.turn < turn && (id == nil || $0.id == nil) }
    guard let last = candidates.last else { return nil }
    if let name, let named = candidates.last(where: { $0.name == name }) {
      let first = candidates.first { $0.turn == named.turn && $0.name == name } ?? named
      return (taken(first.call, id: id), .nearest)
    }
    if name != nil, id == nil { return nil }
    let first = candidates.first { $0.turn == last.turn } ?? last
    return (taken(first.call, id: id), .order)
  }

  /// Of the open calls with one id: the first in the latest turn.
  private func newest(_ calls: [Int]) -> Int? {
    guard let last = calls.last, let turn = entries.last(where: { $0.call == last })?.turn else { return nil }
    return calls.first { call in entries.last { $0.call == call }?.turn == turn }
  }

  private mutating func taken(_ call: Int, id: String?) -> Int {
    if let id { answeredByID[id] = call }
    forget(call)
    return call
  }

  private mutating func forget(_ call: Int) {
    guard let place = entries.lastIndex(where: { $0.call == call }) else { return }
    let entry = entries.remove(at: place)
    guard let id = entry.id else { return }
    byID[id]?.removeAll { $0 == call }
    if byID[id]?.isEmpty == true { byID[id] = nil }
  }
}
