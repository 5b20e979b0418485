package import Conversation

/// The rows of the turn list that are loaded: those of the visible page, and one page before and after.
package struct RowCache: Sendable, Equatable {
  private var rows: [Int: TurnRow] = [:]
  /// Rows that have been asked for and may still come.
  package var requested: Set<Int> = []

  package init() {}

  package subscript(turn: Int) -> TurnRow? { rows[turn] }

  /// Takes rows in; those that are no longer wanted go.
  package mutating func add(_ new: [TurnRow], keeping wanted: Set<Int>) {
    for row in new {
      rows[row.index] = row
      requested.remove(row.index)
    }
    guard rows.count > 2 * wanted.count + 64 else { return }
    rows = rows.filter { wanted.contains($0.key) }
    requested.formIntersection(wanted)
  }

  /// The wanted rows that are neither there nor asked for, as ranges; they count as asked for from now on.
  package mutating func request(_ wanted: [Int]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for turn in wanted where rows[turn] == nil && !requested.contains(turn) {
      if let last = ranges.last, last.upperBound == turn {
        ranges[ranges.count - 1] = last.lowerBound..<turn + 1
      } else {
        ranges.append(turn..<turn + 1)
      }
    }
    for range in ranges { requested.formUnion(range) }
    return ranges
  }
}
