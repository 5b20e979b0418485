/// The one owner of a JSON text's bytes and of its tape. Values are places in it; nothing is decoded until it is asked for.
///
/// Cost: one pass over the bytes (1 to 2 GB/s of long strings, half of that of many numbers); 16 bytes a value beside the
/// text. Limits: 4 GiB of text, `Limits.depth` levels.
package final class Document: Sendable {
  /// The text as it was given.
  package let bytes: [UInt8]
  let tape: Tape

  /// How much a text may ask of us.
  package struct Limits: Sendable {
    /// Levels of arrays and objects.
    package var depth: Int
    package init(depth: Int = 10_000) { self.depth = depth }
  }

  /// Reads one JSON text (RFC 8259, strict) that fills all the bytes, white space aside.
  package convenience init(_ bytes: [UInt8], limits: Limits = Limits()) throws(JSONError) {
    try self.init(bytes, readAs: bytes, limits: limits)
  }

  /// Keeps `bytes`, whose values stand where those of `standIn` do: a JSON text of the same length.
  init(_ bytes: [UInt8], readAs standIn: [UInt8], limits: Limits = Limits()) throws(JSONError) {
    var tape = Tape(capacity: min(bytes.count / 16 + 8, 4_096))
    let failure = standIn.withUnsafeBufferPointer { text -> JSONError? in
      switch Scanner(text: text, limits: limits).scan(from: 0, &tape) {
      case .success: nil
      case .failure(let refusal): JSONError(refusal, in: text)
      }
    }
    if let failure { throw failure }
    self.bytes = bytes
    self.tape = tape
  }

  init(bytes: [UInt8], tape: consuming Tape) {
    self.bytes = bytes
    self.tape = tape
  }

  /// Reads a text given as a string.
  package convenience init(_ text: String, limits: Limits = Limits()) throws(JSONError) {
    try self.init(Array(text.utf8), limits: limits)
  }

  /// Reads a part of a larger buffer, such as one line of many. The part is copied, which costs little beside reading it;
  /// places count from the part's start.
  package convenience init(_ bytes: ArraySlice<UInt8>, limits: Limits = Limits()) throws(JSONError) {
    try self.init(Array(bytes), limits: limits)
  }

  /// The same of memory that is not ours.
  package convenience init(_ bytes: UnsafeRawBufferPointer, limits: Limits = Limits()) throws(JSONError) {
    try self.init(Array(bytes), limits: limits)
  }

  /// The text's value.
  package var root: JSONValue { JSONValue(document: self, index: 0) }

  /// Values in the text, names of members included.
  package var valueCount: Int { tape.count }

  /// All values in the order of the text, names of members included: each before what it holds.
  package var values: some Sequence<JSONValue> {
    (0..<tape.count).lazy.map { JSONValue(document: self, index: $0) }
  }
}
