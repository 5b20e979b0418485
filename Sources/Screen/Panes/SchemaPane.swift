import Conversation
package import Debugging
import Diagnosis
import Schemas
import Text

/// Declared to the model | implemented in the program | received, one row a property path.
package struct SchemaPane: Pane {
  package let name = PaneName.schema

  package func title(of state: DebuggerState) -> String {
    guard let runtime = state.session?.examination?.runtime ?? state.session?.runtime else { return "Schema" }
    let order = state.hasMarksFirst ? " · marks first" : ""
    return "Schema · \(runtime.id)" + order
      + (runtime.confidence == .certain ? "" : " (\(runtime.confidence.rawValue))")
  }

  package func lines(of state: DebuggerState, in place: Rectangle) -> [[Span]] {
    guard let diff = state.schemaDiff else {
      guard let session = state.session, session.turn != nil else { return [] }
      return [[Span(session.selectedCall == nil ? "this turn calls no tool" : "…", .dim)]]
    }
    var lines = diff.note.map { wrapped($0, width: place.columns).map { [Span($0, .warning)] } } ?? []
    guard !diff.rows.isEmpty else { return lines }
    let table = SchemaTable(diff, tool: state.toolInSchema, hasSources: !state.tools.isEmpty, columns: place.columns)
    if let header = table.header { lines.append(header) }
    let free = max(1, place.rows - lines.count)
    let selected = state.session?.selection.schemaRow ?? 0
    let isFocused = state.focus == .schema
    var drawn: [[Span]] = []
    var selectedEnd = 0
    for (index, row) in diff.rows.enumerated() {
      let rows = table.lines(row)
      drawn += isFocused && index == selected ? rows.map { $0.map { Span($0.text, .selected) } } : rows
      if index == selected { selectedEnd = drawn.count }
    }
    let first = min(max(0, selectedEnd - free), max(0, drawn.count - free))
    return lines + drawn.dropFirst(first).prefix(free)
  }
}

extension DebuggerState {
  fileprivate var toolInSchema: String {
    if case .arguments(let editor)? = prompt { return editor.tool }
    return session?.selectedCall?.name ?? ""
  }
}

/// The columns of one table.
private struct SchemaTable {
  private let widths: [Int]
  private let columns: Int
  let header: [Span]?

  /// Less room than this, and a row becomes words.
  private static let narrowest = 56

  init(_ diff: SchemaDiff, tool: String, hasSources: Bool, columns: Int) {
    self.columns = columns
    let hasCode = diff.rows.contains { $0.implemented != nil }
    let titles = [
      "property", "declared to the model", hasCode ? "\(tool)(…)" : hasSources ? "code" : "code (no --tools)",
      "received",
    ]
    guard columns >= Self.narrowest else {
      widths = []
      header = nil
      return
    }
    let cells = diff.rows.map(Self.cells)
    var widths = titles.indices.map { column in
      ([titles[column]] + cells.map { $0[column] }).map { min(columns, width(of: $0)) }.max() ?? 0
    }
    // The widest gives way until all fit.
    while widths.reduce(2, { $0 + $1 + 2 }) > columns, let widest = widths.indices.max(by: { widths[$0] < widths[$1] })
    {
      widths[widest] -= 1
    }
    self.widths = widths
    header = [Span("  ")] + zip(titles, widths).map { Span(fit($0, $1) + "  ", .header) }
  }

  private static func cells(_ row: SchemaDiff.Row) -> [String] {
    [
      String(repeating: "  ", count: row.depth) + row.name, row.declared ?? "–", row.implemented ?? "–",
      row.received ?? "–",
    ]
  }

  func lines(_ row: SchemaDiff.Row) -> [[Span]] {
    let cells = Self.cells(row)
    let style = Style(row.mark)
    guard !widths.isEmpty else {
      var lines = [
        [
          Span(row.mark.rawValue + " ", style), Span(cells[0], .name),
          Span("  \(cells[1]) | \(cells[2]) | ", .plain), Span(cells[3], style),
        ]
      ]
      if let note = row.note { lines += wrapped(note, width: max(8, columns - 4)).map { [Span("    " + $0, style)] } }
      return lines
    }
    var spans = [Span(row.mark.rawValue + " ", style)]
    for (place, cell) in cells.enumerated() {
      spans.append(Span(fit(cell, widths[place]) + "  ", place == 0 ? .name : place == 3 ? style : .plain))
    }
    let used = 2 + widths.reduce(0) { $0 + $1 + 2 }
    guard let note = row.note else { return [spans] }
    if width(of: note) <= columns - used { return [spans + [Span(note, style)]] }
    return [spans] + wrapped(note, width: max(8, columns - 4)).map { [Span("    " + $0, style)] }
  }
}

extension Style {
  fileprivate init(_ mark: SchemaDiff.Row.Mark) {
    self =
      switch mark {
      case .same: .plain
      case .error: .error
      case .tolerated, .notImplemented: .warning
      case .receivedOnly: .warning
      }
  }
}
