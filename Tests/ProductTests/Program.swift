import Conversation
import Foundation
import Processes

/// The built program, which lies beside the test bundle.
enum Program {
  static let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "turntable").path

  struct Ended {
    /// As a shell shows it: 128 + n for a signal.
    var status: Int32
    var output: String
    var error: String
  }

  /// Runs any program to its end and returns what it wrote; it is ended after two minutes.
  static func run(
    _ command: [String], input: String = "", environment: [String: String] = [:], directory: String? = nil
  ) throws -> Ended {
    let variables = ProcessInfo.processInfo.environment.merging(environment) { _, ours in ours }
    let child = try ChildProcess(Launch(command, environment: variables, directory: directory))
    let deadline = ContinuousClock.now + .seconds(120)
    _ = child.input?.write(Array(input.utf8), until: deadline)
    child.closeInput()
    var open = [child.output, child.error].compactMap { $0 }
    var read: [Int32: [UInt8]] = [:]
    while !open.isEmpty {
      let ready = Poll.wait(readable: open.map(\.number), until: deadline)
      if ready.isEmpty { break }
      for stream in open where ready.contains(stream.number) {
        switch stream.read() {
        case .bytes(let bytes): read[stream.number, default: []] += bytes
        case .nothing: break
        case .end: open.removeAll { $0 === stream }
        }
      }
    }
    let end = child.waitForEnd(until: deadline) ?? child.terminate()
    let text = { (stream: Descriptor?) in
      String(decoding: stream.flatMap { read[$0.number] } ?? [], as: UTF8.self)
    }
    return Ended(status: end.shellStatus, output: text(child.output), error: text(child.error))
  }

  /// Runs turntable in the repository's root.
  static func turntable(
    _ arguments: String..., input: String = "", environment: [String: String] = [:]
  ) throws -> Ended {
    try run([path] + arguments, input: input, environment: environment, directory: Repository.root.path)
  }
}
