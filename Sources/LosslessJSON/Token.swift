/// What a JSON value is.
package enum JSONKind: UInt8, Sendable {
  case null, `false`, `true`, number, string, array, object
}

/// One value on the tape: 16 bytes. `start ..< end` are its bytes in the document (a string's include the quotes), `next`
/// is the tape index after the value and everything in it. While a container is open, `next` holds its parent's index.
struct Token {
  var kind: JSONKind
  var flags: Flags
  var start: UInt32
  var end: UInt32
  var next: UInt32

  struct Flags: OptionSet {
    let rawValue: UInt8
    /// A string that holds a backslash: its text must be decoded.
    static let escaped = Flags(rawValue: 1)
    /// A string that stands as a member's name.
    static let name = Flags(rawValue: 2)
  }

  /// A token without others in it, to be written at `index`.
  @inline(__always)
  static func leaf(_ kind: JSONKind, _ flags: Flags, _ start: Int, _ end: Int, _ index: Int) -> Token {
    Token(
      kind: kind, flags: flags, start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
      next: UInt32(truncatingIfNeeded: index + 1))
  }
}
