import Conversation
import Dialects
import LosslessJSON

/// How the turns of one kind are read again: where their value stands in its record, in which form and dialect.
struct Reading: Sendable {
  /// What the stored bytes of a turn are.
  enum Form: Sendable {
    /// The message's JSON.
    case json
    /// A stream of chunks: the message is what they add up to.
    case stream
    /// Text without any form.
    case text
  }

  /// JSON Pointer from the record's root; `#` is the place's ordinal.
  var pointer: String
  var dialect: any MessageDialect
  var form = Form.json

  /// The message that the stored bytes stand for. Throws where they are not JSON and should be.
  func message(_ bytes: [UInt8], at origin: Origin, turn: Int) throws(JSONError) -> (Message, time: String?) {
    let place: Located
    switch form {
    case .json: place = Located(root: try Document(bytes).root, at: origin)
    case .stream:
      let answer = try Document(ChatStream.joined(bytes)).root
      place = Located(derived: answer["choices"]?[0]?["message"] ?? answer, from: origin)
    case .text:
      return (Message(role: .other, content: [.text(String(decoding: bytes, as: UTF8.self), origin)]), nil)
    }
    return (dialect.message(at: place, turn: turn), dialect.outline(of: place.value).time)
  }

  func pointer(_ ordinal: UInt32) -> String {
    guard let mark = pointer.firstIndex(of: "#") else { return pointer }
    return pointer[..<mark] + String(ordinal) + pointer[pointer.index(after: mark)...]
  }
}
