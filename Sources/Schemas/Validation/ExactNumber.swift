/// A JSON number of any length, compared exactly: never through a floating-point value.
struct ExactNumber: Equatable {
  private let isNegative: Bool
  /// Significant digits without zeros at either end; empty for zero.
  private let digits: [UInt8]
  /// The value is 0.d₁d₂d₃… × 10^exponent.
  private let exponent: Int

  /// Reads a JSON number's lexeme; nil for anything else, and for exponents beyond any use.
  init?(_ lexeme: String) {
    var isNegative = false
    var digits: [UInt8] = []
    var point: Int?
    var power = 0
    var bytes = Array(lexeme.utf8)[...]
    if bytes.first == 0x2D {
      isNegative = true
      bytes = bytes.dropFirst()
    }
    guard let first = bytes.first, (0x30...0x39).contains(first) else { return nil }
    while let byte = bytes.popFirst() {
      switch byte {
      case 0x30...0x39: digits.append(byte - 0x30)
      case 0x2E where point == nil: point = digits.count
      case 0x45, 0x65:
        guard let written = Int(String(decoding: bytes, as: UTF8.self)), abs(written) < 1 << 40 else { return nil }
        power = written
        bytes = []
      default: return nil
      }
    }
    let zeros = digits.prefix { $0 == 0 }.count
    exponent = (point ?? digits.count) + power - zeros
    digits.removeFirst(zeros)
    while digits.last == 0 { digits.removeLast() }
    self.digits = digits
    self.isNegative = isNegative && !digits.isEmpty
  }

  init(_ count: Int) {
    isNegative = count < 0
    var digits: [UInt8] = []
    var rest = count.magnitude
    while rest > 0 {
      digits.insert(UInt8(rest % 10), at: 0)
      rest /= 10
    }
    exponent = digits.count
    while digits.last == 0 { digits.removeLast() }
    self.digits = digits
  }

  var isInteger: Bool { digits.isEmpty || exponent >= digits.count }

  static func == (left: ExactNumber, right: ExactNumber) -> Bool {
    left.digits == right.digits && left.isNegative == right.isNegative
      && (left.digits.isEmpty || left.exponent == right.exponent)
  }

  static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    let isSmaller = isNearerToZero(left, right)
    let isLarger = isNearerToZero(right, left)
    return left.isNegative ? isLarger : isSmaller
  }

  private static func isNearerToZero(_ left: ExactNumber, _ right: ExactNumber) -> Bool {
    if left.digits.isEmpty || right.digits.isEmpty { return left.digits.isEmpty && !right.digits.isEmpty }
    if left.exponent != right.exponent { return left.exponent < right.exponent }
    return left.digits.lexicographicallyPrecedes(right.digits)
  }
}
