package import Conversation
package import Schemas

/// What the panes show of one call beside the call itself.
package struct CallExamination: Sendable, Equatable {
  package var diff: SchemaDiff
  package var runtime: AssumedRuntime
  /// The declaration that the call is held against, where one is recorded.
  package var declaration: ToolDeclaration?
  /// The turn and place of its result, and how the link was made ("id", "order", "nearest", "position"; "record": a log
  /// record, in the call's own turn).
  package var result: LinkedResult?
  package init(
    diff: SchemaDiff, runtime: AssumedRuntime, declaration: ToolDeclaration? = nil, result: LinkedResult?
  ) {
    self.diff = diff
    self.runtime = runtime
    self.declaration = declaration
    self.result = result
  }
}

package struct LinkedResult: Sendable, Equatable {
  package var turn: Int
  package var index: Int
  package var how: String
  package var result: ToolResult
  package init(turn: Int, index: Int, how: String, result: ToolResult) {
    self.turn = turn
    self.index = index
    self.how = how
    self.result = result
  }
}
