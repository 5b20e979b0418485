import Conversation
import Foundation
import LosslessJSON
import Testing
import Transcripts

@Suite(.enabled(if: Corpus.isThere, "the collected sessions are not here"))
struct CollectionTests {
  @Test(arguments: [
    "openai-chat", "anthropic-messages", "claude-code", "claude-code-schemas", "openai-finetune", "openai-batch",
    "llm-request-log",
  ])
  func everyFileHoldsWhatAnIndependentCountFinds(kind: String) throws {
    let root = try #require(Corpus.root) + "/transcripts/" + kind
    let files = (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []).sorted()
      .map { root + "/" + $0 }
      .filter { path in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
      }
    try #require(!files.isEmpty)
    let expected = try Count.byPython("count_sessions.py", files)
    for file in files {
      let opened = try Opened(file)
      let found = try Count([opened], file: file)
      let name = file.dropFirst(root.count + 1)
      print("  \(kind)/\(name): \(opened.session.format): \(found)")
      #expect(found == expected[file], "\(kind)/\(name)")
      try check(opened, name)
    }
  }

  /// Places are exact: the stored bytes of a turn are its own, those of an argument say what it says.
  private func check(_ opened: Opened, _ name: Substring) throws {
    for turn in try opened.turns() {
      #expect(try opened.source.window(of: turn.origin) == turn.raw, "\(name) \(turn.index)")
      for call in turn.message.calls where call.arguments.form == .value && call.arguments.origin != turn.origin {
        let stored = try opened.source.window(of: call.arguments.origin)
        // Calls that are kept as a text stand in it with its escapes.
        let said = (try? Document("\"" + stored.text + "\"").root.string) ?? stored.text
        #expect(stored == call.arguments.bytes || said == call.arguments.text, "\(name) \(turn.index)")
      }
    }
  }
}
