/// A source that has been opened: its index grows while `index` runs, and turns are read when they are asked for.
/// Called from threads of the engine's own; every call may block on the disk.
package protocol TurnSource: AnyObject, Sendable {
  /// The session as far as it is indexed.
  var session: Session { get }
  /// Reads on until the source's end (a growing one: until what is there now), and posts what there is as it grows:
  /// early and often at first. Returns false from `post` to cancel.
  func index(_ post: (Session) -> Bool) throws(Failure)
  /// Rows for the list. Missing ones are left out.
  func rows(in range: Range<Int>) throws(Failure) -> [TurnRow]
  func turn(at index: Int) throws(Failure) -> Turn
  /// The stored bytes of a place that this source gave (a turn, a call, a request, an answer), exactly as they stand there.
  func window(of origin: Origin) throws(Failure) -> RawText
  /// Log records of executions, in order; what is indexed so far.
  var executions: [ExecutionRecord] { get }
  /// Registration facts that the source holds (live recordings); empty otherwise.
  var registrations: [RegisteredTool] { get }
  /// Records that are not turns, for `:records`: a kind and a place each.
  func otherRecords(in range: Range<Int>) throws(Failure) -> [OtherRecord]
}

/// A record that is not a turn.
package struct OtherRecord: Sendable, Equatable {
  /// What it is, such as "reply_func_executed" or "speaker selection".
  package var kind: String
  package var origin: Origin
  package var summary: String
  package init(kind: String, origin: Origin, summary: String) {
    self.kind = kind
    self.origin = origin
    self.summary = summary
  }
}
