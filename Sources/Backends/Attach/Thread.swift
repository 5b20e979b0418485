import Conversation
import Glibc

/// Starts a detached thread with all signals blocked: they belong to the main thread.
func startThread(_ body: @escaping @Sendable () -> Void) throws(Failure) {
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
  guard status == 0 else {
    box.release()
    throw Failure(
      .cannotStart(status: 125), what: "no thread could be started: \(String(cString: strerror(status)))",
      remedy: "free resources and try again")
  }
  pthread_detach(thread)
}

private final class Body {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
