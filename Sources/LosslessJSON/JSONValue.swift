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

  package var double: Double? { kind == .number ? Double(rawText) : nil }

  /// The decoded text of a string. A lone surrogate becomes U+FFFD.
  package var string: String? {
    guard let bytes = decodedBytes else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The decoded bytes (UTF-8) of a string. A lone surrogate becomes U+FFFD.
  package var decodedBytes: [UInt8]? {
    guard kind == .string else { return nil }
    let inner = Int(token.start) + 1..<Int(token.end) - 1
    guard token.flags.contains(.escaped) else { return Array(document.bytes[inner]) }
    return decodeEscapes(document.bytes[inner])
  }

  /// Elements of an array, or members of an object.
  package var count: Int {
    switch kind {
    case .array: elements.reduce(0) { count, _ in count + 1 }
    case .object: members.reduce(0) { count, _ in count + 1 }
    default: 0
    }
  }

  /// The elements of an array in order; nothing for any other value. Cost: one step an element, none into it.
  package var elements: Elements { Elements(value: self) }

  /// The members of an object in the order written, duplicates included; nothing for any other value.
  package var members: Members { Members(value: self) }

  /// The member of that name; of several the last, as most readers take it.
  package subscript(name: String) -> JSONValue? {
    var found: JSONValue?
    for member in members where member.isNamed(name) { found = member.value }
    return found
  }

  /// The element at a place from 0.
  package subscript(place: Int) -> JSONValue? {
    var left = place
    for element in elements {
      if left == 0 { return element }
      left -= 1
    }
    return nil
  }

  /// A copy with an owner of its own that holds this value's bytes only. Ranges then count from the value's start.
  package func detached() -> JSONValue {
    let token = self.token
    let tape = document.tape[index..<Int(token.next)].map { old in
      Token(
        kind: old.kind, flags: old.flags, start: old.start - token.start, end: old.end - token.start,
        next: old.next - UInt32(index))
    }
    return JSONValue(document: Document(bytes: Array(rawBytes), tape: tape), index: 0)
  }
}

extension JSONValue: Equatable {
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    (left.document === right.document && left.index == right.index) || left.rawBytes.elementsEqual(right.rawBytes)
  }
}

/// A member of an object.
package struct JSONMember: Sendable {
  /// The name, a string value.
  package let name: JSONValue
  package let value: JSONValue

  /// Whether the decoded name is `text`. Costs no allocation where the name has no escapes.
  package func isNamed(_ text: String) -> Bool {
    if name.token.flags.contains(.escaped) { return name.string == text }
    return name.rawBytes.dropFirst().dropLast().elementsEqual(text.utf8)
  }

  /// The decoded name.
  package var key: String { name.string ?? "" }
}

/// The elements of an array.
package struct Elements: Sequence, Sendable {
  let value: JSONValue

  package func makeIterator() -> Iterator {
    let isArray = value.kind == .array
    return Iterator(document: value.document, at: value.index + 1, end: isArray ? Int(value.token.next) : 0)
  }

  package struct Iterator: IteratorProtocol {
    let document: Document
    var at: Int
    let end: Int

    package mutating func next() -> JSONValue? {
      guard at < end else { return nil }
      defer { at = Int(document.tape[at].next) }
      return JSONValue(document: document, index: at)
    }
  }
}

/// The members of an object.
package struct Members: Sequence, Sendable {
  let value: JSONValue

  package func makeIterator() -> Iterator {
    let isObject = value.kind == .object
    return Iterator(document: value.document, at: value.index + 1, end: isObject ? Int(value.token.next) : 0)
  }

  package struct Iterator: IteratorProtocol {
    let document: Document
    var at: Int
    let end: Int

    package mutating func next() -> JSONMember? {
      guard at < end else { return nil }
      let name = JSONValue(document: document, index: at)
      let value = JSONValue(document: document, index: at + 1)
      at = Int(document.tape[at + 1].next)
      return JSONMember(name: name, value: value)
    }
  }
}
