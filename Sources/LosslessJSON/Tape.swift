/// The tokens of a document, written once by the scanner and never changed after that.
///
/// Memory of its own rather than an array: no bounds are checked and nothing is copied where a value is read, which is a
/// fifth of the time of a text full of numbers. Every index comes from the scanner, so it is in bounds.
struct Tape: ~Copyable, @unchecked Sendable {
  private(set) var tokens: UnsafeMutablePointer<Token>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 4)
    tokens = .allocate(capacity: self.capacity)
  }

  /// A copy of a part, moved so that its first token is the first and its first byte is byte 0.
  init(copying part: Range<Int>, of tape: borrowing Tape) {
    self.init(capacity: part.count)
    let shift = tape.tokens[part.lowerBound].start
    for index in part {
      var token = tape.tokens[index]
      token.start -= shift
      token.end -= shift
      token.next -= UInt32(part.lowerBound)
      tokens[count] = token
      count += 1
    }
  }

  deinit { tokens.deallocate() }

  subscript(index: Int) -> Token {
    @inline(__always) get { tokens[index] }
  }

  /// Adds a token that stands at byte `at` of `length`: the share read so far tells how much to grow.
  @inline(__always)
  mutating func append(_ token: Token, at: Int, of length: Int) {
    if count == capacity { grow(at: at, of: length) }
    tokens[count] = token
    count += 1
  }

  @inline(never)
  private mutating func grow(at: Int, of length: Int) {
    let expected = Double(count) * Double(length) / Double(max(at, 1)) * 1.1
    capacity = min(max(capacity + capacity / 2, Int(expected)), max(length + 2, capacity + 4))
    let larger = UnsafeMutablePointer<Token>.allocate(capacity: capacity)
    larger.moveInitialize(from: tokens, count: count)
    tokens.deallocate()
    tokens = larger
  }

  /// Ends the container at `index`, whose last byte is before `end`. Returns the container around it.
  @inline(__always)
  mutating func close(_ index: UInt32, end: Int) -> UInt32 {
    let parent = tokens[Int(index)].next
    tokens[Int(index)].end = UInt32(truncatingIfNeeded: end)
    tokens[Int(index)].next = UInt32(truncatingIfNeeded: count)
    return parent
  }

  @inline(__always)
  func isObject(_ index: UInt32) -> Bool { tokens[Int(index)].kind == .object }
}
