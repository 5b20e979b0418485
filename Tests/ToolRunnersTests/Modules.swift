import Conversation
import Glibc
import Schemas
import Synchronization
import Testing

@testable import ToolRunners

/// A folder with Python modules that goes with its owner.
final class Modules {
  let folder: String

  init(_ files: [String: String]) throws {
    var template = Array("/tmp/turntable-test-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    folder = String(cString: made)
    for (name, text) in files { write(text, to: name) }
  }

  deinit { remove(folder) }

  func write(_ text: String, to name: String) {
    let path = folder + "/" + name
    if let slash = path.lastIndex(of: "/") { mkdir(String(path[..<slash]), 0o700) }
    let file = fopen(path, "w")
    fputs(text, file)
    fclose(file)
  }

  func text(of name: String) -> String? {
    guard let file = fopen(folder + "/" + name, "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  func source(
    _ name: String = "tools.py", python: String? = nil, isolated: Bool = false, keepsSpare: Bool = false,
    loadLimit: Duration = .seconds(60), grace: Duration = .seconds(1)
  ) -> PythonSource {
    PythonSource(
      folder + "/" + name, options: ToolSourceOptions(python: python, isolated: isolated, keepsSpare: keepsSpare),
      loadLimit: loadLimit, grace: grace)
  }

  private func remove(_ folder: String) {
    guard let listing = opendir(folder) else { return }
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      let path = folder + "/" + name
      if unlink(path) != 0 { remove(path) }
    }
    closedir(listing)
    rmdir(folder)
  }
}

/// What a run told on its way.
struct Told: Sendable {
  var executor: String?
  var output = ""
  var outcome = ToolRunOutcome(status: .crashed, note: "nothing was told")
}

private let numbers = Atomic(0)

extension PythonSource {
  /// Runs a tool to its end. `onOutput` may act while it runs.
  func call(
    _ tool: String, _ arguments: String = "{}", runtime: String? = nil, timeout: Double = 60,
    onOutput: (@Sendable (RunID, String) -> Void)? = nil
  ) -> Told {
    let id = RunID(numbers.add(1, ordering: .relaxed).newValue)
    let told = Mutex(Told())
    run(ToolInvocation(id: id, tool: tool, arguments: arguments, runtime: runtime, timeout: timeout)) { update in
      switch update {
      case .started(_, let executor): told.withLock { $0.executor = executor }
      case .output(let text):
        told.withLock { $0.output += text }
        onOutput?(id, text)
      case .finished(let outcome): told.withLock { $0.outcome = outcome }
      }
    }
    return told.withLock { $0 }
  }

  func tool(_ name: String) throws -> ImplementedTool { try #require(try tools().first { $0.name == name }) }
}

extension ToolRunOutcome {
  var text: String? { content?.text }
}
