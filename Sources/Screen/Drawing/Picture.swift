package import Debugging
import Conversation
import Text

/// The screen for a state. Cost: what is in sight.
package func frame(of state: DebuggerState) -> Frame {
  let layout = state.layout
  guard layout.kind != .tooSmall else { return tooSmall(state.size) }
  var canvas = Canvas(size: state.size)
  var cursor: (column: Int, row: Int)?
  canvas.draw(layout)
  canvas.put(titleBar(state), row: 0, column: 0, columns: state.size.columns)
  drawTitles(state, layout, &canvas)
  let editor = state.editorPlace
  for place in layout.places where place.rectangle != editor {
    guard let pane = KnownPanes.pane(place.pane) else { continue }
    canvas.put(pane.lines(of: state, in: place.rectangle), in: place.rectangle)
  }
  if let place = layout.view, let list = state.list {
    canvas.put(list.styledLines(rows: place.rows), in: place)
  } else if let place = layout.view, let view = state.scrolled {
    canvas.put(view.styledLines(), in: place)
  }
  if let editor, case .arguments(let arguments)? = state.prompt {
    cursor = drawEditor(arguments, in: editor, &canvas)
  }
  let last = state.size.rows - 1
  let (bottom, column) = bottomLine(state)
  canvas.put(bottom, row: last, column: 0, columns: state.size.columns)
  if let column { cursor = (min(column, state.size.columns - 1), last) }
  var frame = Frame(size: state.size, lines: canvas.lines)
  frame.cursor = cursor
  return frame
}

private func drawTitles(_ state: DebuggerState, _ layout: Layout, _ canvas: inout Canvas) {
  for rule in layout.rules {
    var title: String?
    var style = Style.title
    if let pane = rule.pane {
      title = KnownPanes.pane(pane)?.title(of: state)
      if pane == state.focus { style = .focusedTitle }
      if let editor = state.editorPlace, layout.rectangle(of: pane) == editor { title = state.editorTitle }
    } else if let place = layout.view, let view = state.views.last {
      let progress = view.list?.progress(rows: place.rows) ?? state.scrolled?.progress
      title = view.title + (progress.map { " · \($0)" } ?? "")
      style = .focusedTitle
    }
    guard let title else { continue }
    let text = cut(" \(title) ", rule.columns.count - 2)
    canvas.put([Span(text.text, style)], row: rule.row, column: rule.columns.lowerBound + 1, columns: text.width)
  }
}

/// Below 40×10: one sentence.
private func tooSmall(_ size: Size) -> Frame {
  let words = wrapped(
    "Turntable needs 40×10 cells; this terminal has \(size.columns)×\(size.rows).", width: max(1, size.columns))
  let lines = (0..<max(0, size.rows)).map { row in
    [Span(row < words.count ? words[row] : "")].fitted(max(0, size.columns))
  }
  return Frame(size: size, lines: lines)
}
