import Debugging
import LosslessJSON
import Schemas
import Text

extension DebuggerState {
  /// Where the arguments editor stands while it is open.
  var editorPlace: Rectangle? {
    guard case .arguments? = prompt else { return nil }
    let layout = layout
    return layout.rectangle(of: lower) ?? layout.rectangle(of: side) ?? layout.places.last?.rectangle
  }

  var editorTitle: String? {
    guard case .arguments(let editor)? = prompt else { return nil }
    switch editor.purpose {
    case .run: return "Arguments of \(editor.tool) · Enter runs it here"
    case .stage: return "Arguments of \(editor.tool) · Enter stages them for the program"
    }
  }
}

/// The text, as much of it as keeps the cursor in sight, and under it what is wrong with it. Returns the cursor's cell.
func drawEditor(_ arguments: ArgumentsEditor, in place: Rectangle, _ canvas: inout Canvas) -> (column: Int, row: Int) {
  let verdict = verdict(arguments, columns: place.columns).prefix(max(1, place.rows / 2))
  let rows = max(1, place.rows - verdict.count)
  let editor = arguments.editor
  // A blank behind the text: the cursor always stands on a cell.
  let bytes = Array((editor.text + " ").utf8)
  let byte = String(editor.characters[..<editor.cursor]).utf8.count
  let map = LineMap(bytes, width: place.columns, wrap: .cells)
  let lines = map.lines(from: 0, count: .max)
  let cursorLine = lines.firstIndex { $0.bytes.contains(byte) } ?? max(0, lines.count - 1)
  let first = max(0, min(cursorLine - rows + 1, lines.count - rows))
  let top = cursorLine < first ? cursorLine : max(first, cursorLine - rows + 1)
  let shown = lines.dropFirst(top).prefix(rows)
  var drawn: [[Span]] = shown.map { [Span($0.text)] }
  while drawn.count < rows { drawn.append([]) }
  canvas.put(drawn + verdict, in: place)
  let column = lines.isEmpty ? 0 : lines[cursorLine].columns(of: byte..<byte + 1)?.lowerBound ?? 0
  return (place.column + min(column, place.columns - 1), place.row + cursorLine - top)
}

private func verdict(_ arguments: ArgumentsEditor, columns: Int) -> [[Span]] {
  if let error = arguments.error {
    let text = "✗ not JSON: \(error.reason), line \(error.line), column \(error.column)"
    return wrapped(text, width: columns).map { [Span($0, .error)] }
  }
  let wrong = arguments.diff.rows.filter { $0.mark != .same }
  guard !wrong.isEmpty else {
    let note = arguments.diff.note.map { " · \($0)" } ?? ", and as declared"
    return [[Span("✓ JSON\(note)", .success)]]
  }
  return wrong.map { row in
    [
      Span("\(row.mark.rawValue) \(row.name)  ", row.mark == .error ? .error : .warning),
      Span(row.note ?? "\(row.declared ?? "–") | \(row.implemented ?? "–") | \(row.received ?? "–")"),
    ]
  }
}
