package import Debugging
import Text

/// The recorded result beside the runs of the same call.
package struct OutputPane: Pane {
  package let name = PaneName.output

  package func title(of state: DebuggerState) -> String {
    let runs = state.subject.map { state.runs.of($0).count } ?? 0
    return runs == 0 ? "Output" : "Output · \(runs) run\(runs == 1 ? "" : "s")"
  }

  package func lines(of state: DebuggerState, in place: Rectangle) -> [[Span]] {
    let columns = state.outputColumns
    guard !columns.isEmpty else { return [] }
    let widths = OutputColumn.widths(of: columns.count, in: place.columns)
    // All columns move together: as many lines as the longest has above its first line in sight.
    let longest = state.scrolled(.output)
    let above = longest.map { $0.start == 0 ? 0 : $0.map.lines(before: $0.start, count: 100_000).count } ?? 0
    let drawn = zip(columns, widths).map { column, width in
      [[Span(column.title, .header)]]
        + ScrolledText(
          column.text, anchor: .top, columns: width, rows: above + place.rows - 1,
          wrap: state.wraps ? .words : .off(from: state.sideways)
        ).styledLines().dropFirst(above)
    }
    return (0..<place.rows).map { row in
      var spans: [Span] = []
      for (place, lines) in drawn.enumerated() {
        if place > 0 { spans.append(Span("│", .title)) }
        spans += (row < lines.count ? lines[row] : []).fitted(widths[place])
      }
      return spans
    }
  }
}
