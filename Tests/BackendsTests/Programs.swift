import Backends
import Conversation
import Foundation
import LosslessJSON
import Processes
import Synchronization

/// Programs to attach to: the bundled sessions' own, and small ones written by a test.
enum Programs {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Interpreters with AutoGen, by family; named by the environment (`make test` does).
  static let classic = ProcessInfo.processInfo.environment["TURNTABLE_PYTHON_CLASSIC"]
  static let agentChat = ProcessInfo.processInfo.environment["TURNTABLE_PYTHON_AGENTCHAT"]

  static func python(of session: String) -> String {
    (session.hasPrefix("classic") ? classic : agentChat) ?? "python3"
  }

  /// A folder of its own, removed with the value.
  final class Folder {
    let path = NSTemporaryDirectory() + "turntable-test-" + UUID().uuidString

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String) throws {
      try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
    }

    func text(_ name: String) throws -> String { try String(contentsOfFile: path + "/" + name, encoding: .utf8) }
  }
}

/// The scripted model of the bundled sessions, on loopback.
struct ScriptedModel {
  let url: String
  private let server: ChildProcess

  init(script: String) throws {
    let backend = Programs.root.appending(path: "Sessions/capture/backend.py").path
    server = try ChildProcess(Launch(["python3", backend, script], error: .inherited))
    var text: [UInt8] = []
    while !text.contains(0x0A), let output = server.output {
      _ = Poll.wait(readable: [output.number], until: .now + .seconds(30))
      guard case .bytes(let bytes) = output.read() else { break }
      text += bytes
    }
    url = String(decoding: text.prefix { $0 != 0x0A }, as: UTF8.self)
  }

  func stop() { server.terminate(grace: .zero) }
}

/// What an attached program did, from its start to its end.
struct Attachment {
  private(set) var events: [LiveEvent] = []
  private(set) var output = ""
  private(set) var end = ProgramEnd(status: nil, signal: nil)

  private enum News: Sendable {
    case line([UInt8])
    case output([UInt8])
    case end(ProgramEnd)
  }

  /// Runs a command to its end. `answer` decides for every held event; nil leaves it held.
  init(
    _ command: [String], environment: [String: String] = [:], directory: String? = nil,
    terminal: AttachedProgram.TerminalChoice = .own(columns: 80, rows: 24),
    _ answer: (LiveEvent, AttachedProgram) -> Resumption? = { _, _ in .asIs }
  ) async throws {
    let (news, post) = AsyncStream.makeStream(of: News.self)
    let variables = ProcessInfo.processInfo.environment.merging(environment) { _, ours in ours }
    let program = try AttachedProgram(
      command: command, environment: variables, directory: directory, terminal: terminal,
      onLine: { post.yield(.line($0)) }, onOutput: { post.yield(.output($0)) },
      onEnd: {
        post.yield(.end($0))
        post.finish()
      })
    for await item in news {
      switch item {
      case .line(let line):
        guard let event = LiveEvent(hookLine: try Document(line).root) else { continue }
        events.append(event)
        if let held = event.held, let resumption = answer(event, program) { program.resume(held, resumption) }
      case .output(let bytes): output += String(decoding: bytes, as: UTF8.self)
      case .end(let end): self.end = end
      }
    }
  }

  /// Runs the program of a bundled session, unedited, in a folder of its own against its scripted model.
  static func session(
    _ name: String, in folder: Programs.Folder, script: String? = nil,
    _ answer: (LiveEvent, AttachedProgram) -> Resumption? = { _, _ in .asIs }
  ) async throws -> Attachment {
    let model = try prepare(name, in: folder, script: script)
    defer { model.stop() }
    return try await Attachment(
      [Programs.python(of: name), "agent.py"], environment: environment(model), directory: folder.path, answer)
  }

  /// Copies a bundled session's program and starts its model.
  static func prepare(_ name: String, in folder: Programs.Folder, script: String? = nil) throws -> ScriptedModel {
    let source = Programs.root.appending(path: "Sessions/\(name)").path
    for file in try FileManager.default.contentsOfDirectory(atPath: source)
    where file.hasSuffix(".py") || file == "script.json" {
      try FileManager.default.copyItem(atPath: source + "/" + file, toPath: folder.path + "/" + file)
    }
    if let script { try folder.write(script, to: "script.json") }
    return try ScriptedModel(script: folder.path + "/script.json")
  }

  static func environment(_ model: ScriptedModel) -> [String: String] {
    let given = [
      "OPENAI_BASE_URL": model.url, "OPENAI_API_KEY": "sk-0123456789abcdef", "TERM": "dumb",
      // The published program leaves code execution at its default, which insists on a container.
      "AUTOGEN_USE_DOCKER": "0",
    ]
    return ProcessInfo.processInfo.environment.merging(given) { _, ours in ours }
  }

  func events(_ kind: LiveEvent.Kind) -> [LiveEvent] { events.filter { $0.kind == kind } }

  /// The records of an event that has no kind of its own.
  func notes(_ name: String) -> [JSONValue] {
    events.compactMap(\.record).filter { $0["event"]?.string == name }
  }
}
