package import Conversation

/// What the debugger asks of the world. Values, so that a test can compare them; they carry ids, never a session.
package enum Effect: Sendable, Equatable {
  case loadRows(SessionID, Range<Int>)
  /// The selected turn; one that is asked for later supersedes it.
  case loadTurn(SessionID, Int)
  /// Turns that a view shows beside the selected one, each answered by `turnLoaded`; none is superseded.
  case loadTurns(SessionID, [Int])
  /// The request and the answer of a turn's model call, as sent; answered by `wireLoaded`.
  case loadWire(SessionID, Int)
  case loadOtherRecords(SessionID, Range<Int>)
  /// Examine a call of a turn (three-way diff, result link): answered by `callExamined`.
  case examine(SessionID, CallKey)
  /// Looks at the turns after `from` (before it), then round the end until `from` itself.
  case search(SessionID, pattern: String, from: Int, forward: Bool)
  /// Runs a tool of the sources that were given; answered by `runChanged`, or `failed`.
  case run(ToolInvocation)
  case cancel(RunID)
  case resume(HeldID, Resumption)
  /// Looks for sessions on disk; answered by `sessionsFound`.
  case findSessions
  /// Opens a file; answered by `sessionOpened`, or `failed`.
  case open(String)
  /// Puts a text on the clipboard.
  case copy(String)
  /// Lends the terminal to a program of the person's own that shows or edits a text.
  case present(RawText, OutsideProgram)
  /// Mouse reports on or off: off, the terminal selects text itself.
  case useMouse(Bool)
  /// Back to the shell until the person continues us.
  case suspend
  case quit(Int32)
}
