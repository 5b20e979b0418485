/// The byte scanner: one pass, no recursion, strict RFC 8259. It decides only whether and where; words are found afterwards
/// (`Refusal`), so that the fast path carries none.
struct Scanner {
  let text: UnsafeBufferPointer<UInt8>
  let limits: Document.Limits
  /// Stops behind the first value instead of asking that nothing follows it.
  var isPrefix = false

  /// Reads a value from `start` on and writes its tokens. Returns the byte after it (after trailing white space, unless
  /// `isPrefix`), or why not.
  func scan(from start: Int, _ tape: inout Tape) -> Result<Int, Refusal> {
    let count = text.count
    guard count < Int(UInt32.max), let bytes = text.baseAddress else {
      return .failure(
        text.isEmpty
          ? valueRefusal(0, start: 0, closesArray: false) : Refusal(.tooLong, "the text is longer than 4 GiB", at: 0))
    }
    let none = UInt32.max
    var at = start
    var open = none
    var inObject = false
    var depth = 0
    var namesValue = false

    values: while true {
      at = skipBlanks(bytes, at, count)
      if namesValue {
        guard at < count, bytes[at] == 0x22 else { return .failure(nameRefusal(at, afterComma: true)) }
        guard let end = name(bytes, at, count, &tape) else { return .failure(stringRefusal(from: at)) }
        at = skipBlanks(bytes, end, count)
        guard at < count, bytes[at] == 0x3A else { return .failure(colonRefusal(at)) }
        at = skipBlanks(bytes, at + 1, count)
      }
      guard at < count else { return .failure(valueRefusal(at, start: start, closesArray: false)) }
      switch bytes[at] {
      case 0x22:
        var flags: Token.Flags = []
        let end = stringEnd(bytes, at + 1, count, &flags)
        guard end > 0 else { return .failure(stringRefusal(from: at)) }
        tape.append(.leaf(.string, flags, at, end, tape.count), at: at, of: count)
        at = end
      case 0x7B, 0x5B:
        depth += 1
        guard depth <= limits.depth else { return .failure(depthRefusal(at)) }
        inObject = bytes[at] == 0x7B
        let container = UInt32(truncatingIfNeeded: tape.count)
        tape.append(
          Token(
            kind: inObject ? .object : .array, flags: [], start: UInt32(truncatingIfNeeded: at), end: 0, next: open),
          at: at, of: count)
        open = container
        at = skipBlanks(bytes, at + 1, count)
        if at < count, bytes[at] == (inObject ? 0x7D : 0x5D) { break }
        if inObject, at == count || bytes[at] != 0x22 { return .failure(nameRefusal(at, afterComma: false)) }
        namesValue = inObject
        continue values
      case 0x30...0x39, 0x2D:
        let end = numberEnd(bytes, at, count)
        guard end > 0 else { return .failure(numberRefusal(from: at)) }
        tape.append(.leaf(.number, [], at, end, tape.count), at: at, of: count)
        at = end
      case 0x74 where isWord(0x6575_7274, bytes, at, count):
        tape.append(.leaf(.true, [], at, at + 4, tape.count), at: at, of: count)
        at += 4
      case 0x66 where isWord(0x6573_6C61, bytes, at + 1, count):
        tape.append(.leaf(.false, [], at, at + 5, tape.count), at: at, of: count)
        at += 5
      case 0x6E where isWord(0x6C6C_756E, bytes, at, count):
        tape.append(.leaf(.null, [], at, at + 4, tape.count), at: at, of: count)
        at += 4
      default:
        return .failure(valueRefusal(at, start: start, closesArray: open != none && !inObject))
      }

      while true {
        if open == none {
          if isPrefix { return .success(at) }
          at = skipBlanks(bytes, at, count)
          return at == count ? .success(at) : .failure(extraDataRefusal(at))
        }
        at = skipBlanks(bytes, at, count)
        if at < count, bytes[at] == 0x2C {
          at += 1
          namesValue = inObject
          continue values
        }
        guard at < count, bytes[at] == (inObject ? 0x7D : 0x5D) else {
          return .failure(separatorRefusal(at, inObject: inObject))
        }
        at += 1
        open = tape.close(open, end: at)
        depth -= 1
        if open != none { inObject = tape.isObject(open) }
      }
    }
  }

  /// Writes the token of a member's name. Returns the byte after it, or nil.
  @inline(__always)
  private func name(_ bytes: UnsafePointer<UInt8>, _ at: Int, _ count: Int, _ tape: inout Tape) -> Int? {
    var flags = Token.Flags.name
    let end = stringEnd(bytes, at + 1, count, &flags)
    guard end > 0 else { return nil }
    tape.append(.leaf(.string, flags, at, end, tape.count), at: at, of: count)
    return end
  }
}

/// The first byte from `at` on that is no white space of JSON.
@inline(__always)
func skipBlanks(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int {
  var at = start
  while at < count, bytes[at] <= 0x20 {
    guard bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09 else { break }
    at += 1
  }
  return at
}

/// Whether these four letters (little endian) stand at `at`.
@inline(__always)
private func isWord(_ word: UInt32, _ bytes: UnsafePointer<UInt8>, _ at: Int, _ count: Int) -> Bool {
  at + 4 <= count && UInt32(littleEndian: UnsafeRawPointer(bytes + at).loadUnaligned(as: UInt32.self)) == word
}
