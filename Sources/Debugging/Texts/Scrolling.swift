import Conversation
import Diagnosis
package import Text

/// A scrolled text on the screen: which lines of it are in sight follows from the anchor and the size alone.
package struct ScrolledText: Sendable {
  package var text: PaneText
  package var anchor: Anchor
  package var columns: Int
  package var rows: Int
  package var wrap: LineMap.Wrap

  package init(_ text: PaneText, anchor: Anchor, columns: Int, rows: Int, wrap: LineMap.Wrap) {
    self.text = text
    self.anchor = anchor
    self.columns = columns
    self.rows = rows
    self.wrap = wrap
  }

  package var map: LineMap { LineMap(text.raw.bytes, width: columns, wrap: wrap) }

  /// The first byte of the first line in sight.
  package var start: Int {
    switch anchor {
    case .top: 0
    // A page that has room for all that follows shows what stands before it too.
    case .byte(let byte): min(map.lineStart(at: byte), map.lastPageStart(count: rows))
    case .end: map.lastPageStart(count: rows)
    }
  }

  package var lines: [DisplayLine] { map.lines(from: start, count: rows) }

  /// The anchor after scrolling by lines. It stops where the last line stands at the bottom.
  func moved(by lines: Int) -> Anchor {
    let map = map
    let here = start
    let last = map.lastPageStart(count: rows)
    let place = map.lineStart(at: here, movedBy: lines)
    if place <= 0 { return .top }
    return .byte(lines > 0 ? max(min(place, last), min(here, last)) : place)
  }

  /// The anchor that brings a byte into sight: the present one if it is, else one that shows two lines above it.
  func showing(_ byte: Int) -> Anchor {
    if let last = lines.last, byte >= start, byte < last.bytes.upperBound { return anchor }
    let place = map.lineStart(at: byte, movedBy: -min(2, rows / 2))
    return place <= 0 ? .top : .byte(place)
  }
}

extension DebuggerState {
  /// The text that scroll keys act on: that of the topmost view, else of the focused pane; nil where keys move a selection.
  package var scrolled: ScrolledText? {
    if let view = views.last, let place = layout.view {
      guard view.list == nil else { return nil }
      return ScrolledText(
        text(of: view), anchor: view.anchor, columns: place.columns, rows: place.rows, wrap: wrap(.words))
    }
    switch focus {
    case .message, .output, .program: return scrolled(focus)
    case .turns, .calls, .schema, .why: return nil
    }
  }

  /// The scrolled text of a pane, where it stands on the screen now.
  package func scrolled(_ pane: PaneName) -> ScrolledText? {
    guard let place = layout.rectangle(of: pane) else { return nil }
    let anchor = anchors[pane] ?? (pane == .program ? .end : .top)
    switch pane {
    case .message:
      guard let session, session.turn != nil, let loaded = session.loaded else { return nil }
      return ScrolledText(
        loaded.text.marked(session.finding), anchor: anchor, columns: place.columns, rows: place.rows,
        wrap: wrap(.cells))
    case .program:
      guard let live else { return nil }
      return ScrolledText(
        PaneText(raw: live.output.text), anchor: anchor, columns: place.columns, rows: place.rows, wrap: wrap(.cells))
    case .output:
      let columns = outputColumns
      guard let longest = columns.max(by: { $0.text.raw.bytes.count < $1.text.raw.bytes.count }) else { return nil }
      let widths = OutputColumn.widths(of: columns.count, in: place.columns)
      return ScrolledText(
        longest.text, anchor: anchor, columns: widths[0], rows: max(1, place.rows - 1), wrap: wrap(.words))
    case .turns, .calls, .schema, .why: return nil
    }
  }

  func wrap(_ mode: LineMap.Wrap) -> LineMap.Wrap { wraps ? mode : .off(from: sideways) }

  /// Scrolls the topmost view or the focused pane.
  mutating func scroll(by lines: Int) {
    guard let scrolled else { return }
    anchorScrolled(scrolled.moved(by: lines))
  }

  mutating func anchorScrolled(_ anchor: Anchor) {
    if views.isEmpty { anchors[focus] = anchor } else { views[views.count - 1].anchor = anchor }
  }

  /// Rows of what the scroll keys act on.
  var pageRows: Int {
    max(1, scrolled?.rows ?? layout.view?.rows ?? layout.rectangle(of: focus)?.rows ?? size.rows - 4)
  }

  /// Brings what was searched for, or the evidence of the selected finding, into sight in the message pane, once the turn
  /// is loaded.
  mutating func reveal() {
    guard mustReveal || mustShowMatch, let session, session.turn != nil, let loaded = session.loaded else { return }
    if mustShowMatch, let pattern, let pane = scrolled(.message) {
      mustShowMatch = false
      mustReveal = false
      if let place = pane.text.firstMatch(of: pattern) { anchors[.message] = pane.showing(place) }
      return
    }
    mustReveal = false
    guard let finding = session.finding, let pane = scrolled(.message) else { return }
    let places = finding.evidence.lazy.flatMap { loaded.text.shown($0.origin) }
    guard let first = places.first else { return }
    anchors[.message] = pane.showing(first.lowerBound)
  }
}
