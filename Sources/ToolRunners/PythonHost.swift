import Conversation
import Glibc
import LosslessJSON
import Processes

/// One running Python host: requests out, one answer each, on the caller's thread. What tools print comes beside it.
struct PythonHost: Sendable {
  /// How a request ended.
  enum Answer: Sendable {
    case result(JSONValue)
    /// A JSON-RPC error object.
    case refused(JSONValue)
    case timedOut
    case woken
    case ended(ProgramEnd)
  }

  /// More in one line is no answer but a fault.
  private static let lineLimit = 256 << 20

  let child: ChildProcess
  private(set) var printed = PrintedOutput()
  private var incoming: [UInt8] = []
  /// Bytes of `incoming` that hold no line break.
  private var scanned = 0
  private var nextRequest = 1
  /// The request for the tools, where it was made.
  private var asked: Int?

  /// Starts a host; the module is imported when its tools are asked for. `preload` names frameworks that
  /// it imports first, so that a spare is warm without touching the user's module.
  init(_ interpreter: PythonInterpreter, source: String, preload: [String] = []) throws(Failure) {
    var launch = Launch([interpreter.path, "-c", HostProgram.boot, source] + preload, endsGroupAtExit: true)
    launch.passed = [try HostProgram.modules()]
    do throws(Failure) {
      child = try ChildProcess(launch)
    } catch {
      throw interpreter.unusable(error)
    }
    _ = send("initialize", #"{"protocolVersion":"2025-06-18","capabilities":{},"# + Self.clientInfo + "}")
  }

  private static let clientInfo = #""clientInfo":{"name":"turntable","version":"1"}"#

  /// Sends a request and returns its number.
  mutating func send(_ method: String, _ params: String = "{}") -> Int {
    let number = nextRequest
    nextRequest += 1
    write(#"{"jsonrpc":"2.0","id":\#(number),"method":\#(quoted(method)),"params":\#(params)}"#)
    return number
  }

  /// Asks for the tools, once: the module is imported then. Returns the request's number.
  @discardableResult
  mutating func askForTools() -> Int {
    if let asked { return asked }
    let request = send("tools/list")
    asked = request
    return request
  }

  /// Asks the host to break off a request.
  func sendCancel(of request: Int) {
    write(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":\#(request)}}"#)
  }

  /// A host that is gone or does not read is noticed where its answer is waited for.
  private func write(_ line: String) {
    _ = child.input?.write(Array((line + "\n").utf8), until: .now + .seconds(5))
  }

  /// Forgets what was printed so far: the next run's output starts here.
  mutating func clearPrinted() {
    drainPrinted()
    printed = PrintedOutput()
  }

  /// Waits for the answer to a request. Notifications and new output are handed on as they come.
  mutating func answer(
    to request: Int, until deadline: ContinuousClock.Instant, wake: Wake? = nil,
    notified: (JSONValue) -> Void = { _ in }, told: (String) -> Void = { _ in }
  ) -> Answer {
    guard let output = child.output, let errors = child.error else {
      return .ended(child.terminate())
    }
    var watched = [output.number, errors.number, child.exitDescriptor]
    if let wake { watched.append(wake.descriptor) }
    while true {
      while let message = nextMessage() {
        if message["id"]?.int == request {
          drainPrinted()
          if let news = printed.news() { told(news) }
          if let result = message["result"] { return .result(result.detached()) }
          return .refused(message["error"]?.detached() ?? message)
        }
        if message["method"] != nil { notified(message) }
      }
      let ready = Poll.wait(readable: watched, until: deadline)
      if ready.isEmpty { return .timedOut }
      if let wake, ready.contains(wake.descriptor) { return .woken }
      drainPrinted()
      if let news = printed.news() { told(news) }
      let more = readLines(output)
      if ready.contains(child.exitDescriptor) && !more { return .ended(child.waitForEnd() ?? child.terminate()) }
      // A pipe that was closed polls readable for ever.
      if incoming.count > Self.lineLimit || ended(output, among: ready, more) {
        return .ended(child.terminate())
      }
    }
  }

  /// The output pipe is at its end though the process lives: the tool closed what was not its own.
  private func ended(_ output: Descriptor, among ready: [Int32], _ more: Bool) -> Bool {
    guard ready.contains(output.number), !more else { return false }
    return output.read(limit: 1) == .end
  }

  private mutating func drainPrinted() {
    guard let errors = child.error else { return }
    // A storm must not keep us here: a share at a time.
    for _ in 0..<64 {
      guard case .bytes(let bytes) = errors.read() else { return }
      printed.append(bytes)
    }
  }

  /// Reads what is there. False: nothing was.
  private mutating func readLines(_ output: Descriptor) -> Bool {
    var found = false
    while case .bytes(let bytes) = output.read() {
      incoming += bytes
      found = true
      if bytes.count < 65_536 { break }
    }
    return found
  }

  /// The next whole line that is JSON; others are nothing that the host says.
  private mutating func nextMessage() -> JSONValue? {
    while let end = incoming[scanned...].firstIndex(of: 0x0A) {
      let line = Array(incoming[..<end])
      incoming.removeFirst(end + 1)
      scanned = 0
      if let document = try? Document(line), document.root.kind == .object { return document.root }
    }
    scanned = incoming.count
    return nil
  }
}
