/// What stands at a place in bytes that may hold several JSON values, or the beginning of one.
package enum JSONPrefix: Sendable, Equatable {
  /// A whole value; the byte after it. A number that ends where the bytes end might go on in the next ones.
  case value(Range<Int>)
  /// Only white space up to the end.
  case nothing
  /// The beginning of a value, from its first byte on.
  case beginning(from: Int)
  case refused(JSONError)

  /// Reads the value that starts at `start`, white space before it aside, and builds nothing. For values behind one another
  /// and for streams. Cost: its bytes, again each time it is asked.
  package init(of bytes: [UInt8], at start: Int = 0, limits: Document.Limits = Document.Limits()) {
    self = bytes.withUnsafeBufferPointer { JSONPrefix(of: $0, at: start, limits: limits) }
  }

  /// The same of memory that is not ours.
  package init(of text: UnsafeBufferPointer<UInt8>, at start: Int, limits: Document.Limits = Document.Limits()) {
    guard let bytes = text.baseAddress else {
      self = .nothing
      return
    }
    let first = skipBlanks(bytes, max(0, start), text.count)
    guard first < text.count else {
      self = .nothing
      return
    }
    var tape = Tape(capacity: 64)
    switch Scanner(text: text, limits: limits, isPrefix: true).scan(from: first, &tape) {
    case .success(let end): self = .value(first..<end)
    case .failure(let refusal):
      self = refusal.endsEarly ? .beginning(from: first) : .refused(JSONError(refusal, in: text))
    }
  }
}
