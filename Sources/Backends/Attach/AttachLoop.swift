import Conversation
import Glibc
import LosslessJSON
import Processes

/// The thread of an attached program: waits for the child, its terminal and the hook.
struct AttachLoop {
  struct Reports: Sendable {
    let line: @Sendable ([UInt8]) -> Void
    let output: @Sendable ([UInt8]) -> Void
    let end: @Sendable (ProgramEnd) -> Void
  }

  private let child: ChildProcess
  private let listener: AttachListener
  private let connection: HookConnection
  private let reports: Reports
  private var pending: [UInt8] = []
  private var terminal: Descriptor?
  private var wasAttached = false
  private var sawRuntime = false

  init(child: ChildProcess, listener: AttachListener, connection: HookConnection, reports: Reports) {
    self.child = child
    self.listener = listener
    self.connection = connection
    self.reports = reports
    terminal = child.terminal
  }

  /// Until the program has ended and all that it said was reported. `atEnd` runs just before the end is reported.
  mutating func run(atEnd: () -> Void) {
    var hasEnded = false
    while !hasEnded {
      let sources = [child.exitDescriptor, listener.number, connection.descriptor?.number, terminal?.number]
      let ready = Poll.wait(readable: sources.compactMap { $0 })
      hasEnded = ready.contains(child.exitDescriptor)
      readHook()
      readTerminal()
      if let next = listener.accept() { connection.adopt(next) }
    }
    readRest()
    let end = child.waitForEnd() ?? ProgramEnd(status: nil, signal: nil)
    if !sawRuntime { note(nothingSeen) }
    atEnd()
    reports.end(end)
  }

  /// What the program left in its terminal and its sockets. Children of its own may hold the terminal open: they are not
  /// waited for.
  private mutating func readRest() {
    let deadline = ContinuousClock.now + .milliseconds(300)
    while let terminal {
      guard !Poll.wait(readable: [terminal.number], until: deadline).isEmpty else { break }
      readTerminal()
    }
    readHook()
    while let next = listener.accept() {
      connection.adopt(next)
      readHook()
    }
    connection.close()
  }

  private mutating func readHook() {
    while let descriptor = connection.descriptor {
      switch descriptor.read() {
      case .bytes(let bytes):
        wasAttached = true
        take(bytes)
      case .nothing: return
      case .end:
        if !pending.isEmpty { note("a line of the hook was cut off after \(pending.count) bytes") }
        pending = []
        connection.close()
      }
    }
  }

  private mutating func take(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while let newline = rest.firstIndex(of: 0x0A) {
      let line = pending + rest[..<newline]
      pending.removeAll(keepingCapacity: true)
      rest = rest[(newline + 1)...]
      if !sawRuntime { sawRuntime = line.starts(with: "{\"event\": \"runtime\"".utf8) }
      if line.last == 0x7D {
        reports.line(line)
      } else if !line.isEmpty {
        note("a line of the hook was cut off after \(line.count) bytes")
      }
    }
    pending += rest
  }

  private mutating func readTerminal() {
    while let terminal {
      switch terminal.read() {
      case .bytes(let bytes): reports.output(bytes)
      case .nothing: return
      case .end: self.terminal = nil
      }
    }
  }

  private func note(_ text: String) {
    reports.line(Array("{\"event\":\"note\",\"text\":\(quoted(text))}".utf8))
  }

  private var nothingSeen: String {
    wasAttached
      ? "no AutoGen was seen: the program imported neither autogen nor autogen_agentchat"
      : "no AutoGen was seen: no Python loaded the attach hook; `python -I`, `-E` and `-S` skip it, so drop them, "
        + "and give the command that starts Python itself"
  }
}
