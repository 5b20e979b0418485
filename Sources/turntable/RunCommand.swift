import ArgumentParser
import Backends
import Conversation
import Curses
import Debugging
import Engine
import Glibc
import Text
import Transcripts

/// `turntable run -- python agent.py`: an agent program under the debugger.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run an unedited agent program under the debugger.",
    discussion: """
      The program's model requests, tool calls and results become turns as they happen; it stops at breakpoints. \
      The exit status is the program's own (128+n for a signal); 125 when we failed before its start, 126 when it cannot \
      be executed, 127 when it is not there.
      """)

  @Option(name: .customLong("break"), help: "Stop at this: tool:NAME, rule:PATTERN, call. Repeatable.")
  var breaks: [String] = []

  @Option(help: "Where the recording goes. Default: a file of its own in the user's state folder.")
  var record: String?

  @Flag(help: "No screen: events as lines on standard error.")
  var headless = false

  @Option(name: .customLong("at-stop"), help: "Keys for the first, second, … stop (headless). Repeatable.")
  var atStop: [String] = []

  @Option(name: .customLong("on-stop"), help: "What a stop without keys does (headless): continue or deny.")
  var onStop = HeadlessLive.Unscripted.continue

  @OptionGroup var tools: ToolOptions

  @OptionGroup var look: LookOptions

  @Argument(parsing: .postTerminator, help: "The program and its arguments, after --.")
  var command: [String] = []

  func run() throws {
    guard !command.isEmpty else {
      throw Failure(.usage, what: "no program was named", remedy: "write it after --: turntable run -- python agent.py")
    }
    var breakpoints: [Breakpoint] = []
    for condition in breaks { breakpoints.append(try Breakpoint(parsing: condition)) }
    var scripts: [[Key]] = []
    for script in atStop { scripts.append(try Debugging.keys(in: script)) }
    let path = try record ?? RecordingPlace.fresh(for: command)
    let recording = try RecordingWriter(
      path: path, command: command, folder: Self.currentFolder(), started: Clock.now())
    let sources = try openSessions(path: path, firstID: 0, isGrowing: true)
    guard let source = sources.first else {
      throw Failure(
        .unreadable, what: "\(path): the recording cannot be read back", remedy: "name another with --record")
    }
    let runner = EffectRunner(shelf: try tools.shelf(of: command))
    defer { runner.close() }
    let live = LiveSession(recording: recording, source: source, runner: runner)
    let end =
      headless
      ? try runHeadless(live, runner, breakpoints, scripts) : try runOnScreen(live, runner, breakpoints)
    Output.write("turntable: recorded in \(path)\n", to: STDERR_FILENO)
    if end.shellStatus != 0 { throw ExitCode(end.shellStatus) }
  }

  private func runHeadless(
    _ live: LiveSession, _ runner: EffectRunner, _ breakpoints: [Breakpoint], _ scripts: [[Key]]
  ) throws -> ProgramEnd {
    var driver = HeadlessLive(breakpoints: breakpoints, runner: runner, scripts: scripts, unscripted: onStop) {
      Output.write("turntable: \(visible($0))\n", to: STDERR_FILENO)
    }
    try live.start(command: command, terminal: .inherited)
    return driver.run()
  }

  private func runOnScreen(
    _ live: LiveSession, _ runner: EffectRunner, _ breakpoints: [Breakpoint]
  ) throws -> ProgramEnd {
    let terminal = try look.terminal()
    defer { terminal.close() }
    var state = DebuggerState(size: terminal.size)
    state.breakpoints = breakpoints
    state.live = LiveState()
    state.usesMouse = !look.leavesMouse
    runner.loadTools()
    try live.start(command: command, terminal: .own(columns: terminal.size.columns, rows: terminal.size.rows))
    let status = EventLoop(terminal: terminal, runner: runner).run(&state)
    if let end = live.end { return end }
    live.terminate()
    return ProgramEnd(status: status == 0 ? 130 : status, signal: nil)
  }
}

extension RunCommand {
  private static func currentFolder() -> String {
    guard let path = getcwd(nil, 0) else { return "" }
    defer { free(path) }
    return String(cString: path)
  }
}

extension HeadlessLive.Unscripted: ExpressibleByArgument {}
