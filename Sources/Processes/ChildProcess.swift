import CProcess
package import Conversation
import Glibc
import Synchronization

/// A child process that is waited for by `poll`: no thread, no signal handler of ours stands behind it.
///
/// Whoever owns the child reads `output`, `error` or `terminal` on a thread of their own and watches `exitDescriptor`
/// beside them (`Poll.wait`); all our ends are nonblocking and close-on-exec. Ending a child ends its whole group.
///
/// Why `posix_spawn` and not swift-subprocess: a pseudo-terminal as controlling terminal cannot be had there, the caller's
/// own thread must hold the read loop (nothing may block Swift's cooperative pool), and a line there and back costs 4 µs
/// instead of 28 (p99). Foundation.Process costs 51 ms a wait and hangs while a grandchild holds a pipe.
package final class ChildProcess: Sendable {
  package let pid: Int32
  /// Our ends of the pipes; nil where the stream is none. Release `input` (`closeInput`) to send the end of input.
  package let output: Descriptor?
  package let error: Descriptor?
  /// Our side of the child's pseudo-terminal, where it has one: read and write.
  package let terminal: Descriptor?

  private let exit: Descriptor
  private let ownsGroup: Bool
  private let endsGroupAtExit: Bool
  private let state: Mutex<State>

  private struct State {
    var input: Descriptor?
    var end: ProgramEnd?
  }

  /// Starts the program. When this returns the program itself is running: a failure to execute it is thrown here
  /// (`cannotStart`: 127 not found, 126 not executable, 125 anything else).
  package init(_ launch: Launch) throws(Failure) {
    _ = ignoresBrokenPipes
    let environment = launch.environment ?? ProcessEnvironment.current
    if let directory = launch.directory, !ProcessEnvironment.isDirectory(directory) {
      throw Failure(
        .cannotStart(status: 125), what: "the folder \(directory) is not there", remedy: "check the working folder")
    }
    let path = try ProcessEnvironment.locate(
      launch.command.first ?? "", in: environment, directory: launch.directory)
    let pseudoTerminal = try PseudoTerminal(launch.placement)
    let passed = launch.passed + (launch.passesTerminal ? [pseudoTerminal?.ours].compactMap { $0 } : [])
    var places = Places(count: 3 + passed.count)
    let input = try places.connect(0, launch.input, toTerminal: pseudoTerminal != nil)
    output = try places.connect(1, launch.output, toTerminal: pseudoTerminal != nil)
    error = try places.connect(2, launch.error, toTerminal: pseudoTerminal != nil)
    for (index, descriptor) in passed.enumerated() { try places.put(descriptor, at: 3 + index) }
    terminal = pseudoTerminal?.ours
    let spawn = Spawn(
      path: path, launch: launch, environment: environment, descriptors: places.numbers,
      terminal: pseudoTerminal?.path)
    pid = try withExtendedLifetime(places) { () throws(Failure) in try spawn.start() }
    let number = cprocess_pidfd_open(pid)
    guard number >= 0 else {
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
      throw Failure.system("the child cannot be watched", errno)
    }
    exit = Descriptor(owning: number)
    ownsGroup = launch.placement != .inherited
    endsGroupAtExit = launch.endsGroupAtExit
    state = Mutex(State(input: input))
  }

  /// The child's standard input, where it is a pipe and not closed.
  package var input: Descriptor? { state.withLock { $0.input } }

  /// Sends the end of input.
  package func closeInput() { state.withLock { $0.input = nil } }

  /// Polls readable once the child has ended. Output may still wait in the pipes then: read until nothing is there.
  package var exitDescriptor: Int32 { exit.number }

  /// How the child ended; nil while it runs. The first call after the end collects the child.
  package var end: ProgramEnd? { collect(killingGroup: endsGroupAtExit) }

  /// Sends a signal to the child and, where it has a group of its own, to all that it started there.
  package func signal(_ number: Int32) {
    // Under the lock: once it is collected its number may belong to somebody else.
    state.withLock { state in
      if state.end == nil { kill(ownsGroup ? -pid : pid, number) }
    }
  }

  /// Waits for the child's end, on the caller's thread. nil: the deadline has passed.
  package func waitForEnd(until deadline: ContinuousClock.Instant? = nil) -> ProgramEnd? {
    if let end { return end }
    guard !Poll.wait(readable: [exit.number], until: deadline).isEmpty else { return nil }
    return end
  }

  /// Ends the child and its group: asks with SIGTERM, then SIGKILL after `grace`, on the caller's thread.
  @discardableResult
  package func terminate(grace: Duration = .milliseconds(200)) -> ProgramEnd {
    if grace > .zero {
      signal(SIGTERM)
      signal(SIGCONT)
      _ = Poll.wait(readable: [exit.number], until: .now + grace)
    }
    signal(SIGKILL)
    _ = Poll.wait(readable: [exit.number])
    return collect(killingGroup: ownsGroup) ?? ProgramEnd(status: nil, signal: SIGKILL)
  }

  /// Tells the child's terminal a new size; the child gets SIGWINCH.
  package func resizeTerminal(columns: Int, rows: Int) {
    if let terminal { PseudoTerminal.resize(terminal, columns: columns, rows: rows) }
  }

  private func collect(killingGroup: Bool) -> ProgramEnd? {
    state.withLock { state in
      if let end = state.end { return end }
      guard !Poll.wait(readable: [exit.number], until: .now).isEmpty else { return nil }
      // The dead leader still holds the group's number, so this reaches nobody else.
      if killingGroup { kill(-pid, SIGKILL) }
      var status: Int32 = 0
      while waitpid(pid, &status, 0) < 0, errno == EINTR {}
      let signal = status & 0x7F
      let end = ProgramEnd(status: signal == 0 ? status >> 8 & 0xFF : nil, signal: signal == 0 ? nil : signal)
      state.end = end
      state.input = nil
      return end
    }
  }
}

/// A write to a dead child must be an error, not our end. Set once, for the whole process.
private let ignoresBrokenPipes: Bool = {
  Glibc.signal(SIGPIPE, SIG_IGN)
  return true
}()
