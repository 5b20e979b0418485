/// What the turn list shows of a turn: loaded for the visible page, not for the session.
package struct TurnRow: Sendable, Equatable {
  package var index: Int
  /// At most 200 bytes of the turn's text, from the first 4 KiB of its content; control characters are still in it.
  package var summary: String
  /// Names of the called tools, in order (for a result turn: of the tools that answered).
  package var tools: [String]
  package init(index: Int, summary: String, tools: [String] = []) {
    self.index = index
    self.summary = summary
    self.tools = tools
  }
}
