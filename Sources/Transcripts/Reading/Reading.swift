import Conversation
import Dialects
import LosslessJSON

/// How the turns of one kind are read again: where their value stands in its record, and in which dialect.
struct Reading: Sendable {
  /// JSON Pointer from the record's root; `#` is the place's ordinal.
  var pointer: String
  var dialect: any MessageDialect
  /// The stored bytes are a stream of chunks, and the message is what they add up to.
  var isStream = false

  /// The value that the stored bytes stand for.
  func value(_ bytes: [UInt8], at origin: Origin) throws(JSONError) -> Located {
    guard isStream else { return Located(root: try Document(bytes).root, at: origin) }
    let answer = try Document(ChatStream.joined(bytes)).root
    return Located(derived: answer["choices"]?[0]?["message"] ?? answer, from: origin)
  }

  func pointer(_ ordinal: UInt32) -> String {
    guard let mark = pointer.firstIndex(of: "#") else { return pointer }
    return pointer[..<mark] + String(ordinal) + pointer[pointer.index(after: mark)...]
  }
}
