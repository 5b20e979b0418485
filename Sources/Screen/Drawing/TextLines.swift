import Conversation
import Debugging
import Text

extension ScrolledText {
  /// The lines in sight, each stretch in the style of what it means; what we escaped stands out.
  func styledLines(matching pattern: String? = nil) -> [[Span]] {
    lines.map { line in
      var styles = Array(repeating: Style.plain, count: line.width)
      func paint(_ range: Range<Int>, _ style: Style) {
        guard range.overlaps(line.bytes), let columns = line.columns(of: range.clamped(to: line.bytes)) else { return }
        for column in columns where styles.indices.contains(column) { styles[column] = style }
      }
      for mark in text.marks(in: line.bytes) { paint(mark.range, Style(mark.meaning)) }
      for part in line.parts() where part.isEscape {
        for column in part.columns where styles.indices.contains(column) && styles[column] == .plain {
          styles[column] = .literal
        }
      }
      if let pattern, !pattern.isEmpty {
        let shown = line.text.lowercased()
        for found in shown.ranges(of: pattern.lowercased()) {
          let start = width(of: shown[..<found.lowerBound])
          for column in start..<start + width(of: shown[found]) where styles.indices.contains(column) {
            styles[column] = .match
          }
        }
      }
      var spans: [Span] = []
      var column = 0
      for character in line.text {
        let style = styles.indices.contains(column) ? styles[column] : .plain
        if let last = spans.last, last.style == style {
          spans[spans.count - 1].text.append(character)
        } else {
          spans.append(Span(String(character), style))
        }
        column += width(of: character)
      }
      return spans
    }
  }

  /// How far down the text stands, for a title; nil where all of it is in sight.
  var progress: String? {
    let shown = lines
    guard let first = shown.first, let last = shown.last else { return nil }
    let total = text.raw.bytes.count
    if first.bytes.lowerBound == 0 && last.bytes.upperBound >= total { return nil }
    return last.bytes.upperBound >= total ? "end" : "\(last.bytes.upperBound * 100 / total) %"
  }
}

extension Style {
  init(_ meaning: Meaning) {
    self =
      switch meaning {
      case .plain: .plain
      case .dim: .dim
      case .heading: .header
      case .error: .error
      case .warning: .warning
      case .success: .success
      case .tool: .tool
      case .name: .name
      case .string: .string
      case .number: .number
      case .literal: .literal
      case .match: .match
      case .evidence: .evidence
      }
  }
}
