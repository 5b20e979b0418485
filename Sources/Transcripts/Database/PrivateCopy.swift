import Conversation
import Glibc

/// A new folder that only this user can look into.
func privateFolder(_ source: String) throws(Failure) -> String {
  let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  var template = Array((parent + "/turntable-XXXXXX").utf8CString)
  guard mkdtemp(&template) != nil else { throw copyFailure(source, errno) }
  return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// Takes the names of a private copy away: what is open stays readable.
func removeCopy(_ folder: String) {
  for suffix in ["", "-journal", "-wal", "-shm"] { unlink(folder + "/copy" + suffix) }
  rmdir(folder)
}

/// Copies a file's bytes into a new private file.
func copyFile(_ path: String, to target: String) throws(Failure) {
  let file = try openFile(path)
  let descriptor = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
  guard descriptor >= 0 else { throw copyFailure(path, errno) }
  defer { close(descriptor) }
  var offset = 0
  while true {
    let bytes = try file.read(offset..<offset + (1 << 20))
    guard !bytes.isEmpty else { return }
    try write(bytes[...], to: descriptor, path)
    offset += bytes.count
  }
}

private func copyFailure(_ source: String, _ error: Int32) -> Failure {
  Failure(
    .unreadable, what: "a private copy could not be made: \(String(cString: strerror(error)))",
    where: Origin(source: source), remedy: "free some space, or set TMPDIR to a folder that has it")
}
