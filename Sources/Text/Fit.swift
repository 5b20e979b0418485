/// A text as exactly `columns` cells of one line, harmless: padded with blanks, or cut before a `…`. A cluster is never
/// split: where a wide one does not fit, a blank stands after the `…`. Cost: what is shown, however long the text is.
package func fit(_ text: some StringProtocol, _ columns: Int) -> String {
  guard columns > 0 else { return "" }
  let cut = cut(text, columns)
  return cut.text + String(repeating: " ", count: columns - cut.width)
}

/// A text in at most `columns` cells of one line, harmless, cut before a `…` where it is longer; and the cells it takes.
package func cut(_ text: some StringProtocol, _ columns: Int) -> (text: String, width: Int) {
  guard columns > 0 else { return ("", 0) }
  func cutting(_ buffer: UnsafeBufferPointer<UInt8>) -> (text: String, width: Int) {
    var shown: [UInt8] = []
    var cells = 0
    var kept = (bytes: 0, cells: 0)
    var at = 0
    while at < buffer.count {
      let atom = Atom(buffer, at: at)
      if cells + atom.width > columns {
        shown.removeLast(shown.count - kept.bytes)
        shown.append(contentsOf: Array("…".utf8))
        return (String(decoding: shown, as: UTF8.self), kept.cells + 1)
      }
      atom.write(buffer, from: at, to: &shown)
      cells += atom.width
      at = atom.end
      if cells < columns { kept = (shown.count, cells) }
    }
    return (String(decoding: shown, as: UTF8.self), cells)
  }
  if let result = text.utf8.withContiguousStorageIfAvailable(cutting) { return result }
  return Array(text.utf8).withUnsafeBufferPointer(cutting)
}
