import ArgumentParser
import CResources
import Conversation
import Engine
import Glibc
import ToolRunners

/// `turntable demo`: the first minute of a new user.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Open a bundled session in which something went wrong.",
    discussion: """
      A team of agents booked a delivery, and the answer reads well: but the wrong truck will come. Press e to go to the \
      call that did it, r to run it again with other arguments.
      """)

  @OptionGroup var look: LookOptions

  func run() throws {
    let folder = try DemoFolder()
    defer { folder.remove() }
    let tools = try KnownToolSources.source(for: folder.tools, python: nil)
    try ScreenRun(files: [folder.session], turn: nil, shelf: ToolShelf([tools]), look: look, isRemembered: false).run()
  }
}

/// The bundled session and its tools in a private folder, for as long as they are looked at.
struct DemoFolder {
  let path: String
  var session: String { path + "/team-wrong-truck-booked.jsonl" }
  var tools: String { path + "/tools.py" }

  init() throws(Failure) {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/turntable-demo.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(
        .unreadable, what: "\(base): no folder can be made in it: \(String(cString: strerror(errno)))",
        remedy: "set TMPDIR to a folder that can be written")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var length = 0
    try Self.write(UnsafeRawBufferPointer(start: turntable_demo_session(&length), count: length), to: session)
    try Self.write(UnsafeRawBufferPointer(start: turntable_demo_tools(&length), count: length), to: tools)
  }

  func remove() {
    // Python may have left its cache beside the module.
    for file in [session, tools] { unlink(file) }
    rmdir(path)
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to path: String) throws(Failure) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0, Glibc.write(file, bytes.baseAddress, bytes.count) == bytes.count else {
      throw Failure(
        .unreadable, what: "\(path) cannot be written: \(String(cString: strerror(errno)))",
        remedy: "free space in TMPDIR")
    }
    close(file)
  }
}
