import ArgumentParser
import Conversation
import Curses
import Debugging
import Engine
import Transcripts

/// A saved session on a real terminal, from opening to the exit status.
struct ScreenRun {
  var files: [String]
  var turn: Int?
  var shelf: ToolShelf
  var look: LookOptions

  /// The files are listed among the recent ones from now on.
  var isRemembered = true

  func run() throws {
    var sources: [any TurnSource] = []
    for file in files { sources += try openSessions(path: file, firstID: sources.count) }
    let terminal = try look.terminal()
    defer { terminal.close() }
    let runner = EffectRunner(shelf: shelf)
    defer { runner.close() }
    var state = DebuggerState(size: terminal.size)
    state.usesMouse = !look.leavesMouse
    for source in sources { runner.open(source) }
    for file in files where file != "-" && isRemembered { RecentSessions().note(file) }
    if files.isEmpty { for effect in state.openFiles() { runner.start(effect) } }
    runner.loadTools()
    let status = EventLoop(terminal: terminal, runner: runner, startTurn: turn).run(&state)
    if status != 0 { throw ExitCode(status) }
  }
}
