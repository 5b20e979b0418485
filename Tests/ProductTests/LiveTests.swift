import Foundation
import Processes
import Testing

/// `turntable run` on the unedited programs of Sessions/, in their real AutoGen.
@Suite struct LiveTests {
  struct Family: Sendable, CustomTestStringConvertible {
    var name: String
    var python: String?
    var testDescription: String { name }

    init(_ name: String, variable: String) {
      self.name = name
      python = ProcessInfo.processInfo.environment[variable]
    }
  }

  static let families = [
    Family("classic-0.2", variable: "TURNTABLE_PYTHON_CLASSIC"),
    Family("agentchat-0.7", variable: "TURNTABLE_PYTHON_AGENTCHAT"),
  ].filter { $0.python != nil }

  static let mended = #"{"depot": "hamburg", "part_of_day": "morning"}"#

  /// A folder with the program of a session, and a scripted model for it.
  final class Stage {
    let folder = URL.temporaryDirectory.appending(path: "turntable-\(UUID().uuidString)")
    let environment: [String: String]
    private let backend: ChildProcess

    init(_ session: String) throws {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for file in ["agent.py", "tools.py"] {
        try FileManager.default.copyItem(
          at: Repository.root.appending(path: "Sessions/\(session)/\(file)"), to: folder.appending(path: file))
      }
      backend = try ChildProcess(
        Launch(
          ["python3", "Sessions/capture/backend.py", "Sessions/\(session)/script.json"],
          directory: Repository.root.path, error: .inherited))
      let output = try #require(backend.output)
      var line: [UInt8] = []
      while line.last != UInt8(ascii: "\n") {
        _ = Poll.wait(readable: [output.number])
        guard case .bytes(let bytes) = output.read() else { break }
        line += bytes
      }
      let url = String(decoding: line.dropLast(), as: UTF8.self)
      environment = [
        "OPENAI_BASE_URL": url, "OPENAI_API_KEY": "sk-scripted", "HOME": folder.path, "XDG_STATE_HOME": folder.path,
      ]
    }

    deinit {
      backend.terminate()
      try? FileManager.default.removeItem(at: folder)
    }

    var recording: String { folder.appending(path: "run.jsonl").path }
  }

  @Test(.enabled(if: !families.isEmpty, "no AutoGen environment; `make test` makes them"), arguments: families)
  func theFailingCallIsMendedWhileItIsHeld(family: Family) throws {
    let stage = try Stage(family.name + "/required-argument-missing")
    let ended = try Program.run(
      [
        Program.path, "run", "--headless", "--break", "tool:free_slots", "--record", stage.recording,
        "--at-stop", ":arguments \(Self.mended)<enter>c", "--", try #require(family.python), "agent.py",
      ], environment: stage.environment, directory: stage.folder.path)
    #expect(ended.status == 0, "\(ended.error)")
    let recording = try String(contentsOfFile: stage.recording, encoding: .utf8)
    #expect(recording.contains("hamburg, morning: 08:00, 09:30"))
    #expect(recording.contains("It can be delivered at one of the slots that you see."))
    let opened = try Program.run([Program.path, "show", "--screen", "120x36", stage.recording])
    #expect(opened.status == 0 && opened.output.contains("It can be deliver"), "\(opened.error)\(opened.output)")
  }

  @Test(.enabled(if: !families.isEmpty, "no AutoGen environment; `make test` makes them"), arguments: families)
  func aRuleStopsTheProgramBeforeItGoesWrong(family: Family) throws {
    let stage = try Stage(family.name + "/required-argument-missing")
    let ended = try Program.run(
      [
        Program.path, "run", "--headless", "--break", "rule:validate/*", "--record", stage.recording,
        "--at-stop", ":arguments \(Self.mended)<enter>c", "--", try #require(family.python), "agent.py",
      ], environment: stage.environment, directory: stage.folder.path)
    #expect(ended.status == 0, "\(ended.error)")
    let recording = try String(contentsOfFile: stage.recording, encoding: .utf8)
    #expect(recording.contains("hamburg, morning: 08:00, 09:30"))
  }

  @Test(
    .enabled(
      if: Tmux.isInstalled && !families.isEmpty, "needs tmux and the AutoGen environments that `make test` makes"),
    arguments: families)
  func onScreenTheProgramWaitsForThePerson(family: Family) throws {
    let stage = try Stage(family.name + "/required-argument-missing")
    let python = try #require(family.python)
    let window = try Tmux(
      [
        "sh", "-c",
        "cd '\(stage.folder.path)' && '\(Program.path)' run --break call --record run.jsonl -- '\(python)' agent.py; "
          + "echo status $?; exec cat",
      ], environment: stage.environment)
    try window.wait(for: "held")
    try window.type("A")
    try window.wait(for: "Arguments of free_slots")
    try window.press("C-u")
    try window.type(Self.mended)
    try window.press("Enter")
    try window.type("c")
    try window.wait(for: "It can be deliver")
    try window.wait(for: "ended")
    try window.type("Q")
    try window.wait(for: "status 0")
  }
}
