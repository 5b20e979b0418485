package import Conversation
package import Diagnosis
package import Schemas

/// Everything that can happen to the debugger.
package enum Event: Sendable {
  case key(Key)
  case mouse(Mouse)
  case resized(Size)
  /// What an editor of the person's own left of the arguments.
  case edited(String)
  /// A source has been opened; its index may still grow.
  case sessionOpened(Session)
  /// The session as far as it is indexed now (same id).
  case sessionGrew(Session)
  case sessionsFound([FoundSession])
  case rowsLoaded(SessionID, [TurnRow])
  case turnLoaded(SessionID, Turn)
  /// The bytes of a turn's model call; nil where they are not recorded.
  case wireLoaded(SessionID, turn: Int, request: RawText?, response: RawText?)
  case otherRecordsLoaded(SessionID, from: Int, [OtherRecord])
  case assumed(SessionID, AssumedRuntime)
  /// All findings of those turns (and of none, for an empty `turn`): they replace what was known of them.
  case found(SessionID, Range<Int>, [Finding])
  /// The three-way diff of a call of the loaded turn, and the link to its result.
  case callExamined(SessionID, CallKey, CallExamination)
  case toolsLoaded(source: String, [ImplementedTool])
  case runChanged(RunID, ToolRunUpdate)
  /// The run never came to an outcome: no source has the tool, or its host cannot start.
  case runFailed(RunID, Failure)
  case searchFinished(SessionID, pattern: String, turn: Int?)
  /// Something happened in the live program. `turn` is the turn that shows it, findings are those of that turn.
  case live(LiveEvent, turn: Int?, findings: [Finding])
  case programOutput(String)
  case programEnded(ProgramEnd)
  case failed(Failure)
  /// Ctrl-C, as a signal or a key.
  case interrupted
}
