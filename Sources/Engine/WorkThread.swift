import Glibc
import Synchronization

/// A thread of our own: nothing that blocks or runs long may sit on Swift's cooperative pool. All signals are blocked in it,
/// so that they reach the main thread, which owns the terminal.
package final class WorkThread: Sendable {
  private let handle: Mutex<pthread_t?>

  /// Starts at once. The body must end by itself; `join` waits for that.
  package init(_ body: @escaping @Sendable () -> Void) {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Body(body))
    let status = pthread_create(
      &thread, nil,
      { @Sendable argument in
        if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, box.toOpaque())
    if status == 0 {
      handle = Mutex(thread)
    } else {
      box.release()
      handle = Mutex(nil)
    }
  }

  /// Waits for the body's end. A thread that is never joined goes on by itself.
  package func join() {
    let thread = handle.withLock { handle in
      defer { handle = nil }
      return handle
    }
    if let thread { pthread_join(thread, nil) }
  }

  deinit {
    handle.withLock { if let thread = $0 { _ = pthread_detach(thread) } }
  }

  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
}

/// Work for one thread, taken newest first or in order.
package final class WorkQueue: Sendable {
  private struct State {
    var items: [@Sendable () -> Void] = []
    var isClosed = false
  }
  private let state = Mutex(State())
  private let wake: Semaphore

  /// Starts the thread that works the queue off.
  package init(newestFirst: Bool = false) {
    let wake = Semaphore()
    self.wake = wake
    _ = WorkThread { [weak self] in
      while true {
        wake.wait()
        guard let self else { return }
        let next: (@Sendable () -> Void)? = self.state.withLock { state in
          guard !state.isClosed, !state.items.isEmpty else { return nil }
          return newestFirst ? state.items.removeLast() : state.items.removeFirst()
        }
        guard let next else { return }
        next()
      }
    }
  }

  package func add(_ work: @escaping @Sendable () -> Void) {
    state.withLock { $0.items.append(work) }
    wake.signal()
  }

  deinit { wake.signal() }
}

/// A counting semaphore.
final class Semaphore: Sendable {
  private nonisolated(unsafe) let semaphore: UnsafeMutablePointer<sem_t>

  init() {
    semaphore = .allocate(capacity: 1)
    sem_init(semaphore, 0, 0)
  }

  func signal() { sem_post(semaphore) }

  func wait() {
    while sem_wait(semaphore) != 0 {}
  }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }
}
