/// How something that must not reach a terminal is written instead, in ASCII.
enum Escape {
  /// A control character of one byte as C writes it (`\e`, `\n`, `\x07`); any other scalar as Swift does (`\u{202E}`).
  case ofScalar(UInt32)
  /// A byte that is no UTF-8: `\xFF`.
  case ofByte(UInt8)

  var width: Int {
    switch self {
    case .ofByte: 4
    case .ofScalar(let value):
      if Self.letter(value) != nil { 2 } else if value < 0x80 { 4 } else { 4 + Self.digits(value) }
    }
  }

  func write(to text: inout [UInt8]) {
    text.append(0x5C)
    switch self {
    case .ofByte(let byte): Self.write(byte: byte, to: &text)
    case .ofScalar(let value):
      if let letter = Self.letter(value) {
        text.append(letter)
      } else if value < 0x80 {
        Self.write(byte: UInt8(value), to: &text)
      } else {
        text.append(contentsOf: [0x75, 0x7B])
        for place in stride(from: Self.digits(value) - 1, through: 0, by: -1) {
          text.append(Self.digit(value >> UInt32(4 * place) & 0xF))
        }
        text.append(0x7D)
      }
    }
  }

  private static func write(byte: UInt8, to text: inout [UInt8]) {
    text.append(contentsOf: [0x78, digit(UInt32(byte >> 4)), digit(UInt32(byte & 0xF))])
  }

  private static func letter(_ value: UInt32) -> UInt8? {
    switch value {
    case 0x1B: 0x65
    case 0x0A: 0x6E
    case 0x0D: 0x72
    case 0x09: 0x74
    default: nil
    }
  }

  private static func digits(_ value: UInt32) -> Int { (32 - value.leadingZeroBitCount + 3) / 4 }

  private static func digit(_ value: UInt32) -> UInt8 { UInt8(value < 10 ? 0x30 + value : 0x41 + value - 10) }
}
