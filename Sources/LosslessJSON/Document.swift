/// The one owner of a JSON text's bytes and of its tape. Values are places in it; nothing is decoded until it is asked for.
///
/// Cost: one pass over the bytes; 16 bytes a value beside the text. Limits: 4 GiB of text, `Limits.depth` levels.
package final class Document: Sendable {
  /// The text as it was given.
  package let bytes: [UInt8]
  let tape: [Token]

  /// How much a text may ask of us.
  package struct Limits: Sendable {
    /// Levels of arrays and objects.
    package var depth: Int
    package init(depth: Int = 10_000) { self.depth = depth }
  }

  /// Reads one JSON text (RFC 8259, strict) that fills all the bytes, white space aside.
  package init(_ bytes: [UInt8], limits: Limits = Limits()) throws(JSONError) {
    var scanner = Scanner(limits: limits)
    tape = try scanner.scan(bytes)
    self.bytes = bytes
  }

  init(bytes: [UInt8], tape: [Token]) {
    self.bytes = bytes
    self.tape = tape
  }

  /// Reads a text given as a string.
  package convenience init(_ text: String, limits: Limits = Limits()) throws(JSONError) {
    try self.init(Array(text.utf8), limits: limits)
  }

  /// The text's value.
  package var root: JSONValue { JSONValue(document: self, index: 0) }
}
