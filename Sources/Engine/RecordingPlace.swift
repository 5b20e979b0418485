package import Conversation
import Glibc

/// Where recordings go that nobody named a file for: `$XDG_STATE_HOME/turntable/recordings`, the owner's alone.
package enum RecordingPlace {
  /// A file that is not there yet, named after the time and the program.
  package static func fresh(for command: [String]) throws(Failure) -> String {
    let folder = try folder()
    let script = command.dropFirst().first { !$0.hasPrefix("-") } ?? command.first ?? "program"
    let name = script.split(separator: "/").last.map(String.init) ?? "program"
    let base = "\(folder)/\(Clock.stamp())-\(name)"
    var path = base + ".jsonl"
    var count = 1
    while access(path, F_OK) == 0 {
      count += 1
      path = "\(base)-\(count).jsonl"
    }
    return path
  }

  private static func folder() throws(Failure) -> String {
    func variable(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    let state = variable("XDG_STATE_HOME") ?? (variable("HOME") ?? "/tmp") + "/.local/state"
    var made = ""
    for step in "\(state)/turntable/recordings".split(separator: "/") {
      made += "/" + step
      if mkdir(made, 0o700) != 0, errno != EEXIST {
        throw Failure(
          .unreadable, what: "\(made) cannot be made: \(String(cString: strerror(errno)))",
          remedy: "name a file with --record")
      }
    }
    return made
  }
}
