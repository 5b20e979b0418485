import Conversation
import Debugging
import Diagnosis
import Text

/// The first line: what is open, how much of it, and whether it lives.
func titleBar(_ state: DebuggerState) -> [Span] {
  let right = standing(state) + " "
  let room = max(0, state.size.columns - width(of: right) - 1)
  return [Span(fit(" " + facts(state, room: room - 1), room) + " ", .header), Span(right, .header)]
}

/// As many facts as have room; what says least of a failure goes first.
private func facts(_ state: DebuggerState, room: Int) -> String {
  guard let session = state.session else { return "Turntable" }
  let inner = session.session
  var name = inner.source.split(separator: "/").last.map(String.init) ?? inner.source
  if state.sessions.count > 1 { name += " \(state.shown + 1)/\(state.sessions.count)" }
  var facts: [(text: String, rank: Int)] = [(name, 0)]
  if inner.producer != "unknown" { facts.append((inner.producer, 4)) }
  facts.append((count(inner.turns.count, "turn"), 3))
  facts.append((count(session.callCount, "call"), 2))
  facts.append((verdict(session.findings), 1))
  facts.append(("tools offered: \(inner.toolsOffered.map(String.init) ?? "not recorded")", 5))
  func joined() -> String { facts.map(\.text).joined(separator: " · ") }
  while width(of: joined()) > room, let last = facts.indices.max(by: { facts[$0].rank < facts[$1].rank }), last > 0 {
    facts.remove(at: last)
  }
  return joined()
}

/// Failed calls, and where there are any, warned ones and what was found beside calls.
private func verdict(_ findings: FindingIndex) -> String {
  var words = ["\(findings.failedCalls) failed"]
  if findings.warnedCalls > 0 { words.append("\(findings.warnedCalls) warned") }
  let beside = findings.besideCalls + findings.ofSession.count { $0.causes.isEmpty && $0.severity >= .warning }
  if beside > 0 { words.append(count(beside, "other finding")) }
  return words.joined(separator: " · ")
}

private func standing(_ state: DebuggerState) -> String {
  if let live = state.live {
    if let end = live.end { return "■ ended \(end.shellStatus)" }
    return live.held.isEmpty ? "▶ running" : "■ held \(live.held.count)"
  }
  guard let session = state.session?.session else { return "" }
  if case .reading(let bytes, let total) = session.progress {
    return total.map { $0 > 0 ? "reading \(bytes * 100 / $0) %" : "reading" } ?? "reading \(bytes / 1_048_576) MB"
  }
  return "● recorded"
}

/// The last line: a prompt, a notice, or hints; and where the cursor stands in it.
func bottomLine(_ state: DebuggerState) -> (line: [Span], cursor: Int?) {
  let columns = state.size.columns
  if let prompt = state.prompt, let editor = prompt.line {
    let (text, column) = visibleEnd(editor, room: columns - width(of: prompt.sign) - 1)
    var line = [Span(prompt.sign, .prompt), Span(text)]
    if let completion = state.completion { line += candidates(completion) }
    if let notice = state.notice { line.append(Span("  (\(notice.text))", .hint)) }
    return (line, width(of: prompt.sign) + column)
  }
  if case .question(let question)? = state.prompt {
    let answers = " (y/n)"
    let (text, used) = cut(question.text, columns - answers.count - 1)
    return ([Span(text + answers, .prompt)], used + answers.count)
  }
  if case .letter(let letter)? = state.prompt {
    let (text, used) = cut(letter.text + ": ", columns - 1)
    return ([Span(text, .prompt)], used)
  }
  if let notice = state.notice { return ([Span(" " + notice.text, notice.isFailure ? .error : .notice)], nil) }
  return (hints(state), nil)
}

/// What Tab offers, from the one that stands in the line on.
private func candidates(_ completion: Completion) -> [Span] {
  guard completion.candidates.count > 1 else { return [] }
  let first = completion.chosen ?? 0
  return [Span("  ")]
    + completion.candidates[first...].enumerated().flatMap { place, word in
      [Span(" "), Span(word, place == 0 && completion.chosen != nil ? .focusedTitle : .hint)]
    }
}

/// The part of a one-line editor's text that has the cursor in sight.
private func visibleEnd(_ editor: TextEditor, room: Int) -> (String, column: Int) {
  var start = editor.cursor
  var before = 0
  while start > 0 {
    let cells = width(of: editor.characters[start - 1])
    guard before + cells <= room else { break }
    before += cells
    start -= 1
  }
  return (visible(String(editor.characters[start...])), before)
}

private func hints(_ state: DebuggerState) -> [Span] {
  var spans = [Span(" ")]
  var used = 1
  for hint in state.hints {
    let cells = hint.keys.count + hint.word.count + 3
    guard used + cells - 2 <= state.size.columns else { break }
    spans += [Span(hint.keys, .prompt), Span(" \(hint.word)  ", .hint)]
    used += cells
  }
  return spans
}
