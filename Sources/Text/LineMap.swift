/// A long text as lines of a terminal, laid out only where it is looked at: a screenful costs a screenful (and at most a
/// few blocks of 32 KiB around it), in a value of 50 MB as in one of 50 bytes, and whatever the length of its lines.
///
/// Places are byte offsets, never line numbers, so a place survives another width. Where a line starts depends on the bytes
/// around it alone. To make that cheap a line of the text that is longer than a block goes on in a new line of the screen
/// after each block, also where nothing is wrapped.
package struct LineMap: Sendable, Equatable {
  package enum Wrap: Sendable, Equatable {
    /// Break where the width is used up.
    case cells
    /// Break after a blank where there is one.
    case words
    /// Break at newlines only, and show the columns from this one on.
    case off(from: Int)
  }

  package let bytes: [UInt8]
  /// Cells of a line, 1 or more.
  package let width: Int
  package let wrap: Wrap

  package init(_ bytes: [UInt8], width: Int, wrap: Wrap = .cells) {
    self.bytes = bytes
    self.width = max(1, width)
    self.wrap = wrap
  }

  /// At most `count` lines, the first of them the one that holds the byte at `offset`.
  package func lines(from offset: Int, count: Int) -> [DisplayLine] {
    guard !bytes.isEmpty, count > 0 else { return [] }
    return bytes.withUnsafeBufferPointer { text in
      let layout = Layout(text: text, width: width, wrap: wrap)
      var lines: [DisplayLine] = []
      var at = layout.lineStart(at: clamped(offset))
      var segmentEnd = layout.segments.end(after: at)
      while lines.count < count, at < text.count {
        if at >= segmentEnd { segmentEnd = layout.segments.end(after: at) }
        let end = layout.lineEnd(from: at, limit: segmentEnd)
        lines.append(layout.line(at..<end))
        at = end
      }
      return lines
    }
  }

  /// At most `count` lines just above the one that holds the byte at `offset`, in the order they are read.
  package func lines(before offset: Int, count: Int) -> [DisplayLine] {
    guard !bytes.isEmpty, count > 0 else { return [] }
    return bytes.withUnsafeBufferPointer { text in
      let layout = Layout(text: text, width: width, wrap: wrap)
      return layout.lineRanges(before: layout.lineStart(at: clamped(offset)), count: count).map(layout.line)
    }
  }

  /// The first byte of the line that holds the byte at `offset`.
  package func lineStart(at offset: Int) -> Int {
    guard !bytes.isEmpty else { return 0 }
    return bytes.withUnsafeBufferPointer { text in
      Layout(text: text, width: width, wrap: wrap).lineStart(at: clamped(offset))
    }
  }

  /// The start of the line that stands `count` lines below (above, when negative) the one at `offset`, or of the last or first.
  package func lineStart(at offset: Int, movedBy count: Int) -> Int {
    if count >= 0 { return lineStarts(from: offset, count: count + 1).last ?? 0 }
    guard !bytes.isEmpty else { return 0 }
    return bytes.withUnsafeBufferPointer { text in
      let layout = Layout(text: text, width: width, wrap: wrap)
      let start = layout.lineStart(at: clamped(offset))
      return layout.lineRanges(before: start, count: -count).first?.lowerBound ?? start
    }
  }

  /// Where to start so that the text's last line is the last of `count`.
  package func lastPageStart(count: Int) -> Int {
    lineStart(at: bytes.count, movedBy: 1 - max(1, count))
  }

  private func lineStarts(from offset: Int, count: Int) -> [Int] {
    guard !bytes.isEmpty else { return [] }
    return bytes.withUnsafeBufferPointer { text in
      let layout = Layout(text: text, width: width, wrap: wrap)
      var at = layout.lineStart(at: clamped(offset))
      var starts = [at]
      var segmentEnd = layout.segments.end(after: at)
      while starts.count < count {
        at = layout.lineEnd(from: at, limit: segmentEnd)
        guard at < text.count else { break }
        if at >= segmentEnd { segmentEnd = layout.segments.end(after: at) }
        starts.append(at)
      }
      return starts
    }
  }

  private func clamped(_ offset: Int) -> Int { min(max(0, offset), bytes.count - 1) }
}

/// The lines of a text, to be asked for where they are looked at.
package func lines(of bytes: [UInt8], width: Int, wrap: LineMap.Wrap = .cells) -> LineMap {
  LineMap(bytes, width: width, wrap: wrap)
}

/// A short text of ours as harmless lines of at most `width` cells, broken after words. Cost: the whole text.
package func wrapped(_ text: String, width: Int) -> [String] {
  LineMap(Array(text.utf8), width: width, wrap: .words).lines(from: 0, count: .max).map(\.text)
}
