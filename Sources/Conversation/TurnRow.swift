/// What the turn list shows of a turn: loaded for the visible page, not for the session.
package struct TurnRow: Sendable, Equatable {
  package var index: Int
  /// At most 200 bytes of the turn's text, from the first 4 KiB of its content; control characters are still in it.
  package var summary: String
  /// Names of the called tools, in order (for a result turn: of the tools that answered).
  package var tools: [String]
  /// When, as the source writes it; nil where nothing says, or where the turn is too long to be read for a row.
  package var time: String?
  package init(index: Int, summary: String, tools: [String] = [], time: String? = nil) {
    self.index = index
    self.summary = summary
    self.tools = tools
    self.time = time
  }
}
