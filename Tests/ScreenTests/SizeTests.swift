import Debugging
import Screen
import Testing
import Text

/// What a terminal must be able to count on: every frame fills the screen to the cell.
private func expectFull(_ frame: Frame, _ size: Size, _ word: String) {
  #expect(frame.lines.count == size.rows, "\(word) at \(size)")
  for (row, line) in frame.lines.enumerated() {
    let cells = line.reduce(0) { $0 + width(of: $1.text) }
    #expect(cells == size.columns, "\(word) at \(size), row \(row): \(line.map(\.text).joined())")
  }
}

@Test(arguments: [
  Size(columns: 40, rows: 10), Size(columns: 41, rows: 11), Size(columns: 79, rows: 23), Size(columns: 80, rows: 24),
  Size(columns: 119, rows: 35), Size(columns: 120, rows: 36), Size(columns: 200, rows: 50),
  Size(columns: 300, rows: 100), Size(columns: 20, rows: 5), Size(columns: 1, rows: 1),
])
func everyFrameFillsTheScreen(size: Size) throws {
  for script in [
    "", "e", "ee", "G", "4Gv", "3Gvv", "ez", "4z", "5z", "?", "e:told<enter>", ":nope<enter>", "/日本語の要求と👩‍👩‍👧", "wG2>>",
    "B", "6jz",
  ] {
    var player = Player(size.columns, size.rows)
    try player.press(script)
    expectFull(player.frame, size, script)
  }
}

@Test func noSessionStillDrawsAScreen() {
  let player = Player(80, 24, session: nil)
  expectFull(player.frame, Size(columns: 80, rows: 24), "nothing open")
  #expect(player.frame.text.contains("no session is open"))
}

@Test func belowTheSmallestSizeOneSentenceSaysSo() {
  let words = Player(39, 10).frame.text.split { $0 == " " || $0 == "\n" }
  #expect(words.joined(separator: " ") == "Turntable needs 40×10 cells; this terminal has 39×10.")
}
