import Conversation
import Dialects
import LosslessJSON
import Synchronization

/// What a format makes of one JSON document.
protocol DocumentHandler: Sendable {
  /// Adds the document's turns; gives how they are read again. `start` is the document's first byte in the file.
  func take(_ document: Document, start: Int, into ledger: Ledger) -> [Reading]
}

/// Indexes one JSON document: it is parsed once, and only the places of its turns are kept.
final class DocumentIndexer: SessionIndexer {
  private let file: ByteFile
  private let handler: any DocumentHandler
  private let found = Mutex<[Reading]?>(nil)
  var readings: [Reading] { found.withLock { $0 ?? [] } }

  init(_ file: ByteFile, handler: any DocumentHandler) {
    self.file = file
    self.handler = handler
  }

  func index(into ledger: Ledger, _ post: (IndexProgress) -> Bool) throws(Failure) {
    if found.withLock({ $0 != nil }) { return }
    let (document, start) = try parsed(file)
    let readings = handler.take(document, start: start, into: ledger)
    found.withLock { $0 = readings }
  }
}

/// A file that is one JSON document, and the byte that the document begins at.
func parsed(_ file: ByteFile) throws(Failure) -> (Document, Int) {
  var bytes = try file.read(0..<file.size)
  let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  if start > 0 { bytes.removeFirst(start) }
  do {
    return (try Document(bytes), start)
  } catch {
    var origin = Origin(source: file.source)
    origin.bytes = start + error.offset..<start + error.offset
    throw Failure(
      .unreadable, what: error.reason, where: origin,
      position: TextPosition(line: error.line, column: error.column, offset: start + error.offset),
      remedy: "mend the JSON there, or save the session again")
  }
}

extension JSONValue {
  /// The elements of the array that a pointer names; none where there is no array.
  func elements(at pointer: String) -> [JSONValue] { value(at: pointer).map { Array($0.elements) } ?? [] }
}

/// A JSON Pointer of names and places.
func pointer(_ path: [String]) -> String { path.map { "/" + Origin.escaped($0) }.joined() }

extension Place {
  /// The place of a value in a document that begins at byte `start`.
  init(_ value: JSONValue, start: Int, text: UInt32 = 0, ordinal: Int = 0, reading: UInt16 = 0) {
    self.init(
      start + value.range.lowerBound..<start + value.range.upperBound, text: text, ordinal: ordinal, reading: reading)
  }
}
