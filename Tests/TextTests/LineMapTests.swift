import Testing
import Text

struct LineMapTests {
  private func shown(_ text: String, _ width: Int, _ wrap: LineMap.Wrap = .cells) -> [String] {
    lines(of: Array(text.utf8), width: width, wrap: wrap).lines(from: 0, count: 100).map(\.text)
  }

  @Test(
    arguments: [
      ("", 5, []), ("abc", 5, ["abc"]), ("abc\n", 5, ["abc"]), ("abc\n\nd", 5, ["abc", "", "d"]),
      ("abcdefg", 3, ["abc", "def", "g"]),
      ("abc\ndef", 3, ["abc", "def"]), ("日本語", 4, ["日本", "語"]), ("a日本", 4, ["a日", "本"]), ("日本", 3, ["日", "本"]),
      ("e\u{301}e\u{301}e\u{301}", 2, ["e\u{301}e\u{301}", "e\u{301}"]), ("👩‍👩‍👧👍🏽", 3, ["👩‍👩‍👧", "👍🏽"]),
      ("a\u{1B}[m", 3, ["a\\e", "[m"]), ("ab\u{1B}", 3, ["ab", "\\e"]), ("a\tb", 10, ["a   b"]),
      ("abc\tdef", 5, ["abc d", "ef"]),
      ("ab\r\nc", 6, ["ab\\r", "c"]), ("日", 1, [" "]), ("\u{202E}", 3, ["\\u{"]),
    ] as [(String, Int, [String])])
  func breaksWhereTheWidthIsUsedUp(text: String, width: Int, expected: [String]) {
    #expect(shown(text, width) == expected)
  }

  @Test(
    arguments: [
      ("hello world", 5, ["hello", "world"]), ("hello   world", 6, ["hello ", "world"]),
      ("a bc def", 4, ["a bc", "def"]), ("abcdefgh", 3, ["abc", "def", "gh"]),
      ("to 日本語 go", 6, ["to 日", "本語 ", "go"]), ("abc \nde", 3, ["abc", "de"]),
      ("one two three", 8, ["one two ", "three"]),
    ] as [(String, Int, [String])])
  func breaksAfterWords(text: String, width: Int, expected: [String]) {
    #expect(shown(text, width, .words) == expected)
    #expect(wrapped(text, width: width) == expected)
  }

  @Test(
    arguments: [
      ("abcdef\nxy", 0, ["abc", "xy"]), ("abcdef\nxy", 2, ["cde", ""]), ("日本語", 1, [" 本"]), ("a日本", 0, ["a日"]),
      ("ab日", 0, ["ab "]),
      ("\u{1B}abc", 1, ["eab"]), ("\tx", 2, ["  x"]),
    ] as [(String, Int, [String])])
  func showsColumnsWhereNothingIsWrapped(text: String, column: Int, expected: [String]) {
    #expect(shown(text, 3, .off(from: column)) == expected)
  }

  @Test func saysWhatIsCut() throws {
    let line = try #require(
      lines(of: Array("abcdef".utf8), width: 3, wrap: .off(from: 1)).lines(from: 0, count: 1).first)
    #expect(line.isCutLeft && line.isCutRight)
    let whole = try #require(lines(of: Array("abc".utf8), width: 3, wrap: .off(from: 0)).lines(from: 0, count: 1).first)
    #expect(!whole.isCutLeft && !whole.isCutRight)
  }

  @Test func findsEvidenceInCells() throws {
    let source = Array("日本\u{1B}: \"x\"".utf8)
    let line = try #require(lines(of: source, width: 40).lines(from: 0, count: 1).first)
    #expect(line.text == "日本\\e: \"x\"")
    #expect(line.columns(of: 3..<6) == 2..<4)
    #expect(line.columns(of: 6..<7) == 4..<6)
    #expect(line.columns(of: 9..<12) == 8..<11)
    #expect(line.columns(of: 12..<12) == 11..<11)
    #expect(line.columns(of: 12..<20) == nil)
    #expect(
      line.parts(marking: [9..<12]) == [
        .init(text: "日本", columns: 0..<4, isMarked: false, isEscape: false),
        .init(text: "\\e", columns: 4..<6, isMarked: false, isEscape: true),
        .init(text: ": ", columns: 6..<8, isMarked: false, isEscape: false),
        .init(text: "\"x\"", columns: 8..<11, isMarked: true, isEscape: false),
      ])
    #expect(line.byte(atColumn: 3) == 3)
    #expect(line.byte(atColumn: 11) == nil)
  }

  /// From whatever byte one starts, the same lines are there, forwards and backwards, without a gap.
  @Test(arguments: [LineMap.Wrap.cells, .words, .off(from: 2)])
  func linesAreTheSameFromEverywhere(wrap: LineMap.Wrap) {
    let text = "{\n\t\"name\": \"日本語 👩‍👩‍👧 e\u{301}\",\n\n\"long\": \"\(String(repeating: "word and ", count: 12))\"}\u{1B}"
    let map = lines(of: Array(text.utf8) + [0xFF, 0x0A, 0xC3], width: 11, wrap: wrap)
    let all = map.lines(from: 0, count: 1000)
    #expect(all.first?.bytes.lowerBound == 0 && all.last?.bytes.upperBound == map.bytes.count)
    for (line, next) in zip(all, all.dropFirst()) { #expect(line.bytes.upperBound == next.bytes.lowerBound) }
    for (index, line) in all.enumerated() {
      #expect(Text.width(of: line.text) == line.width && line.width <= 11)
      for offset in line.bytes {
        #expect(map.lineStart(at: offset) == line.bytes.lowerBound)
      }
      #expect(map.lines(from: line.bytes.lowerBound, count: 3) == Array(all[index...].prefix(3)))
      #expect(map.lines(before: line.bytes.lowerBound, count: 3) == Array(all[..<index].suffix(3)))
      #expect(
        map.lineStart(at: line.bytes.lowerBound, movedBy: 2) == all[min(index + 2, all.count - 1)].bytes.lowerBound)
      #expect(map.lineStart(at: line.bytes.lowerBound, movedBy: -2) == all[max(index - 2, 0)].bytes.lowerBound)
    }
    #expect(map.lines(from: map.lastPageStart(count: 4), count: 100) == Array(all.suffix(4)))
  }
}
