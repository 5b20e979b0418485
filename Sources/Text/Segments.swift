/// Where laying out may start without looking at all that stands before: after a newline, and inside a line that is longer
/// than a block at about every multiple of a block. No segment is longer than two blocks.
struct Segments {
  let text: UnsafeBufferPointer<UInt8>

  static let block = 32 * 1024

  /// The start of the segment that holds the byte at `offset`.
  func start(at offset: Int) -> Int {
    let lowest = max(0, offset - 2 * Self.block)
    var newline = offset - 1
    while newline >= lowest, text[newline] != 0x0A { newline -= 1 }
    let start = newline >= lowest ? newline + 1 : lowest
    let boundary = offset / Self.block
    for candidate in [boundary, boundary - 1, boundary - 2] where candidate * Self.block > start {
      if let forced = forcedBreak(candidate), forced <= offset { return forced }
    }
    return start
  }

  /// The end of the segment that starts at `start`: behind its newline where it has one.
  func end(after start: Int) -> Int {
    var at = start
    var boundary = start / Self.block + 1
    while true {
      let limit = min(boundary * Self.block, text.count)
      while at < limit, text[at] != 0x0A { at += 1 }
      if at < limit { return at + 1 }
      if limit == text.count { return limit }
      if let forced = forcedBreak(boundary) { return forced }
      boundary += 1
    }
  }

  /// The break at the given multiple of a block; nil where a newline is near, or the text ends.
  private func forcedBreak(_ multiple: Int) -> Int? {
    let boundary = multiple * Self.block
    guard boundary > 0, boundary < text.count else { return nil }
    let near = max(0, boundary - Self.block / 2)..<min(text.count, boundary + Self.block / 2)
    guard !text[near].contains(0x0A) else { return nil }
    let start = clusterStart(from: boundary)
    return start < text.count ? start : nil
  }

  /// A place at or after `offset`, near it, where an atom starts, as far as the 256 bytes behind it can tell.
  private func clusterStart(from offset: Int) -> Int {
    let limit = min(text.count, offset + 256)
    var first: Int?
    for place in offset..<limit where text[place] & 0xC0 != 0x80 {
      if startsAtom(place) { return place }
      if first == nil { first = place }
    }
    return first ?? limit
  }

  /// Whether what stands at `place` joins nothing before it. No ASCII does.
  private func startsAtom(_ place: Int) -> Bool {
    guard let (scalar, _) = decodeScalar(text, place) else { return text[place] < 0x80 }
    guard ScalarClass(scalar) == .base, !scalar.isSkinTone, !scalar.isRegionalIndicator else { return false }
    var before = place - 1
    while before > 0, before > place - 4, text[before] & 0xC0 == 0x80 { before -= 1 }
    guard before >= 0, let (previous, _) = decodeScalar(text, before) else { return true }
    return previous.value != 0x200D && previous.properties.canonicalCombiningClass != .virama
  }
}
