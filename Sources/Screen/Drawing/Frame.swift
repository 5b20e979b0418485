package import Debugging

/// A picture of the screen: one line a row, each a list of spans. Text in it is harmless and already fits.
package struct Frame: Sendable, Equatable {
  package var size: Size
  package var lines: [[Span]]
  /// Where the cursor stands (a prompt is open); hidden when nil.
  package var cursor: (column: Int, row: Int)? {
    get { cursorCell.map { ($0.column, $0.row) } }
    set { cursorCell = newValue.map { Cell(column: $0.column, row: $0.row) } }
  }
  private var cursorCell: Cell?

  private struct Cell: Sendable, Equatable {
    var column: Int
    var row: Int
  }

  package init(size: Size, lines: [[Span]]) {
    self.size = size
    self.lines = lines
  }

  /// The frame as text, without styles: one line a row, trailing blanks removed.
  package var text: String {
    lines.map { spans in
      var line = spans.map(\.text).joined()
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n") + "\n"
  }
}

/// Text in one style.
package struct Span: Sendable, Equatable {
  package var text: String
  package var style: Style
  package init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }
}

/// What a text means; a theme gives it a look. Meaning is never by colour alone.
package enum Style: String, Sendable, CaseIterable {
  case plain, dim, header, title, focusedTitle, selected, selectedUnfocused, error, warning, success, tool, name,
    string, number, literal, match, evidence, prompt, hint, notice
}
