/// Where each byte of a string's decoded text stands in the document, so that a place in arguments that are JSON inside a
/// JSON string can be shown in the raw message. Built when asked for; cost: one pass over the string, memory for its escapes.
package struct EscapeMap: Sendable, Equatable {
  /// One escape: where it starts in the decoded text and in the source, and how long it is in both.
  private struct Escape: Sendable, Equatable {
    var decoded: Int
    var source: Int
    var decodedLength: Int
    var sourceLength: Int
  }

  private var escapes: [Escape] = []
  /// The first byte behind the opening quote.
  private let start: Int
  /// Bytes of the decoded text.
  package let decodedCount: Int

  /// The map of a string; nil for any other value. Source offsets are the document's.
  package init?(_ value: JSONValue) {
    guard value.kind == .string else { return nil }
    let inside = value.inside
    start = inside.lowerBound
    guard value.hasEscapes else {
      decodedCount = inside.count
      return
    }
    var escapes: [Escape] = []
    decodedCount = value.document.bytes.withUnsafeBufferPointer { text in
      var at = inside.lowerBound
      var decoded = 0
      while at < inside.upperBound {
        guard text[at] == 0x5C else {
          at += 1
          decoded += 1
          continue
        }
        let escape = DecodedEscape(text, at, before: inside.upperBound)
        escapes.append(
          Escape(decoded: decoded, source: at, decodedLength: escape.decodedLength, sourceLength: escape.length))
        at += escape.length
        decoded += escape.decodedLength
      }
      return decoded
    }
    self.escapes = escapes
  }

  /// The source offset of a decoded byte, which for a byte of an escape is the escape's start. `decodedCount` gives the
  /// closing quote.
  package func source(of decoded: Int) -> Int {
    guard let escape = last(where: { $0.decoded <= decoded }) else { return start + decoded }
    let past = decoded - escape.decoded - escape.decodedLength
    return past < 0 ? escape.source : escape.source + escape.sourceLength + past
  }

  /// The source's bytes that stand for a range of the decoded text: whole escapes.
  package func source(of decoded: Range<Int>) -> Range<Int> {
    let lower = source(of: decoded.lowerBound)
    guard !decoded.isEmpty else { return lower..<lower }
    let last = decoded.upperBound - 1
    guard let escape = self.last(where: { $0.decoded <= last }), last < escape.decoded + escape.decodedLength else {
      return lower..<source(of: last) + 1
    }
    return lower..<escape.source + escape.sourceLength
  }

  /// The decoded offset that a byte of the source stands for, which for a byte of an escape is the escape's start.
  package func decoded(of source: Int) -> Int {
    guard let escape = last(where: { $0.source <= source }) else { return min(max(0, source - start), decodedCount) }
    let past = source - escape.source - escape.sourceLength
    return past < 0 ? escape.decoded : min(escape.decoded + escape.decodedLength + past, decodedCount)
  }

  /// The last escape that meets an ordered condition, by halving.
  private func last(where isBefore: (Escape) -> Bool) -> Escape? {
    var low = 0
    var high = escapes.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(escapes[middle]) { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? escapes[low - 1] : nil
  }
}
