/// The UTF-8 bytes that the inside of a JSON string stands for. The text has been scanned: its escapes are well formed.
func decodeEscapes(_ inner: ArraySlice<UInt8>) -> [UInt8] {
  var decoded: [UInt8] = []
  decoded.reserveCapacity(inner.count)
  var at = inner.startIndex
  while at < inner.endIndex {
    guard inner[at] == 0x5C, at + 1 < inner.endIndex else {
      decoded.append(inner[at])
      at += 1
      continue
    }
    switch inner[at + 1] {
    case 0x62: decoded.append(0x08)
    case 0x66: decoded.append(0x0C)
    case 0x6E: decoded.append(0x0A)
    case 0x72: decoded.append(0x0D)
    case 0x74: decoded.append(0x09)
    case 0x75:
      let (scalar, length) = escapedScalar(inner, at)
      decoded.append(contentsOf: Array(String(scalar).utf8))
      at += length
      continue
    case let other: decoded.append(other)
    }
    at += 2
  }
  return decoded
}

/// The scalar that `\uXXXX` at `at` stands for, with its pair where it is a surrogate, and the bytes it takes.
private func escapedScalar(_ inner: ArraySlice<UInt8>, _ at: Int) -> (Unicode.Scalar, Int) {
  func unit(_ place: Int) -> UInt32? {
    guard place + 6 <= inner.endIndex, inner[place] == 0x5C, inner[place + 1] == 0x75 else { return nil }
    var value: UInt32 = 0
    for digit in inner[place + 2..<place + 6] {
      guard let nibble = hexValue(digit) else { return nil }
      value = value << 4 | nibble
    }
    return value
  }
  let high = unit(at) ?? 0xFFFD
  if high & 0xFC00 == 0xD800, let low = unit(at + 6), low & 0xFC00 == 0xDC00 {
    let value = 0x10000 + (high & 0x3FF) << 10 + (low & 0x3FF)
    return (Unicode.Scalar(value) ?? "\u{FFFD}", 12)
  }
  return (Unicode.Scalar(high) ?? "\u{FFFD}", 6)
}
