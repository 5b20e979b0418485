/// A text that is read although it is not quite JSON.
package struct ToleratedDocument: Sendable {
  /// Its bytes are those that were given. A word such as `NaN` is a number whose lexeme is that word.
  package let document: Document
  /// The first thing that JSON does not allow; nil where the text is JSON.
  package let flaw: JSONError?
}

extension Document {
  /// Reads what real programs write for JSON: beside JSON itself bytes that are no UTF-8, raw control characters in strings,
  /// `NaN` and `Infinity`. Every place is exact. Throws what else is wrong.
  ///
  /// Cost: that of `init` where the text is JSON; else two more passes and a copy.
  package static func tolerating(_ bytes: [UInt8]) throws(JSONError) -> ToleratedDocument {
    let flaw: JSONError
    do {
      return ToleratedDocument(document: try Document(bytes), flaw: nil)
    } catch {
      guard [.notUTF8, .rawControlCharacter, .notANumber].contains(error.kind) else { throw error }
      flaw = error
    }
    return ToleratedDocument(document: try Document(bytes, readAs: standIn(for: bytes)), flaw: flaw)
  }

  /// A text of the same length, in which strict JSON stands where those flaws do.
  private static func standIn(for bytes: [UInt8]) -> [UInt8] {
    var text = bytes
    var at = 0
    var isInString = false
    while at < text.count {
      let byte = text[at]
      if !isInString {
        if [0x2D, 0x49, 0x4E].contains(byte),
          let word = ["-Infinity", "Infinity", "NaN"].first(where: { bytes[at...].starts(with: $0.utf8) })
        {
          for place in at..<at + word.utf8.count { text[place] = 0x31 }
          at += word.utf8.count
          continue
        }
        isInString = byte == 0x22
        at += 1
      } else if byte == 0x22 {
        isInString = false
        at += 1
      } else if byte == 0x5C {
        at += 2
      } else if byte < 0x20 {
        text[at] = 0x20
        at += 1
      } else if byte < 0x80 {
        at += 1
      } else {
        let length = scalarLength(bytes, at)
        if length == 0 { text[at] = 0x3F }
        at += max(1, length)
      }
    }
    return text
  }

  /// Bytes of the UTF-8 scalar that starts here; 0 where none does.
  private static func scalarLength(_ bytes: [UInt8], _ at: Int) -> Int {
    let first = bytes[at]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
    guard length > 0, first < 0xF5, at + length <= bytes.count else { return 0 }
    guard bytes[at + 1..<at + length].allSatisfy({ $0 & 0xC0 == 0x80 }) else { return 0 }
    switch (first, bytes[at + 1]) {
    case (0xE0, ..<0xA0), (0xED, 0xA0...), (0xF0, ..<0x90), (0xF4, 0x90...): return 0
    default: return length
    }
  }
}

extension Document {
  /// The beginning of a text that is no JSON from byte `broken` on: what stands before that, with what is open there closed.
  /// Values that end at `end` or before it are whole; nil where nothing was begun.
  package static func beginning(of bytes: [UInt8], brokenAt broken: Int) -> (document: Document, end: Int)? {
    let text = standIn(for: bytes)
    var open: [UInt8] = []
    var good = 0
    var at = 0
    var followsColon = false
    while at < min(broken, text.count) {
      let byte = text[at]
      switch byte {
      case 0x7B, 0x5B:
        open.append(byte == 0x7B ? 0x7D : 0x5D)
        followsColon = false
        at += 1
        good = at
      case 0x7D, 0x5D:
        guard open.popLast() == byte else { return nil }
        at += 1
        good = at
      case 0x22:
        guard let end = stringEnd(text, at), end <= broken else { return close(text, bytes, good, open) }
        at = end
        if open.last == 0x5D || followsColon { good = at }
        followsColon = false
      case 0x3A:
        followsColon = true
        at += 1
      case 0x2C, 0x20, 0x0A, 0x0D, 0x09: at += 1
      default:
        let end = text[at...].firstIndex { [0x2C, 0x7D, 0x5D, 0x20, 0x0A, 0x0D, 0x09].contains($0) } ?? text.count
        // A number or word at the very end may have been longer.
        guard end < min(broken + 1, text.count) else { return close(text, bytes, good, open) }
        at = end
        good = at
        followsColon = false
      }
    }
    return close(text, bytes, good, open)
  }

  private static func close(
    _ text: [UInt8], _ bytes: [UInt8], _ end: Int, _ open: [UInt8]
  ) -> (document: Document, end: Int)? {
    let closers = open.reversed()
    guard end > 0,
      let document = try? Document(Array(bytes[..<end]) + closers, readAs: Array(text[..<end]) + closers)
    else { return nil }
    return (document, end)
  }

  private static func stringEnd(_ text: [UInt8], _ start: Int) -> Int? {
    var at = start + 1
    while at < text.count {
      if text[at] == 0x22 { return at + 1 }
      at += text[at] == 0x5C ? 2 : 1
    }
    return nil
  }
}
