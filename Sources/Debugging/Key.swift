/// A key as a person presses it.
package enum Key: Sendable, Hashable {
  case character(Character)
  /// Ctrl and a lower-case letter.
  case control(Character)
  case enter, escape, tab, backTab, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown
}

/// A terminal's size in cells.
package struct Size: Sendable, Equatable {
  package var columns: Int
  package var rows: Int
  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}
