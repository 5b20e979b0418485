/// One value of a document: a place, not a copy. Equal when the same JSON text stands there (bytes compared).
package struct JSONValue: Sendable {
  /// The owner of the bytes.
  package let document: Document
  let index: Int

  init(document: Document, index: Int) {
    self.document = document
    self.index = index
  }

  var token: Token { document.tape[index] }

  package var kind: JSONKind { token.kind }

  /// Where the value stands in the document's bytes; a string's range includes its quotes.
  package var range: Range<Int> { Int(token.start)..<Int(token.end) }

  /// The bytes as written.
  package var rawBytes: ArraySlice<UInt8> { document.bytes[range] }

  /// The text as written.
  package var rawText: String { String(decoding: rawBytes, as: UTF8.self) }

  package var isNull: Bool { kind == .null }

  package var bool: Bool? {
    switch kind {
    case .true: true
    case .false: false
    default: nil
    }
  }

  /// The number as it was written, such as "1.0" or "123456789012345678901234567890".
  package var numberLexeme: String? { kind == .number ? rawText : nil }

  /// The number, where it is written without fraction and exponent and fits.
  package var int: Int? { kind == .number ? Int(rawText) : nil }

  /// The nearest number that a Double holds; infinite beyond its range.
  package var double: Double? { kind == .number ? Double(rawText) : nil }

  /// Whether the value stands as a member's name.
  package var isName: Bool { token.flags.contains(.name) }

  /// A copy with an owner of its own that holds this value's bytes only. Ranges then count from the value's start.
  package func detached() -> JSONValue {
    let tape = Tape(copying: index..<Int(token.next), of: document.tape)
    return JSONValue(document: Document(bytes: Array(rawBytes), tape: tape), index: 0)
  }
}

extension JSONValue: Equatable {
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    (left.document === right.document && left.index == right.index)
      || left.range.count == right.range.count && left.rawBytes == right.rawBytes
  }
}
