import Conversation
import Dialects
import LosslessJSON

/// JSON that is no session that we know: its elements, or its members, one by one.
struct JSONRecords: ReadableFormat {
  let name = "json"

  func confidence(in glimpse: Glimpse) -> Double { glimpse.container == .document ? 0.05 : 0 }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [opening.records(format: name, indexer: DocumentIndexer(opening.file, handler: RecordArray()))]
  }
}

/// JSON Lines of records that we do not know.
struct JSONLineRecords: ReadableFormat {
  let name = "json-lines"

  func confidence(in glimpse: Glimpse) -> Double { glimpse.container == .lines ? 0.05 : 0 }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [opening.records(format: name, indexer: LineIndexer(opening.file, handler: MessageLines(dialect: AnyRecord())))]
  }
}

/// Any text, by the line.
struct TextRecords: ReadableFormat {
  let name = "text"

  func confidence(in glimpse: Glimpse) -> Double { glimpse.container == .database ? 0 : 0.01 }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [opening.records(format: name, indexer: LineIndexer(opening.file, handler: TextLines()))]
  }
}

extension Opening {
  fileprivate func records(format: String, indexer: any SessionIndexer) -> IndexedSource {
    let session = Session(
      id: SessionID(firstID), source: path, format: format,
      problems: [ReadingProblem("this is no session of a known format: its records are shown one by one")],
      progress: .reading(bytes: 0, of: file.size))
    return IndexedSource(session, texts: file, indexer: indexer)
  }
}

private struct RecordArray: DocumentHandler {
  func take(_ document: Document, start: Int, into ledger: Ledger) -> [Reading] {
    let outline = MessageOutline(kind: .record, flags: .text)
    let root = document.root
    if root.kind == .array, root.count > 0 {
      for (ordinal, element) in root.elements.enumerated() {
        ledger.with { _ = $0.add(outline, at: Place(element, start: start, ordinal: ordinal)) }
      }
    } else {
      ledger.with { _ = $0.add(outline, at: Place(root, start: start, reading: 1)) }
    }
    return [Reading(pointer: "/#", dialect: AnyRecord()), Reading(pointer: "", dialect: AnyRecord())]
  }
}

private struct TextLines: LineHandler {
  let readings = [Reading(pointer: "", dialect: AnyRecord(), form: .text)]

  mutating func take(_ line: StoredLine, into ledger: Ledger) {
    ledger.with { _ = $0.add(MessageOutline(kind: .record, flags: .text), at: Place(line.range)) }
  }
}
