import Conversation
import Dialects
import LosslessJSON

/// A request's or an answer's body, found in a stored text: the value, where its document begins, and how its parts are
/// read again.
struct StoredBody {
  var value: JSONValue
  /// How an answer is written; a request is read alike in all forms.
  var form = WireForm.chatRequest
  /// The stored text's byte that the value's document begins at.
  var start = 0
  var text: UInt32 = 0
  /// The bytes of the body itself, where `value` was made of a stream.
  var stream: Range<Int>?
  /// The body's pointer in its record.
  var pointer = ""
  /// Reading of its messages (a request), or of its message (an answer).
  var inner: UInt16
  /// Reading of the body as a whole.
  var whole: UInt16
  /// Reading of a request's `system`, where the provider keeps it beside the messages.
  var system: UInt16?

  var place: Place {
    guard let stream else { return Place(value, start: start, text: text, reading: whole) }
    return Place(stream, text: text, reading: whole)
  }

  func place(of inner: JSONValue, ordinal: Int = 0) -> Place {
    guard let stream else { return Place(inner, start: start, text: text, ordinal: ordinal, reading: self.inner) }
    return Place(stream, text: text, ordinal: ordinal, reading: self.inner)
  }
}

extension Exchange {
  /// A request and its answer in OpenAI's or Anthropic's form. `record` is where both stand; `status` the answer's HTTP status, where known.
  init?(request: StoredBody?, response: StoredBody?, status: Int?, agent: String? = nil, record: Place, origin: Origin)
  {
    guard request != nil || response != nil else { return nil }
    answer = .pending(record)
    if let response {
      let located = Located(derived: response.value, from: origin)
      let message = response.form.message(in: response.value)
      if let status, status >= 400 {
        answer = .rejected(
          rejection(at: located, status: status)
            ?? ModelCall.Rejection(
              status: status, code: nil, message: response.value.string ?? response.value.rawText, param: nil,
              origin: origin), response.place)
      } else if message == nil, let rejection = rejection(at: located, status: status) {
        answer = .rejected(rejection, response.place)
      } else {
        let spoken = message ?? response.value
        let isBody = message == nil || response.form == .anthropicResponse
        answer = .message(
          response.form.dialect.outline(of: spoken), MessageDigest(of: spoken, role: "assistant"),
          isBody ? response.place : response.place(of: spoken))
      }
    }
    self.agent = agent
    if let request {
      if let system = request.value["system"], !system.isNull, let reading = request.system {
        messages.append((system, Place(system, start: request.start, text: request.text, reading: reading)))
      }
      messages += request.value.elements(at: "/messages").enumerated().map { ordinal, message in
        (message, request.place(of: message, ordinal: ordinal))
      }
    }
    self.request = request.map { WirePlace(place: $0.place, pointer: $0.pointer, form: .chatRequest) }
    self.response = response.map {
      WirePlace(place: $0.place, pointer: $0.pointer, form: $0.form)
    }
    if let response, response.stream == nil {
      alternatives = Self.alternatives(in: response.value, start: response.start, text: response.text)
    }
    offered = request.flatMap { WireForm.chatRequest.offered($0.value) }
  }
}
