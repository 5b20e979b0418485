package import Conversation
import Glibc
import LosslessJSON
import Processes
package import Schemas
import Synchronization

/// The tools of a Python module. One warm host in its own process group runs them one after the other; a time-out, a
/// cancel or a crash ends the group, and a fresh host takes over.
package final class PythonSource: ToolSource, ToolSourceKind {
  package let name: String
  private let interpreter: PythonInterpreter
  private let options: ToolSourceOptions
  /// Seconds that importing the module may take.
  private let loadLimit: Duration
  /// What a tool that is broken off has to clean up.
  private let grace: Duration
  /// Held while a host works: a second run waits for the first.
  private let hosts = Mutex(Hosts())
  private let runs = Mutex(Runs())
  /// Readable once the source is closed.
  private let closing = Wake()

  private struct Hosts {
    var current: LoadedHost?
    var spare: PythonHost?
    /// Frameworks that the module imported: what a spare may import ahead.
    var frameworks: [String] = []
  }

  private struct Runs {
    var wakes: [RunID: Wake] = [:]
    var isClosed = false
  }

  package init(
    _ name: String, options: ToolSourceOptions = ToolSourceOptions(), loadLimit: Duration = .seconds(60),
    grace: Duration = .seconds(1)
  ) {
    self.name = name
    self.options = options
    self.loadLimit = loadLimit
    self.grace = grace
    interpreter = PythonInterpreter(chosen: options.python)
  }

  deinit { close() }

  /// `module.py`, `package.module`, or one of them with `:object`.
  static func open(_ text: String, _ options: ToolSourceOptions) throws(Failure) -> (any ToolSource)? {
    let path = PythonModuleName(text)
    guard path.isPlausible else { return nil }
    if let file = path.file, access(file, R_OK) != 0 {
      throw Failure(
        .unreadable, what: "\(file): \(String(cString: strerror(errno)))", remedy: "check the path given to --tools")
    }
    return PythonSource(text, options: options)
  }

  package func tools() throws(Failure) -> [ImplementedTool] {
    try withHosts { (hosts) throws(Failure) in try load(&hosts, wake: closing).tools }
  }

  package func run(
    _ invocation: ToolInvocation, _ update: @escaping @Sendable (ToolRunUpdate) -> Void
  ) {
    let wake = Wake()
    runs.withLock { $0.wakes[invocation.id] = wake }
    defer { runs.withLock { _ = $0.wakes.removeValue(forKey: invocation.id) } }
    do throws(Failure) {
      let outcome = try withHosts { (hosts) throws(Failure) in
        if options.isolated, let used = hosts.current, used.hasRun { replace(&hosts) }
        var host = try load(&hosts, wake: wake)
        hosts.current = nil
        let outcome = host.run(invocation, source: name, wake: wake, grace: grace, update)
        if host.isUsable {
          hosts.current = host
        } else {
          host.end()
          takeOver(&hosts)
        }
        return outcome
      }
      update(.finished(outcome))
    } catch {
      update(.finished(ToolRunOutcome(status: .crashed, isError: true, note: error.line)))
    }
  }

  package func cancel(_ id: RunID) { runs.withLock { $0.wakes[id]?.signal() } }

  package func close() {
    closing.signal()
    runs.withLock { runs in
      runs.isClosed = true
      for wake in runs.wakes.values { wake.signal() }
    }
    hosts.withLock { hosts in
      hosts.current?.end()
      hosts.spare?.child.terminate(grace: .zero)
      hosts = Hosts()
    }
  }

  private func withHosts<Value>(_ body: (inout Hosts) throws(Failure) -> Value) throws(Failure) -> Value {
    try hosts.withLock { (hosts) throws(Failure) in
      guard !runs.withLock({ $0.isClosed }) else {
        throw Failure(.cancelled, what: "\(name) has been closed", remedy: "open it again")
      }
      return try body(&hosts)
    }
  }

  /// The current host with its module loaded.
  private func load(_ hosts: inout Hosts, wake: Wake) throws(Failure) -> LoadedHost {
    if let current = hosts.current { return current }
    let host = if let spare = hosts.spare { spare } else { try PythonHost(interpreter, source: name) }
    hosts.spare = nil
    let loaded = try LoadedHost(host, source: name, interpreter: interpreter, limit: loadLimit, wake: wake)
    hosts.frameworks = loaded.frameworks
    hosts.current = loaded
    prepareSpare(&hosts)
    return loaded
  }

  /// A spare is a convenience: where it cannot be started, the next host is started when it is needed.
  private func prepareSpare(_ hosts: inout Hosts) {
    guard options.keepsSpare, hosts.spare == nil else { return }
    hosts.spare = try? PythonHost(interpreter, source: name, preload: hosts.frameworks)
  }

  private func replace(_ hosts: inout Hosts) {
    hosts.current?.end()
    hosts.current = nil
  }

  /// After a host was lost: the spare is told to load the module now, so that it is ready when the next run comes.
  private func takeOver(_ hosts: inout Hosts) {
    hosts.current = nil
    prepareSpare(&hosts)
    hosts.spare?.askForTools()
  }
}

/// The two halves of a source's text.
struct PythonModuleName {
  /// The file, where the text names one.
  let file: String?
  let isPlausible: Bool

  init(_ text: String) {
    var place = text[...]
    if let colon = text.lastIndex(of: ":"), Self.isDotted(text[text.index(after: colon)...]) { place = text[..<colon] }
    let isFile = place.hasSuffix(".py") || place.contains("/")
    file = isFile ? String(place) : nil
    isPlausible = isFile || Self.isDotted(place)
  }

  /// Names joined by dots.
  private static func isDotted(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return !text.isEmpty
      && parts.allSatisfy { part in
        !part.isEmpty && part.first?.isNumber == false && part.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
      }
  }
}
