import Testing
import Text

/// Lines far longer than a block: laid out from the middle, they are the lines one finds from the start.
struct LongLineTests {
  @Test(arguments: [
    "abcdefghij", "日本語", "สวัสดี", "👩‍👩‍👧", "🇩🇪", "क्ष", "e\u{301}", "\u{1B}[0m",
    "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
  ])
  func oneLineOfManyBlocks(unit: String) {
    let bytes = [UInt8](repeatElement(Array(unit.utf8), count: 75_000 / unit.utf8.count).joined())
    let map = lines(of: bytes, width: 77)
    let all = map.lines(from: 0, count: .max)
    #expect(all.map(\.bytes.count).reduce(0, +) == bytes.count)
    let starts = Set(all.map(\.bytes.lowerBound))
    for offset in stride(from: 5, to: bytes.count, by: 12_973) {
      #expect(starts.contains(map.lineStart(at: offset)))
      let above = map.lines(before: offset, count: 10)
      #expect(above.allSatisfy { starts.contains($0.bytes.lowerBound) })
      #expect(above.last.map(\.bytes.upperBound) ?? 0 == map.lineStart(at: offset))
    }
    let short = all.filter { $0.width < 60 }
    #expect(short.count <= bytes.count / 32_768 + 2)
  }

  /// A newline near the multiple of a block keeps an ordinary line whole.
  @Test func ordinaryLinesAreNotBrokenAtBlocks() {
    let line = String(repeating: "x", count: 99)
    let text = String(repeating: line + "\n", count: 1_000)
    let map = lines(of: Array(text.utf8), width: 200)
    #expect(map.lines(from: 0, count: .max).allSatisfy { $0.text == line })
    #expect(map.lines(before: text.utf8.count, count: .max).allSatisfy { $0.text == line })
  }

  /// Newlines at awkward distances from blocks: forwards and backwards agree.
  @Test(arguments: [12_000, 16_384, 32_768, 40_000, 49_153])
  func linesOfAboutABlock(length: Int) {
    let text = (0..<3).map { _ in String(repeating: "y", count: length) + "\n" }.joined()
    let map = lines(of: Array(text.utf8), width: 1_000)
    let all = map.lines(from: 0, count: .max)
    #expect(map.lines(before: text.utf8.count, count: .max) == all.dropLast())
    for offset in stride(from: 0, to: text.utf8.count, by: 17_777) {
      let start = map.lineStart(at: offset)
      #expect(all.contains { $0.bytes.lowerBound == start && $0.bytes.contains(offset) })
    }
  }

  @Test func unwrappedLinesGoOnAfterABlock() {
    let map = lines(of: [UInt8](repeating: 0x61, count: 100_000), width: 10, wrap: .off(from: 0))
    let all = map.lines(from: 0, count: 100)
    #expect(all.count == 4)
    #expect(all.allSatisfy { $0.text == "aaaaaaaaaa" && $0.bytes.count <= 65_536 })
  }
}
