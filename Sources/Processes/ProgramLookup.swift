import CProcess
import Conversation
import Glibc

/// The environment and the places in it that matter before a start.
package enum ProcessEnvironment {
  /// Our environment as it is now. Of a name that stands twice the first counts, as `getenv` has it.
  package static var current: [String: String] {
    var found: [String: String] = [:]
    guard var entry = cprocess_environment() else { return found }
    while let text = entry.pointee {
      let pair = String(cString: text)
      if let equals = pair.firstIndex(of: "=") {
        let name = String(pair[..<equals])
        if found[name] == nil { found[name] = String(pair[pair.index(after: equals)...]) }
      }
      entry += 1
    }
    return found
  }

  /// The file that a shell would start for `program`, told apart as a shell does: 127 not there, 126 not executable.
  static func locate(
    _ program: String, in environment: [String: String], directory: String?
  ) throws(Failure) -> String {
    guard !program.isEmpty else {
      throw Failure(.usage, what: "no program is named", remedy: "give a command after --")
    }
    if program.contains("/") {
      // A relative path is meant from the child's folder, as after `cd`.
      let path = program.hasPrefix("/") ? program : (directory.map { $0 + "/" } ?? "") + program
      guard exists(path) else { throw notFound(program, "check the path") }
      guard isExecutable(path) else { throw notExecutable(program) }
      return program
    }
    var refused = false
    for folder in (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":") {
      let path = folder + "/" + program
      if isExecutable(path) { return path }
      refused = refused || exists(path) && !isDirectory(path)
    }
    if refused { throw notExecutable(program) }
    throw notFound(program, "no folder of PATH has it: check the name, or give its path")
  }

  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 && !isDirectory(path) }

  private static func notFound(_ program: String, _ remedy: String) -> Failure {
    Failure(.cannotStart(status: 127), what: "\(program) was not found", remedy: remedy)
  }

  private static func notExecutable(_ program: String) -> Failure {
    Failure(
      .cannotStart(status: 126), what: "\(program) cannot be executed", remedy: "check its permissions (chmod +x)")
  }
}

extension Failure {
  /// A call of the system that failed before anything was started.
  static func system(_ what: String, _ number: Int32) -> Failure {
    Failure(
      .cannotStart(status: 125), what: "\(what): \(String(cString: strerror(number)))",
      remedy: "free resources and try again")
  }
}
