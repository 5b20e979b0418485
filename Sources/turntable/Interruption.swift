import Engine
import Glibc

/// Ctrl-C, a request to end and a lost terminal, turned into one call on a thread of its own; a second one ends us at once.
///
/// Signals are taken by `sigwait`, so that nothing runs inside a signal handler. Make it before other threads.
struct Interruption {
  private let before: sigset_t

  init(_ act: @escaping @Sendable () -> Void) {
    var signals = Self.signals
    var before = sigset_t()
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    self.before = before
    _ = WorkThread {
      var waited = Self.signals
      var number: Int32 = 0
      sigwait(&waited, &number)
      act()
      sigwait(&waited, &number)
      _exit(130)
    }
  }

  func end() {
    var before = self.before
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }

  private static var signals: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
    return signals
  }
}
