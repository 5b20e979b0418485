/// The words for what the scanner refused, found by looking at the place again. Places are those of Python's json
/// (but a string that ends right behind `\uXXXX` is unterminated, as everywhere; its C scanner blames the escape).
extension Scanner {
  private func byte(_ at: Int) -> UInt8? { at >= 0 && at < text.count ? text[at] : nil }

  private func stands(_ word: StaticString, at place: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard place + length <= text.count else { return false }
    return (0..<length).allSatisfy { text[place + $0] == word.utf8Start[$0] }
  }

  /// No value starts at `at`.
  func valueRefusal(_ at: Int, start: Int, closesArray: Bool) -> Refusal {
    guard let byte = byte(at) else {
      return Refusal(.valueExpected, "the text ends where a value is expected", at: at, endsEarly: true)
    }
    if let refusal = markRefusal(at, isFirst: at == start) ?? habitRefusal(at, in: "a value") { return refusal }
    for word in ["true", "false", "null"] as [StaticString] where isBegun(word, at: at) {
      return Refusal(.valueExpected, "the text ends inside '\(word)'", at: at, endsEarly: true)
    }
    for word in ["True", "False", "None"] as [StaticString] where stands(word, at: at) {
      return Refusal(.pythonLiteral, "'\(word)' is Python, not JSON", at: at)
    }
    for word in ["NaN", "Infinity"] as [StaticString] where stands(word, at: at) {
      return Refusal(.notANumber, "JSON has no '\(word)'", at: at)
    }
    switch byte {
    case 0x5D where closesArray: return Refusal(.trailingComma, "a trailing comma before ']'", at: at)
    case 0x2B: return Refusal(.numberForm, "a number may not start with '+'", at: at)
    case 0x2E: return Refusal(.numberForm, "a number may not start with '.'", at: at)
    default: return Refusal(.valueExpected, "expected a value", at: at)
    }
  }

  /// No name in double quotes starts at `at`.
  func nameRefusal(_ at: Int, afterComma: Bool) -> Refusal {
    guard let byte = byte(at) else {
      return Refusal(.nameExpected, "the text ends inside an object", at: at, endsEarly: true)
    }
    if byte == 0x7D, afterComma { return Refusal(.trailingComma, "a trailing comma before '}'", at: at) }
    if let refusal = habitRefusal(at, in: "a property name") { return refusal }
    let isLetter = (0x41...0x5A).contains(byte & ~0x20) || byte == 0x5F || byte == 0x24
    return Refusal(
      isLetter ? .unquotedName : .nameExpected, "expected a property name in double quotes", at: at)
  }

  /// No colon stands at `at`, behind a name.
  func colonRefusal(_ at: Int) -> Refusal {
    guard at < text.count else {
      return Refusal(.colonExpected, "the text ends after a property name", at: at, endsEarly: true)
    }
    return habitRefusal(at, in: nil) ?? Refusal(.colonExpected, "expected ':' after a property name", at: at)
  }

  /// Neither a comma nor the end stands at `at`, behind a value in a container.
  func separatorRefusal(_ at: Int, inObject: Bool) -> Refusal {
    guard at < text.count else {
      let reason = inObject ? "the text ends inside an object" : "the text ends inside an array"
      return Refusal(.separatorExpected, reason, at: at, endsEarly: true)
    }
    return formRefusal(at) ?? habitRefusal(at, in: nil)
      ?? Refusal(
        .separatorExpected,
        inObject ? "expected ',' or '}' after a member" : "expected ',' or ']' after an element", at: at)
  }

  func depthRefusal(_ at: Int) -> Refusal {
    Refusal(.tooDeep, "nested deeper than \(limits.depth) levels", at: at)
  }

  func extraDataRefusal(_ at: Int) -> Refusal {
    formRefusal(at) ?? Refusal(.extraData, "extra data after the value", at: at)
  }

  /// The number at `start` breaks off or goes on where it may not.
  func numberRefusal(from start: Int) -> Refusal {
    var at = start
    if byte(at) == 0x2D {
      at += 1
      guard let digit = byte(at), isDigit(digit) else {
        if stands("Infinity", at: at) { return Refusal(.notANumber, "JSON has no '-Infinity'", at: start) }
        return Refusal(.numberForm, "expected a digit after '-'", at: start, endsEarly: at == text.count)
      }
    }
    if byte(at) == 0x30, let next = byte(at + 1), isDigit(next) {
      return Refusal(.numberForm, "a number may not start with 0", at: at + 1)
    }
    while let digit = byte(at), isDigit(digit) { at += 1 }
    var place = at
    if byte(at) == 0x2E {
      at += 1
      guard let digit = byte(at), isDigit(digit) else {
        return Refusal(.numberForm, "expected a digit after '.'", at: place, endsEarly: at == text.count)
      }
      while let digit = byte(at), isDigit(digit) { at += 1 }
      place = at
    }
    at += 1
    if byte(at) == 0x2B || byte(at) == 0x2D { at += 1 }
    return Refusal(.numberForm, "expected a digit in the exponent", at: place, endsEarly: at == text.count)
  }

  /// The string whose opening quote stands at `start` has a fault, or no end.
  func stringRefusal(from start: Int) -> Refusal {
    var at = start + 1
    while let byte = byte(at), byte != 0x22 {
      if byte == 0x5C {
        guard let letter = self.byte(at + 1) else { break }
        switch letter {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: at += 2
        case 0x75:
          for place in at + 2..<at + 6 {
            guard let digit = self.byte(place), hexValue(digit) != nil else {
              let reason = "expected four hexadecimal digits after \\u"
              return Refusal(.badUnicodeEscape, reason, at: at + 1, endsEarly: place >= text.count)
            }
          }
          at += 6
        default:
          let name = letter > 0x20 && letter < 0x7F ? "'\\\(Unicode.Scalar(letter))'" : "a backslash"
          return Refusal(.unknownEscape, "\(name) is no escape of JSON", at: at)
        }
      } else if byte < 0x20 {
        return Refusal(.rawControlCharacter, "a raw \(Self.name(of: byte)) in a string", at: at)
      } else if byte < 0x80 {
        at += 1
      } else {
        guard let bytes = text.baseAddress else { break }
        let length = utf8Length(bytes, at, text.count)
        guard length > 0 else {
          let rest = text[at...].prefix(4)
          let isCut = at + rest.count == text.count && rest.count < 4 && Self.isBegun(scalar: rest)
          return Refusal(.notUTF8, "bytes that are not UTF-8 in a string", at: at, endsEarly: isCut)
        }
        at += length
      }
    }
    return Refusal(.unterminatedString, "a string that does not end", at: start, endsEarly: true)
  }

  private static func name(of control: UInt8) -> String {
    switch control {
    case 0x0A: "line break"
    case 0x0D: "carriage return"
    case 0x09: "tab"
    default: "control character"
    }
  }

  /// Whether these bytes, the last of a text, are the beginning of a scalar's UTF-8.
  private static func isBegun(scalar bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    for filler in [0x80, 0xBF] as [UInt8] {
      let whole = Array(bytes) + [filler, filler, filler]
      let length = whole.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { utf8Length($0, 0, buffer.count) } ?? 0
      }
      if length > bytes.count { return true }
    }
    return false
  }

  private func isBegun(_ word: StaticString, at place: Int) -> Bool {
    let rest = text.count - place
    return rest < word.utf8CodeUnitCount && (0..<rest).allSatisfy { text[place + $0] == word.utf8Start[$0] }
  }

  /// A byte order mark, which only counts as the first thing.
  private func markRefusal(_ at: Int, isFirst: Bool) -> Refusal? {
    guard isFirst else { return nil }
    if stands("\u{FEFF}", at: at) {
      return Refusal(.byteOrderMark, "a byte order mark (U+FEFF) before the value", at: at)
    }
    let isUTF16 = (byte(at) == 0xFF && byte(at + 1) == 0xFE) || (byte(at) == 0xFE && byte(at + 1) == 0xFF)
    return isUTF16 ? Refusal(.byteOrderMark, "UTF-16 (by its byte order mark), JSON is UTF-8", at: at) : nil
  }

  /// What other languages allow where JSON wants `place` (nil: a separator).
  private func habitRefusal(_ at: Int, in place: String?) -> Refusal? {
    switch byte(at) {
    case 0x23: return Refusal(.comment, "a comment: JSON has none", at: at)
    case 0x2F where byte(at + 1) == 0x2F || byte(at + 1) == 0x2A:
      return Refusal(.comment, "a comment: JSON has none", at: at)
    case 0x5C: return Refusal(.backslashOutsideString, "a backslash outside a string", at: at)
    case 0x27:
      guard let place else { return nil }
      return Refusal(.singleQuotes, "single quotes around \(place): JSON has double quotes only", at: at)
    default:
      let isCurly = ["\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}"].contains { stands($0, at: at) }
      guard let place, isCurly else { return nil }
      return Refusal(.typographicQuotes, "typographic quotes around \(place): JSON has \" only", at: at)
    }
  }

  /// A number in a form that JSON does not have, which goes on at `at`: 0x1F, 1_000.
  private func formRefusal(_ at: Int) -> Refusal? {
    guard let before = byte(at - 1), isDigit(before), let byte = byte(at) else { return nil }
    guard byte == 0x5F || (before == 0x30 && byte | 0x20 == 0x78) else { return nil }
    return Refusal(.numberForm, "a number in a form that JSON does not have", at: at)
  }
}
