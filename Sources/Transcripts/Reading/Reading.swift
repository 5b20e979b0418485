import Dialects

/// How the turns of one kind are read again: where their value stands in its record, and in which dialect.
struct Reading: Sendable {
  /// JSON Pointer from the record's root; `#` is the place's ordinal.
  var pointer: String
  var dialect: any MessageDialect

  func pointer(_ ordinal: UInt32) -> String {
    guard let mark = pointer.firstIndex(of: "#") else { return pointer }
    return pointer[..<mark] + String(ordinal) + pointer[pointer.index(after: mark)...]
  }
}
