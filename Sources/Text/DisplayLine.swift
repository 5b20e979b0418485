/// One line of a terminal: harmless text of at most the width asked for, and where each cell of it comes from.
package struct DisplayLine: Sendable, Equatable {
  /// The source's bytes that this line stands for, its newline included: lines lie side by side without a gap.
  package let bytes: Range<Int>
  package let text: String
  /// Cells that the text takes.
  package let width: Int
  /// Whether it ends in a newline of the source. Where not, it goes on below, or the source ends.
  package let endsInNewline: Bool
  /// Whether cells of it lie left or right of what is shown (nothing is wrapped).
  package let isCutLeft: Bool
  package let isCutRight: Bool
  let places: [Place]

  /// A cluster or escape: its bytes in the source, and where it starts in cells and in the text's UTF-8.
  struct Place: Sendable, Equatable {
    var bytes: Range<Int>
    var column: Int
    var text: Int
    var isEscape: Bool
  }

  /// A stretch of the line whose cells are all alike.
  package struct Part: Sendable, Equatable {
    package var text: String
    package var columns: Range<Int>
    /// Inside one of the ranges asked for.
    package var isMarked: Bool
    /// Ours, not the source's: `\e` for the byte 1B.
    package var isEscape: Bool

    package init(text: String, columns: Range<Int>, isMarked: Bool, isEscape: Bool) {
      self.text = text
      self.columns = columns
      self.isMarked = isMarked
      self.isEscape = isEscape
    }
  }

  /// The cells that stand for these bytes; empty where the range is, nil where none of it is on this line.
  package func columns(of range: Range<Int>) -> Range<Int>? {
    let isHere =
      range.isEmpty
      ? bytes.contains(range.lowerBound) || range.lowerBound == bytes.upperBound && !endsInNewline
      : range.overlaps(bytes)
    guard isHere else { return nil }
    let first = places.first { $0.bytes.upperBound > range.lowerBound }?.column ?? width
    let after = places.first { $0.bytes.lowerBound >= range.upperBound }?.column ?? width
    return first..<max(first, range.isEmpty ? first : after)
  }

  /// The line in stretches: marked where the source's bytes lie in one of the ranges, escapes apart.
  package func parts(marking ranges: [Range<Int>] = []) -> [Part] {
    var parts: [Part] = []
    let utf8 = Array(text.utf8)
    for (index, place) in places.enumerated() {
      let next = index + 1 < places.count ? places[index + 1] : nil
      let isMarked = ranges.contains { $0.overlaps(place.bytes) }
      let columnEnd = next?.column ?? width
      let piece = String(decoding: utf8[place.text..<(next?.text ?? utf8.count)], as: UTF8.self)
      if let last = parts.last, last.isMarked == isMarked, last.isEscape == place.isEscape {
        parts[parts.count - 1].text += piece
        parts[parts.count - 1].columns = last.columns.lowerBound..<columnEnd
      } else {
        parts.append(
          Part(text: piece, columns: place.column..<columnEnd, isMarked: isMarked, isEscape: place.isEscape))
      }
    }
    return parts
  }

  /// The source's byte that the cell in this column shows; nil right of the text.
  package func byte(atColumn column: Int) -> Int? {
    guard column < width else { return nil }
    return places.last { $0.column <= column }?.bytes.lowerBound
  }
}

extension DisplayLine {
  /// Collects what is shown of a line, cutting at both edges of the window.
  struct Builder {
    let window: Range<Int>
    var isCutRight = false
    private var shown: [UInt8] = []
    private var places: [Place] = []
    private var column = 0
    private var isCutLeft = false

    /// Shows these columns of the line.
    init(window: Range<Int>) {
      self.window = window
    }

    /// Adds the atom that starts at `at` and fills `columns` of the line; only what lies in the window is shown.
    mutating func append(_ text: UnsafeBufferPointer<UInt8>, _ atom: Atom, at: Int, columns: Range<Int>) {
      let seen = columns.clamped(to: window)
      if columns.lowerBound < window.lowerBound { isCutLeft = true }
      if columns.upperBound > window.upperBound { isCutRight = true }
      guard !seen.isEmpty else { return }
      places.append(Place(bytes: at..<atom.end, column: column, text: shown.count, isEscape: atom.kind == .escape))
      column += seen.count
      switch atom.kind {
      case .cluster where seen == columns:
        atom.write(text, from: at, to: &shown)
      case .escape:
        var whole: [UInt8] = []
        atom.write(text, from: at, to: &whole)
        shown.append(contentsOf: whole[seen.lowerBound - columns.lowerBound..<seen.upperBound - columns.lowerBound])
      case .cluster, .tab, .newline:
        shown.append(contentsOf: repeatElement(0x20, count: seen.count))
      }
    }

    func finish(bytes: Range<Int>, endsInNewline: Bool) -> DisplayLine {
      DisplayLine(
        bytes: bytes, text: String(decoding: shown, as: UTF8.self), width: column, endsInNewline: endsInNewline,
        isCutLeft: isCutLeft, isCutRight: isCutRight, places: places)
    }
  }
}
