package import Conversation
import Glibc
import LosslessJSON
import Synchronization

/// Writes a live session down as it happens: JSON Lines, appended, each line whole on its way to the disk before the call
/// returns. The file is new, and its owner's alone.
package final class RecordingWriter: Sendable {
  package let path: String
  private let descriptor: Int32
  /// Held while a line is written, so that lines never mix.
  private let order = Mutex(())

  /// Makes the file and writes its first line. `started` is the time in ISO 8601.
  package init(path: String, command: [String], folder: String, started: String) throws(Failure) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure(path, errno) }
    let words = command.map(quoted).joined(separator: ",")
    try append(#"{"turntable":1,"started":\#(quoted(started)),"command":[\#(words)],"cwd":\#(quoted(folder))}"#.utf8)
  }

  deinit { close(descriptor) }

  /// Appends one record: a JSON object without line breaks.
  package func append(_ record: some Collection<UInt8>) throws(Failure) {
    var line = Array(record)
    line.append(0x0A)
    let error: Int32 = order.withLock { _ in
      var written = 0
      while written < line.count {
        let put = line.withUnsafeBytes {
          Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
        }
        if put < 0, errno == EINTR { continue }
        guard put >= 0 else { return errno }
        written += put
      }
      return 0
    }
    guard error == 0 else { throw Self.failure(path, error) }
  }

  private static func failure(_ path: String, _ error: Int32) -> Failure {
    Failure(
      .unreadable, what: "the recording cannot be written: \(String(cString: strerror(error)))",
      where: Origin(source: path),
      remedy: error == EEXIST ? "name a file that is not there yet" : "check the folder and the space on its disk")
  }
}
