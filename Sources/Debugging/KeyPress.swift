import Conversation

/// A key: the open prompt has it first, then the topmost view and the focused pane.
func press(_ key: Key, _ state: inout DebuggerState) -> [Effect] {
  state.notice = nil
  let wasInterrupted = state.wasInterrupted
  defer { if wasInterrupted { state.wasInterrupted = false } }
  if state.prompt != nil, key != .control("c"), key != .control("z") { return answer(key, &state) }
  if let effects = count(key, &state) { return effects }
  guard let command = KnownCommands.command(for: key, in: state.focus) else {
    state.complain("\(key.shown) means nothing here; ? lists the keys")
    return []
  }
  return perform(command, "", &state)
}

/// Does a command, or says why it cannot be done.
private func perform(_ command: Command, _ argument: String, _ state: inout DebuggerState) -> [Effect] {
  if let reason = command.unavailable(state) {
    state.complain(reason)
    return []
  }
  if !command.worksOverViews { state.views = [] }
  return command.perform(&state, argument)
}

/// Digits focus a pane at once and are remembered: followed by `G` they were a turn's number, and the focus goes back.
private func count(_ key: Key, _ state: inout DebuggerState) -> [Effect]? {
  if case .character(let character) = key, let digit = character.wholeNumberValue, character.isASCII {
    if state.digits.isEmpty { state.beforeDigits = Focus(pane: state.focus, side: state.side, lower: state.lower) }
    state.digits = String((state.digits + String(digit)).suffix(12))
    return PaneName(rawValue: digit) == nil ? [] : nil
  }
  defer {
    state.digits = ""
    state.beforeDigits = nil
  }
  guard key == .character("G"), let turn = Int(state.digits) else { return nil }
  if let before = state.beforeDigits {
    state.focus = before.pane
    state.side = before.side
    state.lower = before.lower
  }
  state.go(toTurn: turn)
  return []
}

/// A key while a prompt is open.
private func answer(_ key: Key, _ state: inout DebuggerState) -> [Effect] {
  guard let prompt = state.prompt else { return [] }
  if key == .tab || key == .backTab {
    complete(prompt, key == .tab ? 1 : -1, &state)
    return []
  }
  state.completion = nil
  if key == .escape {
    if case .narrow = prompt { state.narrow("") }
    state.prompt = nil
    return []
  }
  switch prompt {
  case .question(let question): return answer(question, key, &state)
  case .letter(let letter): return state.answer(letter, key)
  case .arguments(var editor):
    if key == .enter { return state.accept(editor) }
    if key == .control("x") { return [.present(RawText(editor.editor.text), .editorOfArguments)] }
    editor.press(key)
    state.prompt = .arguments(editor)
    return []
  case .command(var editor):
    guard key == .enter else { return type(key, &editor, &state) { .command($0) } }
    state.prompt = nil
    return runLine(editor.text, &state)
  case .search(var editor):
    guard key == .enter else { return type(key, &editor, &state) { .search($0) } }
    state.prompt = nil
    return state.search(editor.text.isEmpty ? state.pattern ?? "" : editor.text)
  case .filter(var editor):
    guard key == .enter else { return type(key, &editor, &state) { .filter($0) } }
    state.prompt = nil
    state.filter(editor.text)
    return []
  case .narrow(var editor):
    switch key {
    case .enter:
      state.prompt = nil
      return state.list?.target.map { state.go(to: $0) } ?? []
    case .up: state.moveInList(-1)
    case .down: state.moveInList(1)
    default:
      let effects = type(key, &editor, &state) { .narrow($0) }
      state.narrow(editor.text)
      return effects
    }
    return []
  case .denial(let id, var editor):
    guard key == .enter else { return type(key, &editor, &state) { .denial(id, $0) } }
    state.prompt = nil
    return state.deny(id, editor.text)
  }
}

/// Tab: the prompts that know words offer them.
private func complete(_ prompt: Prompt, _ by: Int, _ state: inout DebuggerState) {
  switch prompt {
  case .command(let editor):
    state.complete(editor, by, { .command($0) }, among: state.words(completing: editor.text))
  case .filter(let editor):
    state.complete(editor, by, { .filter($0) }, among: state.conditionWords(withStatus: true))
  case .search, .narrow, .denial, .arguments, .question, .letter: break
  }
}

/// A key in a one-line prompt; backspace in an empty one leaves it.
private func type(
  _ key: Key, _ editor: inout TextEditor, _ state: inout DebuggerState, _ prompt: (TextEditor) -> Prompt
) -> [Effect] {
  if key == .backspace && editor.characters.isEmpty {
    state.prompt = nil
    return []
  }
  if key != .control("o") { _ = editor.press(key) }
  state.prompt = prompt(editor)
  return []
}

private func answer(_ question: Question, _ key: Key, _ state: inout DebuggerState) -> [Effect] {
  switch key {
  case .character("y"), .character("Y"):
    state.prompt = nil
    switch question.consequence {
    case .quit: return [.quit(state.exitStatus)]
    case .run(let invocation, let source):
      state.runs.allow(source: source, tool: invocation.tool)
      return state.start(invocation)
    }
  case .character("n"), .character("N"), .character("q"):
    state.prompt = nil
    state.say("not done")
  default: break
  }
  return []
}

/// The command line: a turn's number, or a command's name and its argument.
func runLine(_ line: String, _ state: inout DebuggerState) -> [Effect] {
  let line = line.drop { $0 == " " }
  let name = String(line.prefix { $0 != " " })
  let argument = String(line.dropFirst(name.count).drop { $0 == " " })
  guard !name.isEmpty else { return [] }
  if Int(name) != nil { return perform(MovementCommands.goTo, name, &state) }
  guard let command = KnownCommands.command(named: name) else {
    let near = KnownCommands.nearName(name).map { "; did you mean :\($0)?" } ?? "; ? lists the commands"
    state.complain("no command is called \(name)\(near)")
    return []
  }
  if command.argument == nil, !argument.isEmpty {
    state.complain(":\(name) takes no argument")
    return []
  }
  return perform(command, argument, &state)
}
