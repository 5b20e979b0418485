import Conversation
import Glibc
import Processes

/// Which Python runs the host.
struct PythonInterpreter: Sendable {
  let path: String

  init(chosen: String?, environment: [String: String] = ProcessEnvironment.current) {
    if let chosen {
      path = chosen
    } else if let active = environment["VIRTUAL_ENV"], access(active + "/bin/python", X_OK) == 0 {
      path = active + "/bin/python"
    } else {
      path = "python3"
    }
  }

  /// The same failure in the terms of someone who wants to load tools.
  func unusable(_ failure: Failure) -> Failure {
    Failure(
      .unreadable, what: "no Python to load the tools: \(failure.what)",
      remedy: "install Python 3.10 or newer, or name one with --python PATH")
  }

  var tooOld: Failure {
    Failure(.unreadable, what: "\(path) is too old", remedy: "name a Python 3.10 or newer with --python PATH")
  }
}
