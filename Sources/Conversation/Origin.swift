package import LosslessJSON

/// Where something was read: a place in a source that a person can find again.
package struct Origin: Sendable, Equatable, Hashable {
  /// The source as the user named it: a path, or "-" for standard input.
  package var source: String
  /// The file inside a folder or archive.
  package var member: String?
  /// The stored text inside a database.
  package var row: Row?
  /// Bytes of the outermost stored text (the file, or the column named by `row`).
  package var bytes: Range<Int>
  /// JSON Pointer from the record's root to the value; "" is the record itself.
  package var pointer: String

  /// A column of a database row.
  package struct Row: Sendable, Equatable, Hashable {
    package var table: String
    package var rowid: Int64
    package var column: String
    package init(table: String, rowid: Int64, column: String) {
      self.table = table
      self.rowid = rowid
      self.column = column
    }
  }

  package init(
    source: String, member: String? = nil, row: Row? = nil, bytes: Range<Int> = 0..<0, pointer: String = ""
  ) {
    self.source = source
    self.member = member
    self.row = row
    self.bytes = bytes
    self.pointer = pointer
  }

  /// The origin of a value inside the record that this origin describes: `steps` extend the pointer, and the bytes are
  /// the value's, moved by the record's own start.
  package func inside(_ value: JSONValue, _ steps: String...) -> Origin {
    var inner = self
    inner.bytes = bytes.lowerBound + value.range.lowerBound..<bytes.lowerBound + value.range.upperBound
    for step in steps { inner.pointer += "/" + Self.escaped(step) }
    return inner
  }

  /// A step of a JSON Pointer, escaped (RFC 6901).
  package static func escaped(_ step: String) -> String {
    guard step.utf8.contains(where: { $0 == 0x7E || $0 == 0x2F }) else { return step }
    var text = ""
    for character in step {
      switch character {
      case "~": text += "~0"
      case "/": text += "~1"
      default: text.append(character)
      }
    }
    return text
  }
}
