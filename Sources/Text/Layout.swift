/// Breaks one segment into lines and draws them. Lives for one question to a `LineMap`.
struct Layout {
  let text: UnsafeBufferPointer<UInt8>
  let width: Int
  let wrap: LineMap.Wrap

  static let tabStop = 4

  var segments: Segments { Segments(text: text) }

  /// Cells of an atom that starts in a column: a tab goes to the next stop, at most to the edge.
  func cells(_ atom: Atom, in column: Int) -> Int {
    switch atom.kind {
    case .cluster, .escape: return atom.width
    case .newline: return 0
    case .tab:
      let stop = Self.tabStop - column % Self.tabStop
      if case .off = wrap { return stop }
      return column < width ? min(stop, width - column) : 1
    }
  }

  /// The end of the line that starts at `start`, inside a segment that ends at `limit`.
  func lineEnd(from start: Int, limit: Int) -> Int {
    if case .off = wrap { return limit }
    let text = UnsafeBufferPointer(rebasing: text[..<limit])
    var column = 0
    var at = start
    var afterWord: Int?
    while at < limit {
      let atom = Atom(text, at: at)
      if atom.kind == .newline { return atom.end }
      let cells = cells(atom, in: column)
      if column + cells > width, at > start {
        guard wrap == .words else { return at }
        return text[at] == 0x20 ? endOfBlanks(from: at, limit: limit) : afterWord ?? at
      }
      column += cells
      at = atom.end
      if wrap == .words, text[at - 1] == 0x20 || text[at - 1] == 0x09 || (atom.kind == .cluster && cells == 2) {
        afterWord = at
      }
    }
    return at
  }

  /// Blanks that do not fit hang over the edge unseen, with the newline behind them.
  private func endOfBlanks(from start: Int, limit: Int) -> Int {
    var at = start
    while at < limit, text[at] == 0x20 { at += 1 }
    return at < limit && text[at] == 0x0A ? at + 1 : at
  }

  func lineStart(at offset: Int) -> Int {
    var at = segments.start(at: offset)
    let limit = segments.end(after: at)
    while true {
      let end = lineEnd(from: at, limit: limit)
      if end > offset || end >= limit { return at }
      at = end
    }
  }

  /// At most `count` lines that end at `end`, where a line starts.
  func lineRanges(before end: Int, count: Int) -> [Range<Int>] {
    var reversed: [Range<Int>] = []
    var end = end
    while reversed.count < count, end > 0 {
      let start = segments.start(at: end - 1)
      let limit = segments.end(after: start)
      var ranges: [Range<Int>] = []
      var at = start
      while at < end {
        let next = lineEnd(from: at, limit: limit)
        ranges.append(at..<next)
        at = next
      }
      reversed.append(contentsOf: ranges.suffix(count - reversed.count).reversed())
      end = start
    }
    return reversed.reversed()
  }

  /// The line that holds these bytes, as it is shown.
  func line(_ range: Range<Int>) -> DisplayLine {
    let text = UnsafeBufferPointer(rebasing: text[..<range.upperBound])
    var first = 0
    if case .off(let column) = wrap { first = max(0, column) }
    var line = DisplayLine.Builder(window: first..<first + width)
    var column = 0
    var at = range.lowerBound
    while at < range.upperBound {
      let atom = Atom(text, at: at)
      guard atom.kind != .newline else { break }
      guard column < first + width else {
        line.isCutRight = wrap != .words
        break
      }
      let cells = cells(atom, in: column)
      line.append(text, atom, at: at, columns: column..<column + cells)
      column += cells
      at = atom.end
    }
    return line.finish(bytes: range, endsInNewline: text.last == 0x0A)
  }
}
