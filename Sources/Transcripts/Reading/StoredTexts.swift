import Conversation

/// The stored texts of a source: a file's bytes, the members of a folder, the columns of a database. Reads block.
protocol StoredTexts: AnyObject, Sendable {
  /// The source as the user named it.
  var source: String { get }
  /// Where text number `text` is, without bytes and pointer.
  func origin(of text: UInt32) -> Origin
  /// The bytes that stand at `origin`. Asking for more than there is gives what there is.
  func bytes(at origin: Origin) throws(Failure) -> [UInt8]
}

extension StoredTexts {
  func origin(of place: Place, pointer: String) -> Origin {
    var origin = self.origin(of: place.text)
    origin.bytes = place.bytes
    origin.pointer = pointer
    return origin
  }
}

/// Where a value stands: 24 bytes a turn. What `ordinal` and `reading` mean is the session's (see `Reading`).
struct Place: Sendable {
  var start: UInt64
  var length: UInt32
  /// Number of the stored text in `StoredTexts`; 0 is the file itself.
  var text: UInt32
  /// Fills the `#` of the reading's pointer.
  var ordinal: UInt32
  var reading: UInt16

  init(_ bytes: Range<Int>, text: UInt32 = 0, ordinal: Int = 0, reading: UInt16 = 0) {
    start = UInt64(bytes.lowerBound)
    length = UInt32(clamping: bytes.count)
    self.text = text
    self.ordinal = UInt32(clamping: ordinal)
    self.reading = reading
  }

  var bytes: Range<Int> { Int(start)..<Int(start) + Int(length) }
}
