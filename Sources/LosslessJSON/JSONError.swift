/// Why bytes are not JSON, and where.
package struct JSONError: Error, Sendable, Equatable {
  /// The reason in words, such as "expected ',' or '}' after a member".
  package let reason: String
  /// Bytes before the place, from 0.
  package let offset: Int
  /// From 1.
  package let line: Int
  /// From 1, in characters (Unicode scalars), as Python's json counts.
  package let column: Int

  package init(reason: String, offset: Int, line: Int, column: Int) {
    self.reason = reason
    self.offset = offset
    self.line = line
    self.column = column
  }
}
