/// Text of unknown origin as one line that is harmless in a terminal: what would steer the terminal or hide in it stands as
/// an escape in ASCII (`\e`, `\n`, `\t`, `\x07`, `\u{202E}`; `\xFF` for a byte that is no UTF-8).
///
/// Kept as they are: letters, signs, spaces, marks on a letter, and the joiners and selectors inside an emoji or a word whose
/// script needs them. A backslash stays single, so an escape that stood in the text looks like ours: where that matters,
/// `DisplayLine` says which cells are escapes.
package func visible(_ bytes: some Sequence<UInt8>) -> String {
  if let text = bytes.withContiguousStorageIfAvailable(visible(buffer:)) { return text }
  return Array(bytes).withUnsafeBufferPointer(visible(buffer:))
}

/// The same of a string.
package func visible(_ text: some StringProtocol) -> String {
  visible(text.utf8)
}

/// Terminal cells that a text takes when it is shown, escapes included: East Asian wide letters and emoji two, marks none.
package func width(of text: some StringProtocol) -> Int {
  if let cells = text.utf8.withContiguousStorageIfAvailable(width(buffer:)) { return cells }
  return Array(text.utf8).withUnsafeBufferPointer(width(buffer:))
}

/// Terminal cells that a grapheme cluster takes when it is shown.
package func width(of character: Character) -> Int {
  width(of: String(character))
}

private func visible(buffer: UnsafeBufferPointer<UInt8>) -> String {
  guard buffer.contains(where: { $0 < 0x20 || $0 > 0x7E }) else { return String(decoding: buffer, as: UTF8.self) }
  var text: [UInt8] = []
  text.reserveCapacity(buffer.count + 16)
  var at = 0
  while at < buffer.count {
    let atom = Atom(buffer, at: at)
    atom.write(buffer, from: at, to: &text)
    at = atom.end
  }
  return String(decoding: text, as: UTF8.self)
}

private func width(buffer: UnsafeBufferPointer<UInt8>) -> Int {
  var cells = 0
  var at = 0
  while at < buffer.count {
    let atom = Atom(buffer, at: at)
    cells += atom.width
    at = atom.end
  }
  return cells
}

extension Atom {
  /// Appends what is shown for this atom, which starts at `start`.
  func write(_ buffer: UnsafeBufferPointer<UInt8>, from start: Int, to text: inout [UInt8]) {
    guard kind != .cluster else {
      text.append(contentsOf: buffer[start..<end])
      return
    }
    if buffer[start] < 0x80 {
      Escape.ofScalar(UInt32(buffer[start])).write(to: &text)
    } else if let (scalar, _) = decodeScalar(buffer, start) {
      Escape.ofScalar(scalar.value).write(to: &text)
    } else {
      Escape.ofByte(buffer[start]).write(to: &text)
    }
  }
}
