import Conversation
import LosslessJSON

/// Why a module could not be loaded, in one line.
struct LoadingFailure {
  let source: String
  let interpreter: PythonInterpreter
  let printed: String

  func failure(_ answer: PythonHost.Answer, limit: Duration) -> Failure {
    switch answer {
    case .refused(let error): refused(error)
    case .timedOut:
      Failure(
        .timedOut, what: "it is still being imported after \(limit.components.seconds) s",
        where: Origin(source: source),
        remedy: "move what takes so long behind if __name__ == \"__main__\"")
    case .ended(let end) where end.status == 90: interpreter.tooOld
    case .ended(let end):
      Failure(
        .unreadable, what: "Python ended while it was imported (\(end.words))\(lastWords)",
        where: Origin(source: source), remedy: "try: \(interpreter.path) -c 'import \(moduleName)'")
    case .result, .woken:
      Failure(.cancelled, what: "loading was cancelled", where: Origin(source: source), remedy: "open it again")
    }
  }

  private func refused(_ error: JSONValue) -> Failure {
    let place = error["data"]?["where"]?.string ?? source
    let what = error["message"]?.string ?? "it cannot be imported"
    var remedy = "mend the module, then try again"
    if let missing = error["data"]?["missing"]?.string {
      remedy = "install \(missing) for \(interpreter.path), or name the Python that has it with --python PATH"
    }
    return Failure(.unreadable, what: what, where: Origin(source: place), remedy: remedy)
  }

  private var moduleName: String {
    let file = source.split(separator: "/").last ?? "module"
    return String(file.prefix { $0 != "." && $0 != ":" })
  }

  private var lastWords: String {
    guard let line = printed.split(separator: "\n").last(where: { !$0.allSatisfy(\.isWhitespace) }) else { return "" }
    return ": " + line.prefix(200)
  }
}
