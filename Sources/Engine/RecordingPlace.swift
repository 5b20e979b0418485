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

  /// `$XDG_STATE_HOME/turntable`.
  package static var stateFolder: String {
    (environment("XDG_STATE_HOME") ?? (environment("HOME") ?? "/tmp") + "/.local/state") + "/turntable"
  }

  private static func folder() throws(Failure) -> String {
    try makeFolder(stateFolder + "/recordings")
    return stateFolder + "/recordings"
  }

  /// Makes a folder and those above it, the owner's alone.
  static func makeFolder(_ path: String) throws(Failure) {
    var made = ""
    for step in path.split(separator: "/") {
      made += "/" + step
      if mkdir(made, 0o700) != 0, errno != EEXIST {
        throw Failure(
          .unreadable, what: "\(made) cannot be made: \(String(cString: strerror(errno)))",
          remedy: "name a file with --record")
      }
    }
  }
}
