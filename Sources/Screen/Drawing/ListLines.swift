import Debugging

extension ListView {
  /// The lines in sight, the selected one marked.
  func styledLines(rows: Int) -> [[Span]] {
    lines.enumerated().dropFirst(top).prefix(rows).map { place, line in
      guard place == selected, line.target != nil else {
        return [Span("  ")] + line.pieces.map { Span($0.text, Style($0.meaning)) }
      }
      return [Span("▸ " + line.pieces.map(\.text).joined(), .selected)]
    }
  }

  /// How far down the list stands, for a title; nil where all of it is in sight.
  func progress(rows: Int) -> String? {
    let end = min(lines.count, top + rows)
    if top == 0 && end == lines.count { return nil }
    return end == lines.count ? "end" : "\(end * 100 / max(1, lines.count)) %"
  }
}
