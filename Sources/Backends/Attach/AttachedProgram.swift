package import Conversation
import Glibc
import Processes

/// A program that runs under the attach hook: what its AutoGen does comes as lines, and what waits is answered.
///
/// One thread polls the child, its terminal and the hook's socket, and calls the three closures: lines and output as they
/// come, `onEnd` once and last. It holds the program alive until then. `resume`, `detach` and the signals may be called from
/// any thread. A program that is not Python, or whose Python skips the hook, runs as usual; a last line says so.
package final class AttachedProgram: Sendable {
  /// What the program has for a terminal.
  package enum TerminalChoice: Sendable, Equatable {
    /// A pseudo-terminal of its own; its output goes to `onOutput`.
    case own(columns: Int, rows: Int)
    /// Ours: nothing comes to `onOutput`.
    case inherited
  }

  private let child: ChildProcess
  private let folder: AttachFolder
  private let connection = HookConnection()

  /// Starts the program. `environment` nil: ours. Throws before anything of the program has run: 127 not found, 126 not
  /// executable, 125 anything else.
  package init(
    command: [String], environment: [String: String]? = nil, directory: String? = nil, terminal: TerminalChoice,
    onLine: @escaping @Sendable ([UInt8]) -> Void, onOutput: @escaping @Sendable ([UInt8]) -> Void,
    onEnd: @escaping @Sendable (ProgramEnd) -> Void
  ) throws(Failure) {
    var environment = environment ?? ProcessEnvironment.current
    folder = try AttachFolder(environment: environment)
    let listener: AttachListener
    do throws(Failure) {
      listener = try AttachListener(path: folder.socket)
      folder.announce(in: &environment)
      environment["TURNTABLE_TERMINAL"] = terminal == .inherited ? nil : "3"
      child = try ChildProcess(
        Self.launch(command, environment: environment, directory: directory, terminal: terminal))
    } catch {
      folder.remove()
      throw error
    }
    let reports = AttachLoop.Reports(line: onLine, output: onOutput, end: onEnd)
    do throws(Failure) {
      try startThread { [self] in
        var loop = AttachLoop(child: child, listener: listener, connection: connection, reports: reports)
        loop.run { folder.remove() }
      }
    } catch {
      child.terminate(grace: .zero)
      folder.remove()
      throw error
    }
  }

  private static func launch(
    _ command: [String], environment: [String: String], directory: String?, terminal: TerminalChoice
  ) -> Launch {
    switch terminal {
    case .inherited:
      return Launch(
        command, environment: environment, directory: directory, placement: .inherited, input: .inherited,
        output: .inherited, error: .inherited)
    case .own(let columns, let rows):
      return Launch(
        command, environment: environment, directory: directory, placement: .ownTerminal(columns: columns, rows: rows),
        passesTerminal: true)
    }
  }

  /// Answers a held event. Nothing happens where it no longer waits.
  package func resume(_ held: HeldID, _ resumption: Resumption) { connection.send(resumption.line(for: held)) }

  /// Lets go: what is held goes on as it is, no further event comes. The program and its output stay.
  package func detach() {
    connection.detach()
    folder.remove()
  }

  /// Sends SIGINT, as Ctrl-C does.
  package func interrupt() { child.signal(SIGINT) }

  /// Asks the program to end (SIGTERM); a stopped one is woken for it. Nothing of ours is left behind then, even if we end
  /// before it does.
  package func terminate() {
    folder.remove()
    child.signal(SIGTERM)
    child.signal(SIGCONT)
  }

  /// Ends the program at once (SIGKILL).
  package func kill() {
    folder.remove()
    child.signal(SIGKILL)
  }

  /// Tells the program's own terminal a new size.
  package func resize(columns: Int, rows: Int) { child.resizeTerminal(columns: columns, rows: rows) }
}
