import Conversation
import Debugging
import Glibc
import Processes
import Text

/// Runs the person's own pager or editor on a private copy of a text, with the terminal.
struct PersonalProgram {
  let program: OutsideProgram

  /// Blocks until it ends; the text as it left it.
  func run(_ text: RawText) throws(Failure) -> String {
    let path = try write(program == .pager ? Self.harmless(text) : text.bytes, isJSON: Self.looksLikeJSON(text))
    defer { unlink(path) }
    let command = command
    var child = pid_t()
    let arguments = ["/bin/sh", "-c", command + " \"$1\"", "sh", path]
    var pointers = arguments.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    let status = posix_spawn(&child, "/bin/sh", nil, nil, &pointers, environ)
    guard status == 0 else {
      throw Failure(
        .unreadable, what: "\(command) cannot be started: \(String(cString: strerror(status)))", remedy: remedy)
    }
    var end: Int32 = 0
    while waitpid(child, &end, 0) < 0, errno == EINTR {}
    guard end & 0x7F == 0, end >> 8 & 0xFF != 127 else {
      throw Failure(.unreadable, what: "\(command) could not be run to its end", remedy: remedy)
    }
    return try read(path)
  }

  private var command: String {
    switch program {
    case .pager: environment("PAGER") ?? "less"
    case .editor, .editorOfArguments: environment("VISUAL") ?? environment("EDITOR") ?? "vi"
    }
  }

  private var remedy: String {
    program == .pager ? "set PAGER to a program that is installed" : "set EDITOR to a program that is installed"
  }

  /// A pager may pass on what it is given: control characters become visible escapes first.
  private static func harmless(_ text: RawText) -> [UInt8] {
    let lines = text.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return Array(lines.map { visible($0) }.joined(separator: "\n").utf8) + [0x0A]
  }

  private static func looksLikeJSON(_ text: RawText) -> Bool {
    text.bytes.first { $0 != 0x20 && $0 != 0x0A }.map { $0 == 0x7B || $0 == 0x5B } ?? false
  }

  private func write(_ bytes: [UInt8], isJSON: Bool) throws(Failure) -> String {
    let folder = environment("TMPDIR") ?? "/tmp"
    let suffix = isJSON ? ".json" : ".txt"
    var template = Array("\(folder)/turntable-XXXXXX\(suffix)".utf8CString)
    let file = mkstemps(&template, Int32(suffix.utf8.count))
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { if file >= 0 { close(file) } }
    var rest = bytes[...]
    while file >= 0, !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    guard file >= 0, rest.isEmpty else {
      if file >= 0 { unlink(path) }
      throw Failure(
        .unreadable, what: "\(folder): no file can be written in it: \(String(cString: strerror(errno)))",
        remedy: "set TMPDIR to a folder that can be written")
    }
    return path
  }

  private func read(_ path: String) throws(Failure) -> String {
    guard let file = fopen(path, "r") else {
      throw Failure(
        .unreadable, what: "the edited text is gone", remedy: "edit it again and leave the file in its place")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}
