import Conversation
import Debugging
import Screen
import Testing
import Text

/// Numbers that look like chance and are the same each time.
private struct Generator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Keys of every command, of every prompt, and text of every width.
private let anyKeys: [Key] =
  KnownCommands.all.flatMap(\.keys)
  + [
    .tab, .backTab, .enter, .escape, .backspace, .delete, .home, .end, .control("o"), .control("u"), .control("w"),
  ] + "0123456789abtvcpyn:&/*'\"{} 日é👩‍👩‍👧\u{301}".map { .character($0) }

/// Whatever is pressed or resized, the frame fills the screen to the cell and the cursor stands on it.
@Test(arguments: 0..<12) func anyKeysAtAnySizeFillTheScreen(seed: Int) throws {
  var generator = Generator(state: UInt64(seed))
  func size() -> Size {
    Size(columns: Int.random(in: 40...300, using: &generator), rows: Int.random(in: 10...100, using: &generator))
  }
  let corners = [
    Size(columns: 40, rows: 10), Size(columns: 300, rows: 100), Size(columns: 300, rows: 10),
    Size(columns: 40, rows: 100),
  ]
  let first = seed < corners.count ? corners[seed] : size()
  var player = Player(first.columns, first.rows)
  player.send(.toolsLoaded(source: "tools.py", [Claims.tool]))
  var pressed: [String] = []
  for step in 0..<50 {
    if step % 12 == 11, seed >= corners.count { player.send(.resized(size())) }
    if step % 7 == 6 {
      let column = Int.random(in: 0..<player.state.size.columns, using: &generator)
      let row = Int.random(in: 0..<player.state.size.rows, using: &generator)
      let action = [Mouse.Action.press, .wheelUp, .wheelDown].randomElement(using: &generator) ?? .press
      player.send(.mouse(Mouse(action, column: column, row: row)))
    }
    let key = try #require(anyKeys.randomElement(using: &generator))
    pressed.append(key.shown)
    player.send(.key(key))
    let frame = player.frame
    let word = "seed \(seed) after \(pressed.joined(separator: " "))"
    try #require(frame.lines.count == player.state.size.rows, "\(word)")
    for (row, line) in frame.lines.enumerated() {
      let cells = line.reduce(0) { $0 + width(of: $1.text) }
      try #require(cells == player.state.size.columns, "\(word): row \(row) is \(line.map(\.text).joined())")
    }
    if let cursor = frame.cursor {
      try #require((0..<player.state.size.columns).contains(cursor.column), "\(word): cursor at \(cursor)")
      try #require((0..<player.state.size.rows).contains(cursor.row), "\(word): cursor at \(cursor)")
    }
  }
}
