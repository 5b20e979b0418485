extension JSONValue {
  /// The decoded text of a string. A lone surrogate becomes U+FFFD.
  package var string: String? {
    guard kind == .string else { return nil }
    guard hasEscapes else { return String(decoding: document.bytes[inside], as: UTF8.self) }
    return String(decoding: decodeEscapes(document.bytes, inside), as: UTF8.self)
  }

  /// The decoded bytes (UTF-8) of a string. A lone surrogate becomes U+FFFD.
  package var decodedBytes: [UInt8]? {
    guard kind == .string else { return nil }
    return hasEscapes ? decodeEscapes(document.bytes, inside) : Array(document.bytes[inside])
  }

  /// Whether a string holds a backslash, so that its text is not the bytes between its quotes.
  package var hasEscapes: Bool { token.flags.contains(.escaped) }

  /// Where the inside of a string stands: without its quotes.
  package var inside: Range<Int> { Int(token.start) + 1..<max(Int(token.start) + 1, Int(token.end) - 1) }

  /// Whether this is a string of that text. Costs no allocation where it is written without escapes.
  package func isString(_ text: String) -> Bool {
    guard kind == .string else { return false }
    guard !hasEscapes else { return string == text }
    let inside = inside
    let isEqual = text.utf8.withContiguousStorageIfAvailable { wanted in
      wanted.count == inside.count
        && document.bytes.withUnsafeBufferPointer { bytes in
          wanted.indices.allSatisfy { wanted[$0] == bytes[inside.lowerBound + $0] }
        }
    }
    return isEqual ?? document.bytes[inside].elementsEqual(text.utf8)
  }
}

/// The UTF-8 bytes that the inside of a JSON string stands for. The text has been scanned: its escapes are well formed.
func decodeEscapes(_ bytes: [UInt8], _ inside: Range<Int>) -> [UInt8] {
  var decoded: [UInt8] = []
  decoded.reserveCapacity(inside.count)
  bytes.withUnsafeBufferPointer { text in
    var at = inside.lowerBound
    while at < inside.upperBound {
      let start = at
      while at < inside.upperBound, text[at] != 0x5C { at += 1 }
      decoded.append(contentsOf: text[start..<at])
      guard at < inside.upperBound else { break }
      let escape = DecodedEscape(text, at, before: inside.upperBound)
      escape.append(to: &decoded)
      at += escape.length
    }
  }
  return decoded
}

/// One escape of a string: the scalar it stands for and the bytes it takes (twelve for a surrogate pair).
struct DecodedEscape {
  let scalar: Unicode.Scalar
  let length: Int

  /// Reads the escape whose backslash stands at `at`, in a string that ends at `end`.
  init(_ text: UnsafeBufferPointer<UInt8>, _ at: Int, before end: Int) {
    let letter = text[at + 1]
    guard letter == 0x75 else {
      length = 2
      scalar =
        switch letter {
        case 0x62: "\u{8}"
        case 0x66: "\u{C}"
        case 0x6E: "\n"
        case 0x72: "\r"
        case 0x74: "\t"
        default: Unicode.Scalar(letter)
        }
      return
    }
    func unit(_ place: Int) -> UInt32? {
      guard place + 6 <= end, text[place] == 0x5C, text[place + 1] == 0x75 else { return nil }
      return (2..<6).reduce(0) { $0 << 4 | (hexValue(text[place + $1]) ?? 0) }
    }
    let high = unit(at) ?? 0xFFFD
    if high & 0xFC00 == 0xD800, let low = unit(at + 6), low & 0xFC00 == 0xDC00 {
      scalar = Unicode.Scalar(0x10000 + (high & 0x3FF) << 10 + (low & 0x3FF)) ?? "\u{FFFD}"
      length = 12
    } else {
      scalar = Unicode.Scalar(high) ?? "\u{FFFD}"
      length = 6
    }
  }

  /// Bytes of the scalar's UTF-8.
  var decodedLength: Int { UTF8.width(scalar) }

  func append(to bytes: inout [UInt8]) {
    if scalar.isASCII {
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}
