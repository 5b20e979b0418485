import Debugging
import Text

/// Collects pieces of a picture by place, and joins them into lines that fill the screen to the cell.
struct Canvas {
  private struct Piece {
    var column: Int
    var columns: Int
    var spans: [Span]
  }

  let size: Size
  private var pieces: [[Piece]]
  private var lattice: Lattice

  init(size: Size) {
    self.size = size
    pieces = Array(repeating: [], count: max(0, size.rows))
    lattice = Lattice()
  }

  /// Puts a line of text into a place; it is cut or padded to fill it. Later pieces must not overlap earlier ones.
  mutating func put(_ spans: [Span], row: Int, column: Int, columns: Int) {
    guard pieces.indices.contains(row), columns > 0 else { return }
    pieces[row].append(Piece(column: column, columns: columns, spans: spans.fitted(columns)))
  }

  /// Fills a rectangle with lines; missing ones are blank.
  mutating func put(_ lines: [[Span]], in place: Rectangle) {
    for offset in 0..<max(0, place.rows) {
      put(
        offset < lines.count ? lines[offset] : [], row: place.row + offset, column: place.column, columns: place.columns
      )
    }
  }

  mutating func draw(_ layout: Layout) { lattice = Lattice(layout) }

  var lines: [[Span]] {
    pieces.enumerated().map { row, pieces in
      var spans: [Span] = []
      var column = 0
      for piece in pieces.sorted(by: { $0.column < $1.column }) where piece.column >= column {
        spans += lattice.spans(row: row, columns: column..<piece.column)
        spans += piece.spans
        column = piece.column + piece.columns
      }
      spans += lattice.spans(row: row, columns: column..<max(column, size.columns))
      return spans.joined
    }
  }
}

extension [Span] {
  /// Exactly so many cells: cut before a `…`, or padded with blanks in the last span's style. Whatever a span holds becomes
  /// harmless here.
  func fitted(_ columns: Int) -> [Span] {
    var spans: [Span] = []
    var free = columns
    for (place, span) in enumerated() where !span.text.isEmpty {
      guard free > 0 else { break }
      let isLast = self[(place + 1)...].allSatisfy(\.text.isEmpty)
      // A span that fills the line to its end says so only if something follows it.
      let text = cut(span.text, free)
      if !isLast && text.width == free && width(of: span.text) == free {
        spans.append(Span(cut(span.text + " ", free).text, span.style))
      } else {
        spans.append(Span(text.text, span.style))
      }
      free -= text.width
    }
    if free > 0 { spans.append(Span(String(repeating: " ", count: free), spans.last.map(\.style.ground) ?? .plain)) }
    return spans
  }

  /// Neighbours of one style become one span.
  var joined: [Span] {
    reduce(into: []) { spans, span in
      guard !span.text.isEmpty else { return }
      if let last = spans.last, last.style == span.style {
        spans[spans.count - 1].text += span.text
      } else {
        spans.append(span)
      }
    }
  }
}

extension Style {
  /// The style of the blanks behind a text.
  var ground: Style {
    switch self {
    case .selected, .selectedUnfocused, .header: self
    default: .plain
    }
  }
}
