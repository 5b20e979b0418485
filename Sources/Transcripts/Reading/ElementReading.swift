import Conversation
import LosslessJSON

/// The elements of an array, read as the lines of a file would be: programs save their records either way. Pointers start
/// at the element.
struct EachElement<Handler: LineHandler>: DocumentHandler {
  let handler: Handler

  func take(_ document: Document, start: Int, into ledger: Ledger) -> [Reading] {
    var handler = handler
    for element in document.root.elements {
      handler.take(StoredLine(bytes: Array(element.rawBytes), start: start + element.range.lowerBound), into: ledger)
    }
    handler.finish(in: ledger)
    return handler.readings
  }
}

extension Opening {
  /// Reads the records of the source: its lines, the elements of its array, or the one record that is laid out over lines.
  func records(_ handler: some LineHandler) -> any SessionIndexer {
    if isArray { return DocumentIndexer(file, handler: EachElement(handler: handler)) }
    return LineIndexer(file, takesTorn: !isGrowing, isOneRecord: glimpse.isLaidOut, handler: handler)
  }
}

extension Glimpse {
  /// What would be seen of the elements if they were lines; nil where the source is no array of objects.
  var elements: Glimpse? {
    guard container == .document, head.first == 0x5B, let inner = outline.elements else { return nil }
    var glimpse = self
    glimpse.container = .lines
    glimpse.isLaidOut = false
    glimpse.outline = inner
    return glimpse
  }
}
