/// Where a scrolled text stands: a place in the text, never a line number, so that resizing and wrapping keep it.
package enum Anchor: Sendable, Equatable {
  case top
  /// The line that holds this byte is the first one shown.
  case byte(Int)
  /// The last line is the last one shown.
  case end
}
