import Conversation
import Glibc

/// Opens what a person named: a regular file as it is, a pipe or standard input ("-") read to its end first.
func openFile(_ path: String) throws(Failure) -> ByteFile {
  if path == "-" { return try spool(STDIN_FILENO, source: path) }
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
  guard descriptor >= 0 else { throw openFailure(path, errno) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else {
    close(descriptor)
    throw openFailure(path, errno)
  }
  switch status.st_mode & S_IFMT {
  case S_IFREG:
    return ByteFile(source: path, descriptor: descriptor)
  case S_IFIFO:
    defer { close(descriptor) }
    _ = fcntl(descriptor, F_SETFL, 0)
    return try spool(descriptor, source: path)
  default:
    close(descriptor)
    throw Failure(
      .unreadable, what: "not a file that can hold a session", where: Origin(source: path),
      remedy: "name a saved session, or - for standard input")
  }
}

/// Copies a stream to its end into a private file without a name, so that it can be read at any place.
private func spool(_ stream: Int32, source: String) throws(Failure) -> ByteFile {
  let descriptor = try privateFile(source)
  let file = ByteFile(source: source, descriptor: descriptor, isSpooled: true)
  var chunk = [UInt8](repeating: 0, count: 256 << 10)
  while true {
    let got = Glibc.read(stream, &chunk, chunk.count)
    if got < 0, errno == EINTR { continue }
    guard got >= 0 else { throw openFailure(source, errno) }
    guard got > 0 else { return file }
    try write(chunk[..<got], to: descriptor, source)
  }
}

func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32, _ source: String) throws(Failure) {
  var written = 0
  while written < bytes.count {
    let put = bytes.withUnsafeBytes {
      Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
    }
    if put < 0, errno == EINTR { continue }
    guard put >= 0 else {
      throw Failure(
        .unreadable, what: "the temporary copy could not be written: \(String(cString: strerror(errno)))",
        where: Origin(source: source), remedy: "free some space, or set TMPDIR to a folder that has it")
    }
    written += put
  }
}

/// A file without a name, readable by this user alone.
private func privateFile(_ source: String) throws(Failure) -> Int32 {
  let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  var template = Array((folder + "/turntable-XXXXXX").utf8CString)
  let descriptor = mkstemp(&template)
  guard descriptor >= 0 else { throw openFailure(source, errno) }
  _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  unlink(template)
  return descriptor
}

func openFailure(_ path: String, _ error: Int32) -> Failure {
  let remedy =
    switch error {
    case ENOENT: "check the path"
    case EACCES, EPERM: "ask for the right to read it"
    case ENOTDIR: "check the path"
    default: "check the path and the disk"
    }
  return Failure(
    .unreadable, what: "cannot be opened: \(String(cString: strerror(error)))", where: Origin(source: path),
    remedy: remedy)
}
