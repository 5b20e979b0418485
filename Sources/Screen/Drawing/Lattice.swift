import Debugging

/// The lines between panes, joined where they meet.
struct Lattice {
  private var rules: [Int: [Range<Int>]] = [:]
  private var fences: [Int: [Range<Int>]] = [:]

  init() {}

  init(_ layout: Layout) {
    for rule in layout.rules { rules[rule.row, default: []].append(rule.columns) }
    for fence in layout.fences { fences[fence.column, default: []].append(fence.rows) }
  }

  func spans(row: Int, columns: Range<Int>) -> [Span] {
    guard !columns.isEmpty else { return [] }
    let text = String(columns.map { character(row: row, column: $0) })
    return [Span(text, text.allSatisfy { $0 == " " } ? .plain : .title)]
  }

  private func hasRule(_ row: Int, _ column: Int) -> Bool { rules[row]?.contains { $0.contains(column) } ?? false }
  private func hasFence(_ row: Int, _ column: Int) -> Bool { fences[column]?.contains { $0.contains(row) } ?? false }

  private func character(row: Int, column: Int) -> Character {
    let rule = hasRule(row, column)
    let fence = hasFence(row, column)
    guard rule || fence else { return " " }
    let up = hasFence(row - 1, column)
    let down = fence && hasFence(row + 1, column)
    let left = hasRule(row, column - 1)
    let right = hasRule(row, column + 1)
    switch (up && (fence || rule), down, left, right) {
    case (true, true, true, true): return "┼"
    case (true, true, true, false): return "┤"
    case (true, true, false, true): return "├"
    case (false, true, true, true): return "┬"
    case (true, false, true, true): return "┴"
    case (false, true, false, true): return "┌"
    case (false, true, true, false): return "┐"
    case (true, false, false, true): return fence ? "├" : "└"
    case (true, false, true, false): return fence ? "┤" : "┘"
    default: return rule ? "─" : "│"
    }
  }
}
