import Conversation
import Glibc

/// Standard output and standard error of a command without a screen.
enum Output {
  static func print(_ text: String) { write(text.hasSuffix("\n") ? text : text + "\n", to: STDOUT_FILENO) }

  /// One line: what, where, what to do.
  static func complain(_ failure: Failure) { write("turntable: \(failure.line)\n", to: STDERR_FILENO) }

  /// Writes all of it; a reader that went away ends the writing without a word.
  static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }
}
