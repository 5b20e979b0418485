import Conversation
import Text

/// A session on disk that was found without reading it.
package struct FoundSession: Sendable, Equatable {
  package var path: String
  /// The folder as a person writes it: `~` for their own.
  package var folder: String
  /// Where it comes from, such as "Claude Code" or "recording".
  package var kind: String
  /// Seconds since 1970.
  package var changed: Int
  package var bytes: Int
  /// How long ago it was changed, in words.
  package var age: String

  package init(path: String, folder: String, kind: String, changed: Int, bytes: Int, age: String) {
    self.path = path
    self.folder = folder
    self.kind = kind
    self.changed = changed
    self.bytes = bytes
    self.age = age
  }
}

enum FileCommands {
  static let all = [files]

  static let files = Command(
    "files", "recent sessions, own recordings and sessions of other programs, newest first; Enter opens, / narrows",
    group: .look, worksOverViews: true
  ) { state, _ in state.openFiles() }
}

extension DebuggerState {
  package mutating func openFiles() -> [Effect] {
    found = nil
    narrowing = ""
    push(.files)
    return [.findSessions]
  }

  var isChoosingFile: Bool { views.last?.kind == .files }

  mutating func take(_ sessions: [FoundSession]) {
    found = sessions
    renewLists()
  }

  /// Shows only files whose place or kind has all of these words.
  mutating func narrow(_ text: String) {
    narrowing = text
    renewLists()
  }

  var fileLines: [ListView.Line] {
    guard let found else { return [ListView.Line("looking …", .dim)] }
    let words = narrowing.lowercased().split(separator: " ")
    let fitting =
      words.isEmpty
      ? found
      : found.filter { file in
        let text = "\(file.kind) \(file.path)".lowercased()
        return words.allSatisfy { text.contains($0) }
      }
    guard !fitting.isEmpty else {
      let reason =
        found.isEmpty
        ? "no session was found; name a file: turntable FILE, or try turntable demo" : "nothing fits \(narrowing)"
      return [ListView.Line(reason, .dim)]
    }
    return fitting.map { file in
      var line = ListView.Line(file.age.padded(10), .dim, target: .file(file.path))
      line.add(size(file.bytes).padded(9))
      line.add(file.kind.padded(13), .name)
      line.add(fit(String(file.path.split(separator: "/").last ?? ""), Self.nameColumns) + "  ")
      line.add(file.folder, .dim)
      return line
    }
  }

  /// The id of a Claude Code session is longer, and its end says nothing.
  private static let nameColumns = 24

  private func size(_ bytes: Int) -> String {
    bytes < 1024 ? "\(bytes) B" : bytes < 1 << 20 ? "\(bytes >> 10) KB" : "\(bytes >> 20) MB"
  }
}
