package import Conversation
package import Diagnosis
import LosslessJSON

/// What the message pane shows, with the way back from each stretch of it to the stored bytes.
package struct MessageText: Sendable, Equatable {
  /// A stretch of the shown text and the stored bytes that it shows.
  struct Segment: Sendable, Equatable {
    var shown: Range<Int>
    var stored: Range<Int>
  }

  package let mode: MessageMode
  package let raw: RawText
  /// Syntax, where it is known.
  package let marks: [PaneText.Mark]
  /// Folded values, in order of what is shown.
  let folds: [JSONFolding.Fold]
  /// Segments of each stored text, in order of what is shown.
  let segments: [(origin: Origin, list: [Segment])]

  package static func == (left: MessageText, right: MessageText) -> Bool {
    left.mode == right.mode && left.raw == right.raw && left.marks == right.marks
  }

  init(_ turn: Turn, wire: WireText?, mode: MessageMode, folding: JSONFolding = JSONFolding()) {
    self.mode = mode
    switch mode {
    case .raw:
      raw = turn.raw
      folds = []
      marks = syntaxMarks(of: turn.raw)
      segments = [
        (turn.origin, [Segment(shown: 0..<turn.raw.bytes.count, stored: turn.origin.bytes)])
      ]
    case .pretty:
      var printer = PrettyPrinter(folding)
      printer.print(turn.raw, storedAt: turn.origin.bytes.lowerBound)
      raw = printer.raw
      marks = printer.marks
      segments = [(turn.origin, printer.segments)]
      folds = printer.folds
    case .wire:
      var builder = TextBuilder()
      var segments: [(origin: Origin, list: [Segment])] = []
      func add(_ title: String, _ bytes: RawText?, _ origin: Origin?, missing: String) {
        if let bytes, let origin {
          builder.line("\(title) · \(bytes.bytes.count) bytes · \(origin.source)", .heading)
          segments.append(
            (origin, [Segment(shown: builder.count..<builder.count + bytes.bytes.count, stored: origin.bytes)]))
          builder.add(bytes.bytes)
          builder.line()
        } else {
          builder.line("\(title): \(missing)", .dim)
        }
      }
      if let call = turn.modelCall {
        let loading = wire == nil
        add("request", wire?.request, call.request, missing: call.request == nil || !loading ? "not recorded" : "…")
        add("response", wire?.response, call.response, missing: call.response == nil || !loading ? "not recorded" : "…")
      } else {
        builder.line("no model request is recorded for this turn", .dim)
      }
      raw = builder.raw
      marks = builder.marks
      folds = []
      self.segments = segments
    }
  }

  /// Where stored bytes are shown, first to last; empty where this text does not show them.
  package func shown(_ origin: Origin) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for (place, list) in segments {
      guard place.source == origin.source, place.member == origin.member, place.row == origin.row else { continue }
      let first = list.partition { $0.stored.upperBound > origin.bytes.lowerBound }
      for segment in list[first...] {
        guard segment.stored.lowerBound < origin.bytes.upperBound else { break }
        ranges.append(shown(origin.bytes.clamped(to: segment.stored), in: segment))
      }
    }
    return ranges
  }

  private func shown(_ stored: Range<Int>, in segment: Segment) -> Range<Int> {
    guard segment.shown.count == segment.stored.count else { return segment.shown }
    let shift = segment.shown.lowerBound - segment.stored.lowerBound
    return stored.lowerBound + shift..<stored.upperBound + shift
  }

  /// The text with the places that prove a finding marked.
  package func marked(_ finding: Finding?) -> PaneText {
    let places = (finding?.evidence ?? []).flatMap { shown($0.origin) }
    return PaneText(raw: raw, marks: marks, emphasis: places.map { PaneText.Mark($0, .evidence) })
  }
}
