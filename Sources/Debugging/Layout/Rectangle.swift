/// A place on the screen, in cells.
package struct Rectangle: Sendable, Equatable {
  package var column: Int
  package var row: Int
  package var columns: Int
  package var rows: Int

  package init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = columns
    self.rows = rows
  }

  /// One past the last.
  package var endColumn: Int { column + columns }
  package var endRow: Int { row + rows }
}
