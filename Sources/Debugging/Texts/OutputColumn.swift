import Conversation
import Diagnosis

/// One column of the output pane: what is recorded, or one run.
package struct OutputColumn: Sendable, Equatable {
  package var title: String
  package var text: PaneText

  /// Cells of each of so many columns, with one cell for the fence between them.
  package static func widths(of count: Int, in columns: Int) -> [Int] {
    let free = columns - (count - 1)
    return (0..<max(1, count)).map { place in max(1, free / max(1, count) + (place < free % max(1, count) ? 1 : 0)) }
  }
}

extension DebuggerState {
  /// The recorded output of the selected call (or the results of a result turn) and as many of the latest runs as have
  /// room beside it.
  package var outputColumns: [OutputColumn] {
    guard let session, let turn = session.turn else { return [] }
    let runs = subject.map { self.runs.of($0) } ?? []
    let width = layout.rectangle(of: .output)?.columns ?? size.columns
    let room = max(1, width / 36)
    var columns: [OutputColumn] = []
    if runs.isEmpty || room > 1 || width >= 60 { columns.append(recorded(turn, session)) }
    let shown = runs.suffix(max(1, room - columns.count))
    for (place, run) in runs.enumerated() where place >= runs.count - shown.count {
      columns.append(column(of: run, number: place + 1, beside: recordedContent(session)))
    }
    return columns
  }

  private func recordedContent(_ session: SessionState) -> RawText? {
    session.examination?.result?.result.content
  }

  private func recorded(_ turn: Turn, _ session: SessionState) -> OutputColumn {
    var builder = TextBuilder()
    if session.selectedCall != nil {
      guard let linked = session.examination?.result else {
        let word = session.examination == nil ? "…" : "no result of this call is recorded"
        return OutputColumn(title: "recorded", text: PaneText(raw: RawText(word)))
      }
      add(linked.result, &builder)
      let place = linked.turn == turn.index ? "this turn" : "turn \(linked.turn)"
      let state = linked.result.isError == true ? " (is_error)" : ""
      return OutputColumn(title: "recorded\(state) · \(place), by \(linked.how)", text: builder.text)
    }
    guard !turn.message.results.isEmpty else {
      return OutputColumn(title: "recorded", text: PaneText(raw: RawText("this turn has no call and no result")))
    }
    for result in turn.message.results {
      if turn.message.results.count > 1 {
        builder.line("\(result.name ?? "?") \(result.callID ?? "")", .heading)
      }
      add(result, &builder)
    }
    let isError = turn.message.results.contains { $0.isError == true }
    return OutputColumn(title: "recorded" + (isError ? " (is_error)" : ""), text: builder.text)
  }

  private func add(_ result: ToolResult, _ builder: inout TextBuilder) {
    builder.add(result.content.bytes, result.isError == true ? .error : .plain)
    builder.line()
    if let exception = result.exception { add(exception, &builder) }
    var words = [jsonWord(result.content), "\(result.content.bytes.count) bytes to the model"]
    if let duration = result.duration { words.append(time(duration)) }
    builder.line(words.joined(separator: " · "), .dim)
  }

  private func add(_ exception: ExceptionRecord, _ builder: inout TextBuilder) {
    let line = "\(exception.type): \(exception.message)"
    builder.line(line, .error)
    // A refusal before the function has no frames: its traceback is the line itself.
    if let traceback = exception.traceback, traceback.contains("\n  ") { builder.line(traceback, .dim) }
  }

  private func column(of run: Run, number: Int, beside recorded: RawText?) -> OutputColumn {
    var builder = TextBuilder()
    var title = "run \(number)"
    if let call = session?.selectedCall, let change = change(from: call.arguments.bytes, to: run.invocation.arguments) {
      title += " · \(change)"
    }
    if let failure = run.failure { builder.line(failure, .error) }
    if let outcome = run.outcome {
      title += " · \(word(outcome)) · \(time(outcome.duration))"
      if let content = outcome.content {
        builder.add(content.bytes, outcome.isError ? .error : .plain)
        builder.line()
        builder.line(
          "\(outcome.contentIsJSON ? "JSON" : "not JSON") · \(content.bytes.count) bytes to the model", .dim)
        if let recorded { builder.line(difference(content, recorded), .dim) }
      } else {
        builder.line("the model is given nothing", .dim)
      }
      if let exception = outcome.exception { add(exception, &builder) }
      if let note = outcome.note { builder.line(note, .warning) }
    } else if run.failure == nil {
      title += run.source == nil ? " · starting" : " · running, x cancels"
    }
    let printed = run.outcome.map(\.output) ?? run.output
    if !printed.isEmpty {
      builder.line("printed:", .heading)
      builder.line(printed)
    }
    builder.line("arguments: \(run.invocation.arguments)", .dim)
    if let source = run.source {
      builder.line("by \(run.executor ?? "?") of \(source)", .dim)
    }
    return OutputColumn(title: title, text: builder.text)
  }

  private func word(_ outcome: ToolRunOutcome) -> String {
    switch outcome.status {
    case .returned: outcome.isError ? "✗ refused" : "✓ returned"
    case .failed: "✗ failed"
    case .notSerialisable: "✗ not serialisable"
    case .timedOut: "✗ timed out"
    case .cancelled: "cancelled"
    case .crashed: "✗ crashed"
    }
  }

  private func difference(_ new: RawText, _ old: RawText) -> String {
    if new.bytes == old.bytes { return "the same as recorded" }
    let place = zip(new.bytes, old.bytes).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    return "differs from what is recorded, first at byte \(place ?? min(new.bytes.count, old.bytes.count))"
  }
}

/// Seconds as a person reads them.
package func time(_ seconds: Double) -> String {
  if seconds < 0.000_05 { return "<0.1 ms" }
  if seconds < 0.0095 { return "\(oneDigit(seconds * 1000)) ms" }
  if seconds < 1 { return "\(Int((seconds * 1000).rounded())) ms" }
  return "\(oneDigit(seconds)) s"
}

private func oneDigit(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}
