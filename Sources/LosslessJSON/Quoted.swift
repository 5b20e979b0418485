/// `text` as a JSON string, quotes included.
///
/// Beyond what JSON demands, whatever steers a terminal is escaped (DEL, C1, bidirectional marks, line separators): our JSON
/// may be printed on one, and a reader gets the same text.
package func quoted(_ text: String) -> String {
  var bytes: [UInt8] = []
  quote(text, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}

/// Appends what `quoted` gives.
func quote(_ text: String, to bytes: inout [UInt8]) {
  bytes.append(0x22)
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, UInt8(scalar.value)])
    case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
    case 0x0D: bytes.append(contentsOf: [0x5C, 0x72])
    case 0x09: bytes.append(contentsOf: [0x5C, 0x74])
    case 0x20...0x7E: bytes.append(UInt8(scalar.value))
    case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
      let digits = String(scalar.value, radix: 16)
      bytes.append(contentsOf: "\\u".utf8)
      bytes.append(contentsOf: repeatElement(0x30, count: 4 - digits.utf8.count))
      bytes.append(contentsOf: digits.utf8)
    default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
  bytes.append(0x22)
}
