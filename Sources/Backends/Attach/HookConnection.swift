import Processes
import Synchronization

/// The hook's socket, shared by the thread that reads it and those that answer.
final class HookConnection: Sendable {
  private struct State {
    var descriptor: Descriptor?
    var isDetached = false
  }
  private let state = Mutex(State())

  var descriptor: Descriptor? { state.withLock { $0.descriptor } }

  /// Takes the hook of the first Python that comes; while it lives, and after `detach`, others run unattached.
  func adopt(_ descriptor: Descriptor) {
    state.withLock { state in
      if state.descriptor == nil, !state.isDetached {
        state.descriptor = descriptor
      } else {
        _ = descriptor.write(Array("{\"refused\":true}\n".utf8), until: .now + .seconds(1))
      }
    }
  }

  func close() { state.withLock { $0.descriptor = nil } }

  /// Answers are short and the hook always reads: this waits at most a second, for a program that is stopped.
  func send(_ line: [UInt8]) {
    state.withLock { state in
      if !state.isDetached { _ = state.descriptor?.write(line, until: .now + .seconds(1)) }
    }
  }

  /// Tells the hook that nobody listens any more. The socket stays: its end tells the hook that we are gone.
  func detach() {
    send(Array("{\"detach\":true}\n".utf8))
    state.withLock { $0.isDetached = true }
  }
}
