/// A JSON number of any length, compared exactly: never through a floating-point value.
struct ExactNumber: Hashable, CustomStringConvertible {
  private let isNegative: Bool
  /// Significant digits without zeros at either end; empty for zero.
  private let digits: [UInt8]
  /// The value is 0.d₁d₂d₃… × 10^exponent; 0 for zero.
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
    let whole = point ?? digits.count
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    while digits.last == 0 { digits.removeLast() }
    exponent = digits.isEmpty ? 0 : whole + power - zeros
    self.digits = digits
    self.isNegative = isNegative && !digits.isEmpty
  }

  init(_ count: Int) {
    isNegative = count < 0
    var digits: [UInt8] = []
    var rest = count.magnitude
    while rest > 0 {
      digits.append(UInt8(rest % 10))
      rest /= 10
    }
    digits.reverse()
    exponent = digits.count
    while digits.last == 0 { digits.removeLast() }
    self.digits = digits
  }

  var isInteger: Bool { digits.isEmpty || exponent >= digits.count }
  var isPositive: Bool { !digits.isEmpty && !isNegative }

  /// One text a value.
  var canonical: [UInt8] {
    (isNegative ? [0x2D] : []) + digits.map { $0 + 0x30 } + [0x65] + Array(String(exponent).utf8)
  }

  /// A whole number of up to 30 digits as people write it; else in powers of ten.
  var description: String {
    guard isInteger, exponent <= 30 else { return String(decoding: canonical, as: UTF8.self) }
    let zeros = Array(repeating: UInt8(0x30), count: max(0, exponent - digits.count))
    let text = digits.isEmpty ? [0x30] : digits.map { $0 + 0x30 } + zeros
    return (isNegative ? "-" : "") + String(decoding: text, as: UTF8.self)
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

  /// Whether this is a whole number of divisors (above 0); nil where finding out would take too long. Exact: the divisor's
  /// digits divide ours, shifted by the difference of the powers of ten.
  func isMultiple(of divisor: ExactNumber) -> Bool? {
    if digits.isEmpty { return true }
    let shift = (exponent - digits.count) - (divisor.exponent - divisor.digits.count)
    // Ours does not end in 0, so it is no multiple of a number that does.
    guard shift >= 0 else { return false }
    guard divisor.digits.count <= 18 else { return isLongMultiple(of: divisor, shift: shift) }
    let modulus = divisor.digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
    func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
      modulus.dividingFullWidth(left.multipliedFullWidth(by: right)).remainder
    }
    var rest = digits.reduce(UInt64(0)) { (product($0, 10 % modulus) + UInt64($1)) % modulus }
    var factor = 10 % modulus
    var left = shift
    while left > 0 {
      if left & 1 == 1 { rest = product(rest, factor) }
      factor = product(factor, factor)
      left >>= 1
    }
    return rest == 0
  }

  /// Long division, digit by digit, for divisors that no machine word holds.
  private func isLongMultiple(of divisor: ExactNumber, shift: Int) -> Bool? {
    guard shift + digits.count < 4_096, divisor.digits.count < 1_024 else { return nil }
    var rest: [UInt8] = []
    for digit in digits + Array(repeating: 0, count: shift) {
      if !rest.isEmpty || digit != 0 { rest.append(digit) }
      while !Self.isSmaller(rest, divisor.digits) { Self.subtract(divisor.digits, from: &rest) }
    }
    return rest.isEmpty
  }

  private static func isSmaller(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count != right.count ? left.count < right.count : left.lexicographicallyPrecedes(right)
  }

  private static func subtract(_ digits: [UInt8], from rest: inout [UInt8]) {
    var borrow: Int8 = 0
    for place in 0..<rest.count {
      let at = rest.count - 1 - place
      let taken = place < digits.count ? Int8(digits[digits.count - 1 - place]) : 0
      var value = Int8(rest[at]) - taken - borrow
      borrow = value < 0 ? 1 : 0
      if value < 0 { value += 10 }
      rest[at] = UInt8(value)
    }
    rest.removeFirst(rest.prefix { $0 == 0 }.count)
  }
}
