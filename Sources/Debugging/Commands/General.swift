import Conversation

/// The command line, leaving, and the shell.
enum GeneralCommands {
  static let all = [commandLine, back, quit, suspend, interrupt]

  static let commandLine = Command(
    "command", "type a command by its name", keys: [.character(":")], group: .general, worksOverViews: true
  ) { state, _ in
    state.prompt = .command(TextEditor())
    return []
  }

  static let back = Command(
    "back", "back one view; at the top quit (asks when live)", keys: [.character("q"), .escape], group: .general,
    worksOverViews: true
  ) { state, _ in
    if !state.views.isEmpty, state.views.count > 1 || !state.sessions.isEmpty || !state.isChoosingFile {
      state.views.removeLast()
      return []
    }
    if state.isZoomed {
      state.isZoomed = false
      return []
    }
    guard state.isRunning else { return [.quit(state.exitStatus)] }
    state.askToQuit()
    return []
  }

  static let quit = Command("quit", "quit at once", keys: [.character("Q")], group: .general, worksOverViews: true) {
    state, _ in
    [.quit(state.exitStatus)]
  }

  static let suspend = Command(
    "suspend", "back to the shell until fg", keys: [.control("z")], group: .general, worksOverViews: true
  ) {
    _, _ in [.suspend]
  }

  static let interrupt = Command(
    "interrupt", "cancel our work; twice asks to quit", keys: [.control("c")], group: .general, worksOverViews: true
  ) { state, _ in Debugging.interrupt(&state) }
}

/// Ctrl-C: cancels our runs; where there is none, or again, it asks to quit.
func interrupt(_ state: inout DebuggerState) -> [Effect] {
  if !state.runs.active.isEmpty && !state.wasInterrupted {
    state.wasInterrupted = true
    state.say("cancelled; Ctrl-C again asks to quit")
    return state.runs.active.map { .cancel($0) }
  }
  state.isSeeking = false
  if state.wasInterrupted {
    state.askToQuit()
  } else {
    state.wasInterrupted = true
    state.prompt = nil
    state.say("Ctrl-C again asks to quit; q quits")
  }
  return []
}

extension DebuggerState {
  /// The status to leave with: the program's own where one ran.
  var exitStatus: Int32 { live?.end?.shellStatus ?? 0 }

  mutating func askToQuit() {
    let reason = isRunning ? "The program is still running; it goes on without the debugger. " : ""
    prompt = .question(Question(text: reason + "Quit?", consequence: .quit))
  }
}
