import Conversation
import LosslessJSON

/// Writes JSON again with line breaks and indentation and with strings decoded, and remembers which bytes it showed where.
/// A text that is not JSON stays as it is.
struct PrettyPrinter {
  /// Levels that are indented; what lies deeper stays as it was written.
  private static let deepest = 200
  private var builder = TextBuilder()
  private(set) var segments: [MessageText.Segment] = []
  private(set) var folds: [JSONFolding.Fold] = []
  private let folding: JSONFolding
  private var start = 0

  init(_ folding: JSONFolding) { self.folding = folding }

  var raw: RawText { builder.raw }
  var marks: [PaneText.Mark] { builder.marks }

  /// `storedAt` is where the text's first byte is stored.
  mutating func print(_ raw: RawText, storedAt start: Int) {
    self.start = start
    guard let document = try? Document(raw.bytes) else {
      segments.append(
        MessageText.Segment(shown: 0..<raw.bytes.count, stored: start..<start + raw.bytes.count))
      builder.add(raw.bytes)
      return
    }
    print(document.root, depth: 0)
  }

  private mutating func print(_ value: JSONValue, depth: Int) {
    guard depth < Self.deepest else { return leaf(value, .plain, depth) }
    if value.kind == .object || value.kind == .array, value.count > 0, folding.folds(value.range.lowerBound, at: depth)
    {
      return fold(value)
    }
    switch value.kind {
    case .object:
      open("{", value, depth) { printer, isFirst in
        for member in value.members {
          printer.next(&isFirst, depth + 1)
          printer.leaf(member.name, .name, depth + 1)
          printer.builder.add(": ")
          printer.print(member.value, depth: depth + 1)
        }
      }
      close("}", value)
    case .array:
      open("[", value, depth) { printer, isFirst in
        for element in value.elements {
          printer.next(&isFirst, depth + 1)
          printer.print(element, depth: depth + 1)
        }
      }
      close("]", value)
    case .string: leaf(value, .string, depth)
    case .number: leaf(value, .number, depth)
    case .null, .true, .false: leaf(value, .literal, depth)
    }
  }

  /// One word for a whole value, with what is in it counted.
  private mutating func fold(_ value: JSONValue) {
    folds.append(JSONFolding.Fold(shown: builder.count, stored: value.range.lowerBound))
    let word =
      value.kind == .object
      ? "{… \(Debugging.count(value.count, "member"))}" : "[… \(Debugging.count(value.count, "element"))]"
    note(value.range) { $0.add(word, .dim) }
  }

  private mutating func open(
    _ bracket: String, _ value: JSONValue, _ depth: Int, _ content: (inout PrettyPrinter, inout Bool) -> Void
  ) {
    note(value.range.lowerBound..<value.range.lowerBound + 1) { $0.add(bracket) }
    var isFirst = true
    content(&self, &isFirst)
    if !isFirst { breakLine(depth) }
  }

  private mutating func close(_ bracket: String, _ value: JSONValue) {
    note(value.range.upperBound - 1..<value.range.upperBound) { $0.add(bracket) }
  }

  private mutating func next(_ isFirst: inout Bool, _ depth: Int) {
    if !isFirst { builder.add(",") }
    isFirst = false
    breakLine(depth)
  }

  private mutating func breakLine(_ depth: Int) {
    builder.add("\n" + String(repeating: "  ", count: min(depth, 40)))
  }

  /// A scalar. A string's own line breaks break the line, indented under its start.
  private mutating func leaf(_ value: JSONValue, _ meaning: Meaning, _ depth: Int) {
    note(value.range) { builder in
      guard let decoded = value.decodedBytes else {
        builder.add(value.rawBytes, meaning)
        return
      }
      var shown: [UInt8] = [0x22]
      let indent = [0x0A] + Array(repeating: UInt8(0x20), count: min(depth, 40) * 2 + 2)
      for byte in decoded {
        if byte == 0x0A { shown += indent } else { shown.append(byte) }
      }
      shown.append(0x22)
      builder.add(shown, meaning)
    }
  }

  private mutating func note(_ stored: Range<Int>, _ write: (inout TextBuilder) -> Void) {
    let from = builder.count
    write(&builder)
    segments.append(
      MessageText.Segment(
        shown: from..<builder.count, stored: start + stored.lowerBound..<start + stored.upperBound))
  }
}
