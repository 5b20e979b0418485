/// The byte scanner: one state machine over the text, no recursion, strict RFC 8259.
struct Scanner {
  let limits: Document.Limits

  /// The tape of one JSON text.
  mutating func scan(_ bytes: [UInt8]) throws(JSONError) -> [Token] {
    var tape: [Token] = []
    tape.reserveCapacity(bytes.count / 16 + 8)
    var failure: (reason: String, offset: Int)?
    bytes.withUnsafeBufferPointer { buffer in
      failure = run(buffer, &tape)
    }
    if let failure {
      throw Self.error(failure.reason, at: failure.offset, in: bytes)
    }
    return tape
  }

  /// The error with its line and column counted.
  static func error(_ reason: String, at offset: Int, in bytes: [UInt8]) -> JSONError {
    var line = 1
    var column = 1
    for byte in bytes[..<min(offset, bytes.count)] {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return JSONError(reason: reason, offset: offset, line: line, column: column)
  }

  private enum State { case value, firstElement, firstName, name, afterValue }

  private func run(_ text: UnsafeBufferPointer<UInt8>, _ tape: inout [Token]) -> (String, Int)? {
    let count = text.count
    guard count <= Int(UInt32.max) else { return ("the text is longer than 4 GiB", 0) }
    let none = UInt32.max
    var at = 0
    var open = none
    var depth = 0
    var state = State.value
    while true {
      while at < count, text[at] == 0x20 || text[at] == 0x0A || text[at] == 0x0D || text[at] == 0x09 { at += 1 }
      if state == .afterValue, open == none {
        return at == count ? nil : ("extra data after the value", at)
      }
      guard at < count else {
        return (Self.endReason(state, inObject: open != none && tape[Int(open)].kind == .object), at)
      }
      let byte = text[at]
      switch state {
      case .afterValue:
        let inObject = tape[Int(open)].kind == .object
        if byte == 0x2C {
          at += 1
          state = inObject ? .name : .value
          continue
        }
        if byte == (inObject ? 0x7D : 0x5D) {
          close(&open, &tape, at + 1)
          depth -= 1
          at += 1
          continue
        }
        return (inObject ? "expected ',' or '}' after a member" : "expected ',' or ']' after an element", at)
      case .firstName, .name:
        if byte == 0x7D, state == .firstName {
          close(&open, &tape, at + 1)
          depth -= 1
          at += 1
          state = .afterValue
          continue
        }
        guard byte == 0x22 else {
          if byte == 0x7D { return ("a trailing comma before '}'", at) }
          return ("expected a property name in double quotes", at)
        }
        if let failure = string(text, &at, &tape, isName: true) { return failure }
        while at < count, text[at] == 0x20 || text[at] == 0x0A || text[at] == 0x0D || text[at] == 0x09 { at += 1 }
        guard at < count, text[at] == 0x3A else { return ("expected ':' after a property name", at) }
        at += 1
        state = .value
      case .value, .firstElement:
        if byte == 0x5D, state == .firstElement {
          close(&open, &tape, at + 1)
          depth -= 1
          at += 1
          state = .afterValue
          continue
        }
        switch byte {
        case 0x7B, 0x5B:
          depth += 1
          guard depth <= limits.depth else { return ("nested deeper than \(limits.depth) levels", at) }
          tape.append(
            Token(kind: byte == 0x7B ? .object : .array, flags: [], start: UInt32(at), end: 0, next: open))
          open = UInt32(tape.count - 1)
          at += 1
          state = byte == 0x7B ? .firstName : .firstElement
          continue
        case 0x22:
          if let failure = string(text, &at, &tape, isName: false) { return failure }
        case 0x2D, 0x30...0x39:
          if let failure = number(text, &at, &tape) { return failure }
        case 0x74:
          if let failure = literal("true", .true, text, &at, &tape) { return failure }
        case 0x66:
          if let failure = literal("false", .false, text, &at, &tape) { return failure }
        case 0x6E:
          if let failure = literal("null", .null, text, &at, &tape) { return failure }
        case 0x5D where open != none && tape[Int(open)].kind == .array:
          return ("a trailing comma before ']'", at)
        default:
          return ("expected a value", at)
        }
        state = .afterValue
      }
    }
  }

  private static func endReason(_ state: State, inObject: Bool) -> String {
    switch state {
    case .value: "the text ends where a value is expected"
    case .firstElement: "the text ends inside an array"
    case .firstName, .name: "the text ends inside an object"
    case .afterValue: inObject ? "the text ends inside an object" : "the text ends inside an array"
    }
  }

  private func close(_ open: inout UInt32, _ tape: inout [Token], _ end: Int) {
    let index = Int(open)
    open = tape[index].next
    tape[index].end = UInt32(end)
    tape[index].next = UInt32(tape.count)
  }

  private func append(_ kind: JSONKind, _ flags: Token.Flags, _ start: Int, _ end: Int, _ tape: inout [Token]) {
    tape.append(
      Token(kind: kind, flags: flags, start: UInt32(start), end: UInt32(end), next: UInt32(tape.count + 1)))
  }

  private func literal(
    _ word: StaticString, _ kind: JSONKind, _ text: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ tape: inout [Token]
  ) -> (String, Int)? {
    let length = word.utf8CodeUnitCount
    for place in 0..<length where at + place >= text.count || text[at + place] != word.utf8Start[place] {
      return ("expected a value", at)
    }
    append(kind, [], at, at + length, &tape)
    at += length
    return nil
  }

  private func number(_ text: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ tape: inout [Token]) -> (String, Int)? {
    let start = at
    let count = text.count
    func isDigit(_ place: Int) -> Bool { place < count && text[place] >= 0x30 && text[place] <= 0x39 }
    if text[at] == 0x2D { at += 1 }
    guard isDigit(at) else { return ("expected a digit after '-'", at) }
    if text[at] == 0x30 {
      at += 1
      if isDigit(at) { return ("a number may not start with 0", start) }
    } else {
      while isDigit(at) { at += 1 }
    }
    if at < count, text[at] == 0x2E {
      at += 1
      guard isDigit(at) else { return ("expected a digit after '.'", at) }
      while isDigit(at) { at += 1 }
    }
    if at < count, text[at] | 0x20 == 0x65 {
      at += 1
      if at < count, text[at] == 0x2B || text[at] == 0x2D { at += 1 }
      guard isDigit(at) else { return ("expected a digit in the exponent", at) }
      while isDigit(at) { at += 1 }
    }
    append(.number, [], start, at, &tape)
    return nil
  }

  private func string(
    _ text: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ tape: inout [Token], isName: Bool
  ) -> (String, Int)? {
    let start = at
    let count = text.count
    var flags: Token.Flags = isName ? .name : []
    at += 1
    while at < count {
      let byte = text[at]
      if byte == 0x22 {
        at += 1
        append(.string, flags, start, at, &tape)
        return nil
      }
      if byte == 0x5C {
        flags.insert(.escaped)
        guard at + 1 < count else { return ("a string that does not end", start) }
        switch text[at + 1] {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: at += 2
        case 0x75:
          for place in at + 2..<at + 6 {
            guard place < count else { return ("a string that does not end", start) }
            guard hexValue(text[place]) != nil else { return ("expected four hexadecimal digits after \\u", at) }
          }
          at += 6
        default: return ("an unknown escape in a string", at)
        }
      } else if byte < 0x20 {
        return ("a raw control character in a string", at)
      } else if byte < 0x80 {
        at += 1
      } else {
        let length = utf8Length(text, at)
        guard length > 0 else { return ("bytes that are not UTF-8 in a string", at) }
        at += length
      }
    }
    return ("a string that does not end", start)
  }
}

/// The value of a hexadecimal digit.
func hexValue(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte - 0x30)
  case 0x41...0x46: UInt32(byte - 0x41 + 10)
  case 0x61...0x66: UInt32(byte - 0x61 + 10)
  default: nil
  }
}

/// Bytes of the well-formed UTF-8 sequence that starts at `at` (a byte of 0x80 or more), or 0.
func utf8Length(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
  func continues(_ place: Int, _ low: UInt8 = 0x80, _ high: UInt8 = 0xBF) -> Bool {
    place < text.count && text[place] >= low && text[place] <= high
  }
  switch text[at] {
  case 0xC2...0xDF: return continues(at + 1) ? 2 : 0
  case 0xE0: return continues(at + 1, 0xA0) && continues(at + 2) ? 3 : 0
  case 0xE1...0xEC, 0xEE, 0xEF: return continues(at + 1) && continues(at + 2) ? 3 : 0
  case 0xED: return continues(at + 1, 0x80, 0x9F) && continues(at + 2) ? 3 : 0
  case 0xF0: return continues(at + 1, 0x90) && continues(at + 2) && continues(at + 3) ? 4 : 0
  case 0xF1...0xF3: return continues(at + 1) && continues(at + 2) && continues(at + 3) ? 4 : 0
  case 0xF4: return continues(at + 1, 0x80, 0x8F) && continues(at + 2) && continues(at + 3) ? 4 : 0
  default: return 0
  }
}
