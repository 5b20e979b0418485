import Foundation
import Processes
import Testing

/// A real terminal: one tmux window with a program in it, typed into and read as a person does.
///
/// tmux runs in control mode, so that it says by itself when the program has written something: nothing here sleeps.
final class Tmux {
  private let server: ChildProcess
  private let socket = "turntable-\(UUID().uuidString)"
  private var unread: [UInt8] = []
  /// What programs remember goes here, not among what the person at this machine remembers.
  private let state = URL.temporaryDirectory.appending(path: "turntable-state-\(UUID().uuidString)")
  private let patience: Duration = .seconds(30)

  static let isInstalled = (try? Program.run(["tmux", "-V"]))?.status == 0

  /// Opens a window in which `command` runs in the repository's root.
  init(_ command: [String], columns: Int = 120, rows: Int = 36, environment: [String: String] = [:]) throws {
    var variables = ProcessInfo.processInfo.environment.merging(
      ["LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "XDG_STATE_HOME": state.path]
    ) { _, ours in ours }
    variables["TMUX"] = nil
    let program = environment.map { "\($0)=\($1)" } + command
    server = try ChildProcess(
      Launch(
        ["tmux", "-L", socket, "-f", "/dev/null", "-C", "new-session", "-x", "\(columns)", "-y", "\(rows)", "env"]
          + program,
        environment: variables, directory: Repository.root.path))
    _ = try reply()
    try ask("set -g destroy-unattached on")
    try ask("set -g window-size manual")
    try ask("resize-window -x \(columns) -y \(rows)")
  }

  deinit { vanish() }

  /// Types text as it stands.
  func type(_ text: String) throws {
    try ask("send-keys -l -- '\(text.replacing("'", with: "'\\''"))'")
  }

  /// Presses keys by tmux's names: Enter, Escape, C-z, Down.
  func press(_ keys: String...) throws { try ask("send-keys " + keys.joined(separator: " ")) }

  func resize(columns: Int, rows: Int) throws { try ask("resize-window -x \(columns) -y \(rows)") }

  /// Takes the terminal away from the program.
  func vanish() {
    _ = try? Program.run(["tmux", "-L", socket, "kill-server"])
    server.terminate()
    try? FileManager.default.removeItem(at: state)
  }

  /// The text on the screen now.
  func screen() throws -> String { try ask("capture-pane -p").joined(separator: "\n") }

  /// The same with the sequences that give it its look.
  func styledScreen() throws -> String { try ask("capture-pane -e -p").joined(separator: "\n") }

  /// Waits until the screen shows what is wanted, and returns it.
  @discardableResult
  func wait(for wanted: String, where isShown: (String) -> Bool) throws -> String {
    let deadline = ContinuousClock.now + patience
    while true {
      let screen = try screen()
      if isShown(screen) { return screen }
      if dropNotices() { continue }
      guard try readMore(until: deadline) else {
        throw Missing(description: "the terminal never showed \(wanted); it shows:\n\(screen)")
      }
    }
  }

  @discardableResult
  func wait(for text: String) throws -> String { try wait(for: text) { $0.contains(text) } }

  struct Missing: Error, CustomStringConvertible {
    var description: String
  }

  @discardableResult
  private func ask(_ command: String) throws -> [String] {
    _ = server.input?.write(Array((command + "\n").utf8))
    return try reply()
  }

  /// The lines between tmux's next %begin and %end.
  private func reply() throws -> [String] {
    let deadline = ContinuousClock.now + patience
    var lines: [String]?
    while true {
      while let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: unread[..<end], as: UTF8.self)
        unread.removeFirst(end + 1)
        if line.hasPrefix("%begin ") {
          lines = []
        } else if let found = lines, line.hasPrefix("%end ") {
          return found
        } else if let found = lines, line.hasPrefix("%error ") {
          throw Missing(description: "tmux: \(found.joined(separator: " "))")
        } else {
          lines?.append(line)
        }
      }
      guard try readMore(until: deadline) else { throw Missing(description: "tmux does not answer") }
    }
  }

  /// Forgets what tmux said since its last reply. True: it had said something, so the screen may be another by now.
  private func dropNotices() -> Bool {
    guard let end = unread.lastIndex(of: UInt8(ascii: "\n")) else { return false }
    unread.removeFirst(end + 1)
    return true
  }

  /// Waits for tmux to say anything. False: the deadline has passed, or tmux has gone.
  private func readMore(until deadline: ContinuousClock.Instant) throws -> Bool {
    guard let output = server.output, !Poll.wait(readable: [output.number], until: deadline).isEmpty else {
      return false
    }
    switch output.read() {
    case .bytes(let bytes): unread += bytes
    case .nothing: break
    case .end: return false
    }
    return true
  }
}
