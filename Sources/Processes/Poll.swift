import CProcess
import Glibc

/// Waiting for descriptors.
package enum Poll {
  /// Waits until one of the descriptors can be read (its end and its error count) or written, or until `deadline`.
  /// Returns the ready ones; none means that the deadline has passed. Signals do not end the wait.
  package static func wait(
    readable: [Int32], writable: [Int32] = [], until deadline: ContinuousClock.Instant? = nil
  ) -> [Int32] {
    var watched = readable.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    watched += writable.map { pollfd(fd: $0, events: Int16(POLLOUT), revents: 0) }
    while true {
      let count = poll(&watched, nfds_t(watched.count), milliseconds(until: deadline))
      if count > 0 { return watched.filter { $0.revents != 0 }.map(\.fd) }
      if count == 0, let deadline, deadline <= .now { return [] }
      if count < 0, errno != EINTR { return [] }
    }
  }

  /// Rounded up, so that a wait never ends early and spins.
  private static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
    guard let deadline else { return -1 }
    let left = deadline - .now
    guard left > .zero else { return 0 }
    let (seconds, attoseconds) = left.components
    guard seconds < 1_000_000 else { return 1_000_000_000 }
    return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}

/// Ends a `Poll.wait` from another thread or a signal handler: readable from `signal()` until `clear()`.
package final class Wake: Sendable {
  private let event: Descriptor

  package init() {
    event = Descriptor(owning: eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)))
  }

  package var descriptor: Int32 { event.number }

  /// Safe in a signal handler: one `write`.
  package func signal() {
    var one: UInt64 = 1
    _ = Glibc.write(event.number, &one, 8)
  }

  package func clear() { _ = event.read(limit: 8) }
}
