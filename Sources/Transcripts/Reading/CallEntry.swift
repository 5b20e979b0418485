import Conversation
import Dialects

/// The model request that a turn answers, as far as the turn list needs it: what it holds is read when the turn is.
struct CallEntry: Sendable {
  var turn: Int32 = -1
  /// The request's body; nil where only the answer is recorded.
  var request: WirePlace?
  /// The answer's body; nil while it is pending, or where it was lost.
  var response: WirePlace?
  /// Ranges of `Ledger.State.told`.
  var told: Range<Int> = 0..<0
  var outcome: Outcome = .fromResponse
  var isCached = false

  enum Outcome: Sendable {
    /// The answer's body says how it ended.
    case fromResponse
    case pending
    case rejected(ModelCall.Rejection)
  }

  var isRecorded: Bool { request != nil }
}

/// A body of a request or an answer: its place, its pointer in the record, and who reads it.
struct WirePlace: Sendable {
  var place: Place
  var pointer: String = ""
  var form: WireForm
}
