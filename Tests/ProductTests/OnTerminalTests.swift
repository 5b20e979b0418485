import Conversation
import Foundation
import Processes
import Testing

/// The built program on a real terminal.
@Suite(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct OnTerminalTests {
  /// What the turn list shows once the session has been looked through.
  static let mark = "! ⚙ find_slots"
  static let demo = "Sessions/agentchat-0.7/team-wrong-truck-booked"

  /// A shell that opens the demo's session, says how it ended, and compares the terminal's settings before and after.
  static func openAndReport(_ arguments: String = "") -> [String] {
    [
      "sh", "-c",
      """
      before=$(stty -g); sh -c 'echo $$ > "$0"; exec "$@"' "$PID_FILE" '\(Program.path)' \(demo)/events.jsonl \(arguments)
      status=$?; [ "$before" = "$(stty -g)" ] && echo "restored, status $status" || echo "spoilt, status $status"
      exec cat
      """,
    ]
  }

  struct Opened {
    let window: Tmux
    let pidFile = URL.temporaryDirectory.appending(path: "turntable-\(UUID().uuidString).pid")

    init(_ arguments: String = "", columns: Int = 120, rows: Int = 36) throws {
      window = try Tmux(
        OnTerminalTests.openAndReport(arguments), columns: columns, rows: rows,
        environment: ["PID_FILE": pidFile.path])
      try window.wait(for: OnTerminalTests.mark)
    }

    func send(_ signal: Int32) throws {
      let text = try String(contentsOf: pidFile, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
      kill(try #require(Int32(text)), signal)
    }
  }

  @Test func aFailureIsNamedAndItsCallAnswersWithOtherArguments() throws {
    let window = try Opened("--tools \(Self.demo)/tools.py --python python3").window
    try window.type("e")
    try window.wait(for: "validate/unknown")
    try window.wait(for: "Literal[")
    try window.type("r")
    try window.wait(for: "Arguments of find_slots")
    try window.press("C-u")
    try window.type(#"{"depot": "hamburg", "day": "2026-03-12", "vehicle": "tail_lift"}"#)
    try window.press("Enter")
    try window.wait(for: "(y/n)")
    try window.type("y")
    try window.wait(for: "14:00-16:00")
    try window.type("Q")
    try window.wait(for: "restored, status 0")
  }

  @Test func theScreenFollowsTheSizeOfTheTerminal() throws {
    let opened = try Opened()
    try opened.window.resize(columns: 80, rows: 24)
    try opened.window.wait(for: "the list and one pane in 80 × 24") { screen in
      screen.contains("─ Why ─") && !screen.contains("─ Schema") && widths(screen).allSatisfy { $0 <= 80 }
    }
    try opened.window.resize(columns: 140, rows: 40)
    try opened.window.wait(for: "all panes in 140 × 40") { screen in
      screen.contains("─ Schema") && widths(screen).contains(140) && widths(screen).count > 36
    }
  }

  private func widths(_ screen: String) -> [Int] {
    screen.split(separator: "\n", omittingEmptySubsequences: false).map(\.count)
  }

  @Test func aStoppedProgramLeavesTheTerminalAndComesBack() throws {
    let window = try Tmux(["bash", "--norc", "-i"], environment: ["PS1": "ready> "])
    try window.wait(for: "ready>")
    try window.type("'\(Program.path)' \(Self.demo)/events.jsonl")
    try window.press("Enter")
    try window.wait(for: "25 turns")
    try window.press("C-z")
    try window.wait(for: "Stopped")
    try window.type("fg")
    try window.press("Enter")
    try window.wait(for: Self.mark)
    try window.type("e")
    try window.wait(for: "validate/unknown")
    try window.type("Q")
    try window.wait(for: "ready>")
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGSEGV, SIGABRT])
  func aSignalLeavesTheTerminalAsItWas(signal: Int32) throws {
    let opened = try Opened()
    try opened.send(signal)
    let screen = try opened.window.wait(for: "status ")
    #expect(screen.contains("restored, status"))
    #expect(!screen.contains("25 turns"), "the screen of before is back")
  }

  @Test func interruptingTwiceAsksToQuit() throws {
    let window = try Opened().window
    try window.press("C-c")
    try window.wait(for: "again asks to quit")
    try window.press("C-c")
    try window.wait(for: "(y/n)")
    try window.type("y")
    try window.wait(for: "restored, status ")
  }

  /// The second time the program is started with SIGHUP ignored, so that only its input tells that the terminal has gone.
  @Test(arguments: ["", "trap '' HUP; "])
  func theProgramEndsWithItsTerminal(preparation: String) throws {
    let alive = URL.temporaryDirectory.appending(path: "turntable-\(UUID().uuidString).fifo")
    try #require(mkfifo(alive.path, 0o600) == 0)
    defer { try? FileManager.default.removeItem(at: alive) }
    let reader = Descriptor(owning: open(alive.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC))
    let window = try Tmux(
      ["sh", "-c", preparation + #"exec 9>"$ALIVE"; exec "$0" "$1""#, Program.path, Self.demo + "/events.jsonl"],
      environment: ["ALIVE": alive.path])
    try window.wait(for: "25 turns")
    window.vanish()
    // Descriptor 9 is closed when the last holder of it has ended.
    #expect(Poll.wait(readable: [reader.number], until: .now + .seconds(30)) == [reader.number])
    #expect(reader.read() == .end)
  }

  @Test func withoutATerminalOneSentenceSaysSo() throws {
    let ended = try Program.turntable(Self.demo + "/events.jsonl")
    #expect(ended.status == 2)
    #expect(ended.output.isEmpty)
    #expect(ended.error.split(separator: "\n").count == 1, "\(ended.error)")
  }

  @Test func anUnknownTerminalIsRefusedInOneSentence() throws {
    let window = try Tmux(
      ["sh", "-c", "'\(Program.path)' \(Self.demo)/events.jsonl; echo status $?; exec cat"],
      environment: ["TERM": "no-such-terminal"])
    let screen = try window.wait(for: "status 2")
    #expect(screen.contains("no-such-terminal"))
  }

  @Test func theDemoOpensItsSession() throws {
    let window = try Tmux([Program.path, "demo"])
    try window.wait(for: Self.mark)
    try window.type("e")
    try window.wait(for: "validate/unknown")
  }
}
