/// Why bytes are not JSON, and where.
package struct JSONError: Error, Sendable, Equatable {
  /// What is wrong, for those who decide by it; `reason` says it in words.
  package enum Kind: Sendable, Equatable {
    /// No value stands where one is due, and none of the other cases says more. An empty text is this one too.
    case valueExpected
    case nameExpected
    case colonExpected
    /// Neither a comma nor the container's end follows a value.
    case separatorExpected
    case trailingComma
    /// A complete value, and then more.
    case extraData
    /// A string or name in single quotes, or in typographic ones.
    case singleQuotes, typographicQuotes
    case unquotedName
    /// `True`, `False`, `None`: Python's words.
    case pythonLiteral
    /// `NaN`, `Infinity`: some parsers take them, JSON does not have them.
    case notANumber
    /// A number in a form that JSON does not have: 007, +5, .5, 0x1F.
    case numberForm
    case comment
    case unterminatedString, rawControlCharacter, unknownEscape, badUnicodeEscape, notUTF8
    /// A backslash between tokens, as left by text that was escaped once too often.
    case backslashOutsideString
    /// A byte order mark, or text in UTF-16.
    case byteOrderMark
    case tooDeep, tooLong
  }

  package let kind: Kind
  /// The reason in words, such as "expected ',' or '}' after a member".
  package let reason: String
  /// Bytes before the place, from 0.
  package let offset: Int
  /// From 1.
  package let line: Int
  /// From 1, in characters (Unicode scalars), as Python's json counts.
  package let column: Int
  /// The bytes are the beginning of a JSON text: with more of them it could have been one.
  package let endsEarly: Bool

  package init(
    kind: Kind = .valueExpected, reason: String, offset: Int, line: Int, column: Int, endsEarly: Bool = false
  ) {
    self.kind = kind
    self.reason = reason
    self.offset = offset
    self.line = line
    self.column = column
    self.endsEarly = endsEarly
  }

  /// Counts line and column of a refusal. Cost: the bytes before it, once.
  init(_ refusal: Refusal, in text: UnsafeBufferPointer<UInt8>) {
    var line = 1
    var column = 1
    for byte in text[..<min(refusal.offset, text.count)] {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.init(
      kind: refusal.kind, reason: refusal.reason, offset: refusal.offset, line: line, column: column,
      endsEarly: refusal.endsEarly)
  }
}

/// An error before its line and column are counted.
struct Refusal: Error {
  var kind: JSONError.Kind
  var reason: String
  var offset: Int
  var endsEarly: Bool

  init(_ kind: JSONError.Kind, _ reason: String, at offset: Int, endsEarly: Bool = false) {
    self.kind = kind
    self.reason = reason
    self.offset = offset
    self.endsEarly = endsEarly
  }
}
