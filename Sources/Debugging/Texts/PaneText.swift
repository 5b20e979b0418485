package import Conversation

/// What a stretch of text means. The screen gives it a look.
package enum Meaning: String, Sendable, Equatable {
  case plain, dim, heading, error, warning, success, tool, name, string, number, literal, match, evidence
}

/// A text that a pane scrolls through: bytes (controls still in them), and what stretches of them mean.
package struct PaneText: Sendable, Equatable {
  package struct Mark: Sendable, Equatable {
    package var range: Range<Int>
    package var meaning: Meaning
    package init(_ range: Range<Int>, _ meaning: Meaning) {
      self.range = range
      self.meaning = meaning
    }
  }

  package var raw: RawText
  /// Ascending, and none overlaps another.
  private let marks: [Mark]
  /// What lies over them: places that prove something.
  private let emphasis: [Mark]

  package init(raw: RawText, marks: [Mark] = [], emphasis: [Mark] = []) {
    self.raw = raw
    self.marks = marks
    self.emphasis = emphasis
  }

  /// Marks that touch these bytes, in the order of painting. Cost: those, not all.
  package func marks(in bytes: Range<Int>) -> [Mark] {
    let first = marks.partition { $0.range.upperBound > bytes.lowerBound }
    return marks[first...].prefix { $0.range.lowerBound < bytes.upperBound }
      + emphasis.filter { $0.range.overlaps(bytes) }
  }
}

extension PaneText {
  /// The first byte at which a searched text stands, ASCII letters compared without regard to case.
  func firstMatch(of pattern: String) -> Int? {
    func fold(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
    let needle = pattern.utf8.map(fold)
    guard let first = needle.first, raw.bytes.count >= needle.count else { return nil }
    return (0...raw.bytes.count - needle.count).first { start in
      fold(raw.bytes[start]) == first && needle.indices.allSatisfy { fold(raw.bytes[start + $0]) == needle[$0] }
    }
  }
}

/// Puts a text together piece by piece.
package struct TextBuilder {
  private(set) var bytes: [UInt8] = []
  private(set) var marks: [PaneText.Mark] = []

  package init() {}

  package var count: Int { bytes.count }

  package mutating func add(_ text: String, _ meaning: Meaning = .plain) {
    add(text.utf8, meaning)
  }

  package mutating func add(_ text: some Sequence<UInt8>, _ meaning: Meaning = .plain) {
    let start = bytes.count
    bytes.append(contentsOf: text)
    if meaning != .plain && bytes.count > start {
      marks.append(PaneText.Mark(start..<bytes.count, meaning))
    }
  }

  package mutating func line(_ text: String = "", _ meaning: Meaning = .plain) {
    add(text, meaning)
    bytes.append(0x0A)
  }

  /// The text, without the line break at its end.
  package var text: PaneText {
    PaneText(raw: raw, marks: marks)
  }

  var raw: RawText {
    let whole = bytes.last == 0x0A ? Array(bytes.dropLast()) : bytes
    return RawText(whole)
  }
}
