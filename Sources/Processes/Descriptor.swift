import CProcess
package import Conversation
import Glibc

/// A file descriptor with one owner: closed when the owner goes. It never survives into a child that was not given it.
package final class Descriptor: Sendable {
  package let number: Int32

  /// Takes over an open descriptor.
  package init(owning number: Int32) { self.number = number }

  deinit { close(number) }

  /// What a read found.
  package enum Reading: Sendable, Equatable {
    case bytes([UInt8])
    /// Nothing is there now.
    case nothing
    /// Nothing will come any more.
    case end
  }

  /// Reads what is there, at most `limit` bytes. Never waits where the descriptor is nonblocking, as those of a child are.
  package func read(limit: Int = 65_536) -> Reading {
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, initialized in
      repeat { count = Glibc.read(number, buffer.baseAddress, limit) } while count < 0 && errno == EINTR
      initialized = max(count, 0)
    }
    if count > 0 { return .bytes(bytes) }
    // EIO: the last holder of a pseudo-terminal's other side has gone.
    return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? .nothing : .end
  }

  /// Writes all bytes; waits while the reader is slow. False when the reader is gone, `deadline` has passed or `wake` is
  /// readable: part of the bytes may have been written then.
  package func write(
    _ bytes: [UInt8], until deadline: ContinuousClock.Instant? = nil, wake: Wake? = nil
  ) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
      if count >= 0 {
        done += count
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        let ready = Poll.wait(readable: wake.map { [$0.descriptor] } ?? [], writable: [number], until: deadline)
        guard ready == [number] else { return false }
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  func setNonblocking() { _ = cprocess_set_nonblocking(number) }

  /// A pipe whose ends no child inherits by accident.
  static func pipe() throws(Failure) -> (read: Descriptor, write: Descriptor) {
    var ends: [Int32] = [-1, -1]
    guard pipe2(&ends, O_CLOEXEC) == 0 else { throw Failure.system("a pipe could not be made", errno) }
    return (Descriptor(owning: ends[0]), Descriptor(owning: ends[1]))
  }

  /// A file in memory that holds `bytes` and stands at its start: a way to hand a child a text without touching a disk.
  package static func memory(_ bytes: [UInt8], named name: String) throws(Failure) -> Descriptor {
    let number = cprocess_memfd(name)
    guard number >= 0 else { throw Failure.system("no memory file could be made for \(name)", errno) }
    let file = Descriptor(owning: number)
    guard file.write(bytes), lseek(number, 0, SEEK_SET) == 0 else {
      throw Failure.system("the memory file \(name) could not be written", errno)
    }
    return file
  }
}
