import Conversation
import Glibc

/// A file's bytes by `pread`, or a spooled stream's. Growing files may be read again beyond their former end.
final class ByteFile: StoredTexts {
  let source: String
  private let descriptor: Int32
  /// The bytes are a private copy of a stream, in a file without a name.
  let isSpooled: Bool

  /// Takes the descriptor over.
  init(source: String, descriptor: Int32, isSpooled: Bool = false) {
    self.source = source
    self.descriptor = descriptor
    self.isSpooled = isSpooled
  }

  deinit { close(descriptor) }

  func origin(of text: UInt32) -> Origin { Origin(source: source) }

  /// The file's size now.
  var size: Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// A path by which this process can open the same file again, though it has no name.
  var descriptorPath: String { "/proc/self/fd/\(descriptor)" }

  func bytes(at origin: Origin) throws(Failure) -> [UInt8] { try read(origin.bytes) }

  /// Bytes of a range; fewer where the file ends before it.
  func read(_ range: Range<Int>) throws(Failure) -> [UInt8] {
    var failure: Int32 = 0
    let wanted = min(range.count, max(0, size - range.lowerBound))
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      (count, failure) = fill(UnsafeMutableRawBufferPointer(start: base, count: wanted), from: range.lowerBound)
    }
    guard failure == 0 else { throw readFailure(failure) }
    return bytes
  }

  /// Reads into a buffer the caller owns; gives the number of bytes there were.
  func read(into buffer: UnsafeMutableRawBufferPointer, from offset: Int) throws(Failure) -> Int {
    let (count, failure) = fill(buffer, from: offset)
    guard failure == 0 else { throw readFailure(failure) }
    return count
  }

  private func fill(_ buffer: UnsafeMutableRawBufferPointer, from offset: Int) -> (count: Int, error: Int32) {
    var count = 0
    while count < buffer.count {
      let got = pread(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count, off_t(offset + count))
      if got < 0, errno == EINTR { continue }
      if got < 0 { return (count, errno) }
      if got == 0 { break }
      count += got
    }
    return (count, 0)
  }

  private func readFailure(_ error: Int32) -> Failure {
    Failure(
      .unreadable, what: "could not be read: \(String(cString: strerror(error)))", where: Origin(source: source),
      remedy: "check the disk and open it again")
  }
}
