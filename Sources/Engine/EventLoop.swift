import Conversation
package import Debugging
import Glibc
import Screen

/// The loop of the main thread: waits, turns what happened into events, updates, starts effects, draws. One drawing for all
/// that waits, so a burst of keys costs one frame.
package struct EventLoop<T: Terminal> {
  let terminal: T
  let mailbox: Mailbox
  let runner: EffectRunner
  let startTurn: Int?

  /// `startTurn` is gone to as soon as the index has it.
  package init(terminal: T, runner: EffectRunner, startTurn: Int? = nil) {
    self.terminal = terminal
    self.startTurn = startTurn
    self.mailbox = runner.mailbox
    self.runner = runner
  }

  /// Runs until the debugger quits; the exit status.
  package func run(_ state: inout DebuggerState) -> Int32 {
    var shown = frame(of: state)
    terminal.draw(shown)
    var startTurn = startTurn
    while true {
      wait(milliseconds: -1)
      if let status = takeAll(&state) { return status }
      if let turn = startTurn, let session = state.session?.session,
        session.turns.count > turn || session.progress == .complete
      {
        startTurn = nil
        for key in Engine.goTo(turn: turn) { _ = apply(.key(key), &state) }
      }
      // A load that is on its way is worth a few milliseconds: the frame then shows it, and nothing flickers.
      let patience = Deadline(milliseconds: 4)
      while runner.isLoading, patience.left > 0 {
        wait(milliseconds: patience.left, keysToo: false)
        if let status = takeAll(&state) { return status }
      }
      let next = frame(of: state)
      if next != shown {
        terminal.draw(next)
        shown = next
      }
    }
  }

  /// All events that wait: keys first, then the mailbox. The exit status when the debugger quits.
  private func takeAll(_ state: inout DebuggerState) -> Int32? {
    while let input = terminal.nextInput() {
      switch input {
      case .key(let key): if let status = apply(.key(key), &state) { return status }
      case .mouse(let mouse): if let status = apply(.mouse(mouse), &state) { return status }
      case .resized(let size): if let status = apply(.resized(size), &state) { return status }
      case .interrupted: if let status = apply(.interrupted, &state) { return status }
      case .closed: return 0
      }
    }
    for event in mailbox.take() {
      if let status = apply(event, &state) { return status }
    }
    return nil
  }

  private func apply(_ event: Event, _ state: inout DebuggerState) -> Int32? {
    for effect in update(&state, event) {
      switch effect {
      case .quit(let status): return status
      case .suspend:
        terminal.suspend()
        terminal.draw(frame(of: state))
      case .copy(let text): copy(text)
      case .useMouse(let isOn): terminal.useMouse(isOn)
      case .present(let text, let program):
        let event = present(text, program)
        if let event, let status = apply(event, &state) { return status }
        terminal.draw(frame(of: state))
      default: runner.start(effect)
      }
    }
    return nil
  }

  private func copy(_ text: String) {
    if let tool = Clipboard.nativeTool() {
      let mailbox = mailbox
      _ = WorkThread {
        do throws(Failure) { try Clipboard.copy(text, with: tool) } catch { mailbox.post(.failed(error)) }
      }
    } else if let sequence = Clipboard.sequence(for: text) {
      terminal.send(sequence)
    } else {
      mailbox.post(
        .failed(
          Failure(.usage, what: "the text is too long for the terminal's clipboard", remedy: "open it with P or ^X")))
    }
  }

  /// The event that the program's end is; nil where nothing came of it.
  private func present(_ text: RawText, _ program: OutsideProgram) -> Event? {
    var event: Event?
    terminal.lend {
      do throws(Failure) {
        let left = try PersonalProgram(program: program).run(text)
        if program == .editorOfArguments { event = .edited(left) }
      } catch { event = .failed(error) }
    }
    return event
  }

  private func wait(milliseconds: Int32, keysToo: Bool = true) {
    var polled = [pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)]
    if keysToo {
      polled += terminal.descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    }
    // A signal (a resize) ends the wait early: the terminal then has the news.
    _ = poll(&polled, nfds_t(polled.count), milliseconds)
  }
}

/// A point in time to come, on the monotonic clock.
struct Deadline {
  private let end: ContinuousClock.Instant

  init(milliseconds: Int) { end = .now + .milliseconds(milliseconds) }

  /// Whole milliseconds until then, rounded up; 0 when it is past.
  var left: Int32 {
    let duration = ContinuousClock.now.duration(to: end)
    guard duration > .zero else { return 0 }
    let (seconds, attoseconds) = duration.components
    return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}

/// The keys that go to a turn.
func goTo(turn: Int) -> [Key] { (":\(turn)").map { .character($0) } + [.enter] }
