import Conversation
import Glibc

/// The argument text of a call, from where the person keeps it.
enum ArgumentText {
  /// The text itself, `@FILE`, or `-` for standard input. Nothing is parsed: a malformed text is passed on too.
  static func read(_ given: String, option: String = "--args") throws(Failure) -> String {
    if given == "-" { return try contents(of: STDIN_FILENO, named: "standard input", option) }
    guard given.hasPrefix("@") else { return given }
    let path = String(given.dropFirst())
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(path, option) }
    defer { close(file) }
    return try contents(of: file, named: path, option)
  }

  private static func contents(of file: Int32, named name: String, _ option: String) throws(Failure) -> String {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(name, option) }
      if count == 0 { break }
      bytes += chunk.prefix(count)
    }
    // An editor's last line break is no part of the arguments.
    if bytes.last == 0x0A { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func unreadable(_ name: String, _ option: String) -> Failure {
    Failure(
      .unreadable, what: "\(name): \(String(cString: strerror(errno)))", remedy: "check the file given to \(option)")
  }
}
