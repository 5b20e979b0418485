/// A text under the cursor: one line or several.
package struct TextEditor: Sendable, Equatable {
  package private(set) var characters: [Character]
  /// Characters before the cursor.
  package private(set) var cursor: Int
  /// What Ctrl-K, Ctrl-U or Ctrl-W took last; Ctrl-Y puts it back.
  private var taken: [Character] = []

  package init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  package var text: String { String(characters) }

  /// The cursor's line and the characters before it in that line.
  package var place: (line: Int, column: Int) {
    let before = characters[..<cursor]
    return (before.count { $0.isNewline }, cursor - lineStart)
  }

  private var lineStart: Int {
    (characters[..<cursor].lastIndex { $0.isNewline } ?? -1) + 1
  }

  private var lineEnd: Int {
    characters[cursor...].firstIndex { $0.isNewline } ?? characters.count
  }

  /// Whether the key was one of an editor's.
  mutating func press(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(character)
    case .backspace, .control("h"): remove(cursor - 1..<cursor)
    case .delete, .control("d"): remove(cursor..<cursor + 1)
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(characters.count, cursor + 1)
    case .home, .control("a"): cursor = lineStart
    case .end, .control("e"): cursor = lineEnd
    case .up, .control("p"): moveLine(-1)
    case .down, .control("n"): moveLine(1)
    case .control("o"): insert("\n")
    case .control("u"): take(lineStart..<cursor)
    case .control("k"): take(cursor..<max(lineEnd, min(cursor + (lineEnd == cursor ? 1 : 0), characters.count)))
    case .control("w"): take(wordStart..<cursor)
    case .control("y"): taken.forEach { insert($0) }
    default: return false
    }
    return true
  }

  mutating func replace(_ text: String) {
    characters = Array(text)
    cursor = characters.count
  }

  private mutating func insert(_ character: Character) {
    characters.insert(character, at: cursor)
    cursor += 1
  }

  private mutating func remove(_ range: Range<Int>) {
    let range = range.clamped(to: 0..<characters.count)
    characters.removeSubrange(range)
    cursor = range.isEmpty ? cursor : range.lowerBound
  }

  private mutating func take(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    taken = Array(characters[range])
    remove(range)
  }

  private var wordStart: Int {
    var place = cursor
    while place > 0, characters[place - 1].isWhitespace { place -= 1 }
    while place > 0, !characters[place - 1].isWhitespace { place -= 1 }
    return place
  }

  private mutating func moveLine(_ by: Int) {
    let column = cursor - lineStart
    if by < 0 {
      guard lineStart > 0 else { return }
      cursor = lineStart - 1
      cursor = min(lineStart + column, cursor)
    } else {
      guard lineEnd < characters.count else { return }
      cursor = lineEnd + 1
      cursor = min(cursor + column, lineEnd)
    }
  }
}
