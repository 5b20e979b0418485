import Conversation
import Foundation
import LosslessJSON
import Testing
import Transcripts

/// What a saved file holds.
private struct Count: Equatable, CustomStringConvertible {
  var records = 0
  var messages = 0
  var calls = 0
  var results = 0

  /// By Python's json, with the script beside the tests: nothing of ours takes part.
  static func byPython(_ files: [String]) throws -> [String: Count] {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Counts/count_sessions.py"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script] + files
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    var counts: [String: Count] = [:]
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: "\t")
      let numbers = fields.dropFirst().compactMap { Int($0) }
      counts[String(fields[0])] = Count(
        records: numbers[0], messages: numbers[1], calls: numbers[2], results: numbers[3])
    }
    return counts
  }

  init(records: Int, messages: Int, calls: Int, results: Int) {
    self.records = records
    self.messages = messages
    self.calls = calls
    self.results = results
  }

  /// By the reader. Records are the lines (of an array the elements) that some turn or other record stands in.
  init(_ opened: Opened, file: String) throws {
    let turns = try opened.turns()
    messages = turns.count { $0.kind != .record && $0.kind != .unreadable }
    calls = turns.reduce(0) { $0 + $1.message.calls.count }
    results = turns.reduce(0) { $0 + $1.message.results.count }
    let others = try opened.source.otherRecords(in: 0..<opened.session.otherRecords)
    let places = turns.map(\.origin.bytes) + others.map(\.origin.bytes)
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
    if let root = try? Document(bytes).root {
      let array = root.kind == .array ? root : root["loglines"]
      records = array?.elements.count { element in places.contains { $0.overlaps(element.range) } } ?? 1
    } else {
      var covered = IndexSet()
      for place in places where !place.isEmpty { covered.insert(integersIn: place) }
      let lines = bytes.split(separator: 0x0A).filter { line in
        line.first == 0x7B || line.starts(with: Array("data: {".utf8)) || line.starts(with: Array("data:{".utf8))
      }
      records = lines.count { covered.intersects(integersIn: $0.startIndex..<$0.endIndex) }
    }
  }

  var description: String { "\(records) records, \(messages) messages, \(calls) calls, \(results) results" }
}

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
    let expected = try Count.byPython(files)
    for file in files {
      let opened = try Opened(file)
      let found = try Count(opened, file: file)
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
