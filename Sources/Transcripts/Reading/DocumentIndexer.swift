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
    let (document, start, failure) = try parsed(file, into: ledger)
    let readings = handler.take(document, start: start, into: ledger)
    if let failure, ledger.with({ !$0.hasWholeTurns }) { throw failure }
    found.withLock { $0 = readings }
  }
}

/// A file that is one JSON document, and the byte that the document begins at. Of one that breaks off, or is no JSON from
/// some place on, what stands before that, with the failure that it is where none of it is a turn.
func parsed(_ file: ByteFile, into ledger: Ledger) throws(Failure) -> (Document, start: Int, Failure?) {
  var bytes = try file.read(0..<file.size)
  let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  if start > 0 { bytes.removeFirst(start) }
  do {
    let tolerated = try Document.tolerating(bytes)
    if let flaw = tolerated.flaw {
      let place = start + flaw.offset..<start + flaw.offset + 1
      ledger.with { $0.note("\(flaw.reason) (\(flaw.place)); it is read all the same", at: place) }
    }
    return (tolerated.document, start, nil)
  } catch {
    var origin = Origin(source: file.source)
    origin.bytes = start + error.offset..<start + error.offset
    let failure = Failure(
      .unreadable, what: error.reason, where: origin,
      position: TextPosition(line: error.line, column: error.column, offset: start + error.offset),
      remedy: "mend the JSON there, or save the session again")
    guard let beginning = Document.beginning(of: bytes, brokenAt: error.offset) else { throw failure }
    ledger.with { state in
      state.broken = start + beginning.end..<start + bytes.count
      state.note("\(error.reason) (\(error.place)); what stands before it is read", at: origin.bytes)
    }
    return (beginning.document, start, failure)
  }
}

extension JSONError {
  var place: String { "line \(line), column \(column)" }
}

extension Ledger.State {
  /// Anything was read that is more than bytes.
  var hasWholeTurns: Bool {
    let shown = session.turns.contains { $0.kind != .unreadable }
    return shown || pendingKinds.contains { $0 != .unreadable }
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
