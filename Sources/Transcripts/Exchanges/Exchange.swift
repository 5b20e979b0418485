import Conversation
import Dialects
import LosslessJSON

/// One model request and what came back, as a log holds it: what the tracer makes turns of.
struct Exchange: Sendable {
  /// The agent that asked, where the log names it.
  var agent: String?
  /// The messages that were sent, with their places.
  var messages: [(value: JSONValue, place: Place)] = []
  var answer: Answer
  /// The request's body; nil where the log lost it.
  var request: WirePlace?
  /// The answer's body; nil where there is none.
  var response: WirePlace?
  var isCached = false
  /// Further answers to the same request (`n` above 1): records that nothing goes on from.
  var alternatives: [Place] = []
  /// Names of the tools that the request offered; nil where the log does not say.
  var offered: [String]?

  /// The further choices of an answer's body that begins at byte `start` of a stored text.
  static func alternatives(in body: JSONValue?, start: Int, text: UInt32 = 0) -> [Place] {
    guard let choices = body?["choices"] else { return [] }
    return choices.elements.dropFirst().map { Place($0["message"] ?? $0, start: start, text: text) }
  }

  enum Answer: Sendable {
    /// The answer's message (or the answer's body where it has none), and its place.
    case message(MessageOutline, MessageDigest, Place)
    /// Refused; the place is the record that says so.
    case rejected(ModelCall.Rejection, Place)
    /// Nothing came back; the place is the request's.
    case pending(Place)
    /// The messages were not sent to a model: there is nothing to answer.
    case none
  }
}
