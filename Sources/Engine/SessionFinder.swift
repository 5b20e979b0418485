package import Debugging
import Glibc

/// Finds sessions in the usual places: by names and `stat` alone, nothing is opened.
package struct SessionFinder {
  private let home: String
  private let state: String
  private let current: String
  private let now: Int
  private var seen: Set<String> = []
  private var found: [FoundSession] = []

  package init(home: String, state: String, current: String, now: Int) {
    self.home = home
    self.state = state
    self.current = current
    self.now = now
  }

  /// The user's own places.
  package init() {
    let home = environment("HOME") ?? "/"
    self.init(
      home: home, state: RecordingPlace.stateFolder, current: getcwd(nil, 0).map(Self.taken) ?? ".", now: time(nil))
  }

  /// All of them, newest first. Cost: one `stat` a file.
  package mutating func find() -> [FoundSession] {
    for path in RecentSessions(folder: state).paths() { add(path, "recent") }
    for name in names(in: state + "/recordings") where name.hasSuffix(".jsonl") {
      add("\(state)/recordings/\(name)", "recording")
    }
    for folder in [current] + names(in: current).filter({ !$0.hasPrefix(".") }).map({ "\(current)/\($0)" }) {
      for name in names(in: folder) {
        if let kind = Self.kind(of: name) { add("\(folder)/\(name)", kind) }
      }
    }
    let projects = home + "/.claude/projects"
    for project in names(in: projects) {
      for name in names(in: "\(projects)/\(project)") where name.hasSuffix(".jsonl") {
        add("\(projects)/\(project)/\(name)", "Claude Code")
      }
    }
    for name in names(in: home + "/.autogenstudio") where name.hasSuffix(".db") {
      add("\(home)/.autogenstudio/\(name)", "Studio")
    }
    return found.sorted { $0.changed != $1.changed ? $0.changed > $1.changed : $0.path < $1.path }
  }

  /// What AutoGen programs leave where they run, by its usual name.
  private static func kind(of name: String) -> String? {
    switch name {
    case "logs.db", "chat_result.json", "chat_messages.json", "task_result.json", "events.jsonl": "AutoGen"
    default: nil
    }
  }

  private mutating func add(_ path: String, _ kind: String) {
    var status = stat()
    guard !seen.contains(path), stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
      return
    }
    seen.insert(path)
    found.append(
      FoundSession(
        path: path, folder: folder(of: path), kind: kind, changed: status.st_mtim.tv_sec, bytes: Int(status.st_size),
        age: age(status.st_mtim.tv_sec)))
  }

  private func folder(of path: String) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    return folder == home || folder.hasPrefix(home + "/") ? "~" + folder.dropFirst(home.count) : folder
  }

  private func age(_ changed: Int) -> String {
    let seconds = max(0, now - changed)
    switch seconds {
    case ..<60: return "now"
    case ..<3600: return "\(seconds / 60) min"
    case ..<86400: return "\(seconds / 3600) h"
    default: return "\(seconds / 86400) d"
    }
  }

  private func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  private static func taken(_ text: UnsafeMutablePointer<CChar>) -> String {
    defer { free(text) }
    return String(cString: text)
  }
}
