/// The byte after the string whose opening quote stands before `start`, or -1. Eight bytes at a time: most of what we read is
/// long strings, and this doubles the speed of the whole scanner.
@inline(__always)
func stringEnd(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ flags: inout Token.Flags) -> Int {
  var at = start
  while true {
    while at + 8 <= count {
      let word = UInt64(littleEndian: UnsafeRawPointer(bytes + at).loadUnaligned(as: UInt64.self))
      let special = specialBytes(word)
      if special != 0 {
        at += special.trailingZeroBitCount >> 3
        break
      }
      at += 8
    }
    guard at < count else { return -1 }
    let byte = bytes[at]
    if byte == 0x22 { return at + 1 }
    if byte == 0x5C {
      flags.insert(.escaped)
      guard at + 1 < count else { return -1 }
      switch bytes[at + 1] {
      case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: at += 2
      case 0x75:
        guard at + 6 <= count, hexValue(bytes[at + 2]) != nil, hexValue(bytes[at + 3]) != nil,
          hexValue(bytes[at + 4]) != nil, hexValue(bytes[at + 5]) != nil
        else { return -1 }
        at += 6
      default: return -1
      }
    } else if byte < 0x20 {
      return -1
    } else if byte < 0x80 {
      at += 1
    } else {
      repeat {
        let length = utf8Length(bytes, at, count)
        guard length > 0 else { return -1 }
        at += length
      } while at < count && bytes[at] >= 0x80
    }
  }
}

/// The top bit of each byte that ends plain string text: a quote, a backslash, a control character, or no ASCII. Only the
/// lowest one is exact, which is the one that counts.
@inline(__always)
private func specialBytes(_ word: UInt64) -> UInt64 {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let quotes = word ^ (ones &* 0x22)
  let backslashes = word ^ (ones &* 0x5C)
  return
    ((quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes | (word &- ones &* 0x20) & ~word | word)
    & (ones &* 0x80)
}

/// The byte after the number at `start`, or -1.
@inline(__always)
func numberEnd(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int {
  var at = start
  if bytes[at] == 0x2D { at += 1 }
  guard at < count else { return -1 }
  if bytes[at] == 0x30 {
    at += 1
    if at < count, isDigit(bytes[at]) { return -1 }
  } else {
    guard isDigit(bytes[at]) else { return -1 }
    at = skipDigits(bytes, at + 1, count)
  }
  guard at < count else { return at }
  if bytes[at] == 0x2E {
    guard at + 1 < count, isDigit(bytes[at + 1]) else { return -1 }
    at = skipDigits(bytes, at + 2, count)
    guard at < count else { return at }
  }
  if bytes[at] | 0x20 == 0x65 {
    at += 1
    if at < count, bytes[at] == 0x2B || bytes[at] == 0x2D { at += 1 }
    guard at < count, isDigit(bytes[at]) else { return -1 }
    at = skipDigits(bytes, at + 1, count)
  }
  return at
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }

@inline(__always)
private func skipDigits(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int {
  var at = start
  while at < count, isDigit(bytes[at]) { at += 1 }
  return at
}

/// The value of a hexadecimal digit.
@inline(__always)
func hexValue(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte - 0x30)
  case 0x41...0x46: UInt32(byte - 0x41 + 10)
  case 0x61...0x66: UInt32(byte - 0x61 + 10)
  default: nil
  }
}

/// Bytes of the well-formed UTF-8 sequence that starts at `at` (a byte of 0x80 or more), or 0.
@inline(__always)
func utf8Length(_ bytes: UnsafePointer<UInt8>, _ at: Int, _ count: Int) -> Int {
  @inline(__always) func continues(_ place: Int) -> Bool { place < count && bytes[place] & 0xC0 == 0x80 }
  let lead = bytes[at]
  if lead < 0xE0 { return lead >= 0xC2 && continues(at + 1) ? 2 : 0 }
  guard continues(at + 1), continues(at + 2) else { return 0 }
  let second = bytes[at + 1]
  if lead < 0xF0 {
    return (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ? 0 : 3
  }
  guard lead < 0xF5, continues(at + 3) else { return 0 }
  return (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F) ? 0 : 4
}
