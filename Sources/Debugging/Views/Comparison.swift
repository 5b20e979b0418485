import Conversation
import Diagnosis
import LosslessJSON
import Text

/// A call beside the nearest earlier (or later) call of the same tool.
package struct Comparison: Sendable, Equatable {
  /// A call with its result, as far as both are loaded.
  struct Side: Sendable, Equatable {
    var call: ToolCall
    var result: LinkedResult?
  }
  var session: SessionID
  var here: Side
  var isForward: Bool
  var there: Side?
  /// The turn that is asked for, or is to be: the tool may be among its calls.
  var candidate: Int?
  var isAsked = false

  /// A turn that was asked for: its call of the tool nearest to ours, or the next turn to look at.
  mutating func take(_ turn: Turn, of session: SessionState) {
    guard turn.index == candidate else { return }
    isAsked = false
    let calls = turn.message.calls.filter { call in
      call.name == here.call.name && call.key != here.call.key
        && (turn.index != here.call.key.turn || (call.key.index > here.call.key.index) == isForward)
    }
    if let call = isForward ? calls.first : calls.last {
      there = Side(call: call)
      candidate = nil
    } else {
      candidate = session.candidate(for: here.call.name, after: turn.index, isForward: isForward)
    }
  }
}

extension DebuggerState {
  /// `=`: the previous call of the tool; again, the next one.
  mutating func compare() {
    if case .comparison(let comparison)? = views.last?.kind {
      views.removeLast()
      return compare(comparison.here, isForward: !comparison.isForward)
    }
    guard let session, let call = session.selectedCall else { return }
    compare(Comparison.Side(call: call, result: session.examination?.result), isForward: false)
  }

  private mutating func compare(_ here: Comparison.Side, isForward: Bool) {
    guard let session else { return }
    // The turn itself may call the tool more than once.
    push(
      .comparison(
        Comparison(session: session.session.id, here: here, isForward: isForward, candidate: here.call.key.turn)))
  }

  /// The turn that may hold the other call, then what that call was answered.
  mutating func wantsComparison() -> [Effect] {
    guard case .comparison(var comparison)? = views.last?.kind, !comparison.isAsked else { return [] }
    comparison.isAsked = true
    defer { views[views.count - 1].kind = .comparison(comparison) }
    if let candidate = comparison.candidate { return [.loadTurns(comparison.session, [candidate])] }
    return comparison.there.map { [.examine(comparison.session, $0.call.key)] } ?? []
  }

  func comparisonText(_ comparison: Comparison) -> PaneText {
    var builder = TextBuilder()
    let here = comparison.here
    guard let there = comparison.there else {
      let side = comparison.isForward ? "later" : "earlier"
      builder.line(
        comparison.candidate == nil ? "there is no \(side) call of \(here.call.name); = looks the other way" : "…", .dim
      )
      return builder.text
    }
    let rows = Self.rows(here.call, there.call)
    let name = min(20, rows.map { width(of: $0.name) }.max() ?? 0)
    let half = max(8, (size.columns - name - 7) / 2)
    func add(_ mark: String, _ name: String, _ left: String, _ right: String, _ meaning: Meaning) {
      builder.add(mark + " ", meaning)
      builder.add(name + "  ", .name)
      builder.add(fit(left, half), meaning)
      builder.add(" │ ", .dim)
      builder.line(fit(right, half), meaning)
    }
    let blank = fit("", name)
    add(" ", blank, "turn \(here.call.key.turn)", "turn \(there.call.key.turn)", .heading)
    for row in rows {
      let isSame = row.here == row.there
      add(isSame ? " " : "~", fit(row.name, name), row.here ?? "–", row.there ?? "–", isSame ? .plain : .warning)
    }
    builder.line()
    add(" ", blank, Self.heading(here.result), Self.heading(there.result), .heading)
    let (left, right) = (Self.lines(here.result), Self.lines(there.result))
    for line in 0..<max(left.count, right.count) {
      let pair = (line < left.count ? left[line] : "", line < right.count ? right[line] : "")
      add(pair.0 == pair.1 ? " " : "~", blank, pair.0, pair.1, pair.0 == pair.1 ? .plain : .warning)
    }
    return builder.text
  }

  private static func rows(_ here: ToolCall, _ there: ToolCall) -> [(name: String, here: String?, there: String?)] {
    guard let left = try? Document(here.arguments.bytes.bytes).root, left.kind == .object,
      let right = try? Document(there.arguments.bytes.bytes).root, right.kind == .object
    else { return [("arguments", here.arguments.text, there.arguments.text)] }
    let names = left.members.map(\.key) + right.members.map(\.key).filter { left[$0] == nil }
    return names.map { ($0, left[$0]?.rawText, right[$0]?.rawText) }
  }

  private static func heading(_ result: LinkedResult?) -> String {
    guard let result else { return "no result is recorded" }
    let state = result.result.isError == true ? "✗ is_error" : "result"
    return "\(state) · turn \(result.turn)" + (result.result.duration.map { " · \(time($0))" } ?? "")
  }

  /// The first lines of a result: enough to see where two part.
  private static func lines(_ result: LinkedResult?) -> [String] {
    guard let bytes = result?.result.content.bytes else { return [] }
    return bytes.prefix(64 * 1024).split(separator: 0x0A, omittingEmptySubsequences: false).prefix(500).map {
      visible($0)
    }
  }
}

extension SessionState {
  /// The nearest turn that calls the tool first, or calls several.
  fileprivate func candidate(for tool: String, after turn: Int, isForward: Bool) -> Int? {
    let turns = session.turns
    let step = isForward ? 1 : -1
    return stride(from: turn + step, to: isForward ? turns.count : -1, by: step).first {
      turns[$0].calls > 1 || turns[$0].calls == 1 && self.tool($0) == tool
    }
  }
}
