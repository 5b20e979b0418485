/// A class of characters: ranges of code points and Unicode properties.
struct ScalarSet: Sendable {
  private(set) var ranges: [ClosedRange<UInt32>] = []
  private(set) var others: [@Sendable (UInt32) -> Bool] = []
  var isNegated = false

  init(_ ranges: ClosedRange<UInt32>..., isNegated: Bool = false) {
    self.ranges = ranges
    self.isNegated = isNegated
  }

  init(test: @escaping @Sendable (UInt32) -> Bool, isNegated: Bool = false) {
    others = [test]
    self.isNegated = isNegated
  }

  mutating func insert(_ range: ClosedRange<UInt32>) { ranges.append(range) }

  mutating func formUnion(_ other: ScalarSet) {
    if other.isNegated {
      others.append { other.contains($0) }
    } else {
      ranges += other.ranges
      others += other.others
    }
  }

  func contains(_ scalar: UInt32) -> Bool {
    for range in ranges where range.contains(scalar) { return !isNegated }
    for test in others where test(scalar) { return !isNegated }
    return isNegated
  }

  static let digits = ScalarSet(0x30...0x39)
  static let words = ScalarSet(0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A)
  static let spaces = ScalarSet(
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
    0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF)
  static let anyButBreaks = ScalarSet(0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029, isNegated: true)

  /// The same characters, or all others.
  func negated(_ isNegated: Bool) -> ScalarSet {
    var set = self
    if isNegated { set.isNegated.toggle() }
    return set
  }
}
