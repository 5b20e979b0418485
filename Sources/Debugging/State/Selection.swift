/// What the person looks at in a session.
package struct Selection: Sendable, Equatable {
  package var turn = 0
  /// Index of the call within the turn.
  package var call = 0
  /// The finding that was jumped to, as a place in the list of the why pane; nil before any jump in this turn.
  package var finding: Int?
  /// The row of the schema table under the cursor.
  package var schemaRow = 0

  package init() {}
}
