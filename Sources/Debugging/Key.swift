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

/// Something done with the mouse, and the cell that it was done at.
package struct Mouse: Sendable, Equatable {
  package enum Action: Sendable, Equatable {
    case press, wheelUp, wheelDown
  }
  package var action: Action
  package var column: Int
  package var row: Int

  package init(_ action: Action, column: Int, row: Int) {
    self.action = action
    self.column = column
    self.row = row
  }
}
