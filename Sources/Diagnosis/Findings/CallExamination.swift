package import Conversation
package import Schemas

/// What the panes show of one call beside the call itself.
package struct CallExamination: Sendable, Equatable {
  package var diff: SchemaDiff
  package var runtime: AssumedRuntime
  /// The turn and place of its result, and how the link was made ("id", "order", "nearest", "position").
  package var result: LinkedResult?
  package init(diff: SchemaDiff, runtime: AssumedRuntime, result: LinkedResult?) {
    self.diff = diff
    self.runtime = runtime
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
