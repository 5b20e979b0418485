package import Diagnosis

/// The findings of a session, by turn. Replacing those of a range costs the range, not the session.
package struct FindingIndex: Sendable, Equatable {
  /// Findings without a turn.
  package private(set) var ofSession: [Finding] = []
  private var byTurn: [Int: [Finding]] = [:]
  /// Turns with a top finding of warning or worse, ascending.
  package private(set) var notable: [Int] = []
  /// Calls with a top finding of severity error.
  package private(set) var failedCalls = 0
  /// Calls whose worst top finding is a warning.
  package private(set) var warnedCalls = 0
  /// Top findings of warning or worse that belong to no call; those of the session as a whole are not among them.
  package private(set) var besideCalls = 0
  /// Turns whose findings are known, as ascending ranges that do not touch.
  private var known: [Range<Int>] = []

  package init() {}

  package subscript(turn: Int) -> [Finding] { byTurn[turn] ?? [] }

  package func isKnown(_ turn: Int) -> Bool {
    let place = known.partition { $0.upperBound > turn }
    return place < known.count && known[place].contains(turn)
  }

  /// Findings that hang under no other, warning or worse, in the order of their calls.
  package func top(_ turn: Int) -> [Finding] {
    self[turn].filter { $0.causes.isEmpty && $0.severity >= .warning }
  }

  /// The worst severity among the top findings of a turn.
  package func worst(_ turn: Int) -> Severity? {
    top(turn).map(\.severity).max()
  }

  /// The next turn after (or before) a turn that has a top finding of warning or worse.
  package func notable(after turn: Int) -> Int? {
    let place = notable.partition { $0 > turn }
    return place < notable.count ? notable[place] : nil
  }

  package func notable(before turn: Int) -> Int? {
    let place = notable.partition { $0 >= turn }
    return place > 0 ? notable[place - 1] : nil
  }

  /// Every finding: those of the session, then those of its turns in order.
  var all: [Finding] { ofSession + byTurn.sorted { $0.key < $1.key }.flatMap(\.value) }

  /// The next finding of a rule in a later turn, round the end.
  func next(of rule: String, after turn: Int) -> Finding? {
    let found = all.filter { $0.rule == rule && $0.turn != nil }
    return found.first { $0.turn ?? 0 > turn } ?? found.first
  }

  /// `findings` are all there are of these turns; those without a turn replace the session's when the range is empty.
  package mutating func replace(_ turns: Range<Int>, with findings: [Finding]) {
    if turns.isEmpty { ofSession = findings.filter { $0.turn == nil } }
    let low = notable.partition { $0 >= turns.lowerBound }
    let high = notable.partition { $0 >= turns.upperBound }
    if byTurn.count < turns.count {
      for turn in byTurn.keys where turns.contains(turn) { drop(turn) }
    } else {
      for turn in turns { drop(turn) }
    }
    for finding in findings {
      guard let turn = finding.turn, turns.contains(turn) else { continue }
      byTurn[turn, default: []].append(finding)
    }
    let turnsWithFindings = Set(findings.compactMap(\.turn)).filter { turns.contains($0) }
    let fresh = turnsWithFindings.filter { !top($0).isEmpty }.sorted()
    for turn in turnsWithFindings { count(turn, 1) }
    notable.replaceSubrange(low..<high, with: fresh)
    learn(turns)
  }

  private mutating func drop(_ turn: Int) {
    count(turn, -1)
    byTurn[turn] = nil
  }

  /// Adds a turn's part to the totals, or takes it away again.
  private mutating func count(_ turn: Int, _ sign: Int) {
    let top = top(turn)
    let failed = Set(top.filter { $0.severity == .error }.compactMap { $0.call?.index })
    let warned = Set(top.compactMap { $0.call?.index }).subtracting(failed)
    failedCalls += sign * failed.count
    warnedCalls += sign * warned.count
    besideCalls += sign * top.count { $0.call == nil }
  }

  private mutating func learn(_ turns: Range<Int>) {
    guard !turns.isEmpty else { return }
    let low = known.partition { $0.upperBound >= turns.lowerBound }
    let high = known.partition { $0.lowerBound > turns.upperBound }
    var merged = turns
    for range in known[low..<high] {
      merged = min(merged.lowerBound, range.lowerBound)..<max(merged.upperBound, range.upperBound)
    }
    known.replaceSubrange(low..<high, with: [merged])
  }
}

extension Array {
  /// The first place whose element satisfies a condition that, once true, stays true (binary search).
  func partition(_ condition: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
