import Conversation
import Foundation
import Testing
import Transcripts

private func json(_ data: Data) -> Any? { try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed) }

private func json(_ path: String) -> Any? { FileManager.default.contents(atPath: path).flatMap { json($0) } }

@Suite(.enabled(if: Corpus.isThere, "the collected sessions are not here"))
struct CorpusTests {
  /// Opens each file, compares with the independent count, prints one row of the table.
  private func compare(_ family: String, _ file: String, _ format: String) throws {
    var paths = Corpus.captures(family, file)
    if file == "http" { paths.removeAll { !FileManager.default.fileExists(atPath: $0 + "/001.request.json") } }
    guard !paths.isEmpty else { return }
    let expected = try Count.byPython("count_autogen.py", paths)
    var wrong: [String] = []
    var total = Count()
    for path in paths {
      let opened = try Opened.all(path)
      #expect(opened.map(\.session.format) == [format], "\(path)")
      let found = try Count(opened, file: path)
      total.add(found)
      if found != expected[path] { wrong.append("\(path): read \(found), counted \(expected[path] ?? Count())") }
      for one in opened { try check(try one.turns(), of: one, path) }
    }
    print("  \(family) \(file): \(paths.count) files, \(total), \(wrong.count) differ")
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }

  /// Every place that a turn names holds what the turn says.
  private func check(_ turns: [Turn], of opened: Opened, _ file: String) throws {
    for turn in turns {
      #expect(try opened.source.window(of: turn.origin) == turn.raw, "\(file) \(turn.index)")
      for call in turn.message.calls where call.arguments.form == .text && call.arguments.origin != turn.origin {
        let stored = try opened.source.window(of: call.arguments.origin)
        #expect(json(Data(stored.bytes)) as? String == call.arguments.text, "\(file) \(turn.index)")
      }
      if let told = turn.modelCall?.toldTurns { #expect(told.allSatisfy { $0 < turn.index }, "\(file) \(turn.index)") }
    }
  }

  @Test(arguments: ["classic-0.2", "ag2-0.14", "agentchat-0.7", "ag2-1.2"])
  func everySavedFileHoldsWhatAnIndependentCountFinds(family: String) throws {
    let formats = [
      ("chat_result.json", "autogen-classic-chat"), ("chat_messages.json", "autogen-classic-messages"),
      ("logs.db", "autogen-classic-log"), ("runtime.log", "autogen-classic-file-log"),
      ("task_result.json", "autogen-agentchat-task"), ("state.json", "autogen-agentchat-state"),
      ("events.jsonl", "autogen-agentchat-events"), ("history.jsonl", "autogen-ag2-events"),
      ("http", "openai-exchange-folder"),
    ]
    try #require(formats.contains { !Corpus.captures(family, $0.0).isEmpty })
    for (file, format) in formats { try compare(family, file, format) }
  }

  @Test(arguments: ["classic-0.2", "ag2-0.14"])
  func everyFunctionThatReturnedIsARecord(family: String) throws {
    for file in Corpus.captures(family, "logs.db") {
      let executions = try Opened(file).source.executions
      let rows = try Opened(file).source.otherRecords(in: 0..<10_000).count { $0.kind == "function_calls" }
      #expect(executions.count == rows, "\(file)")
      #expect(executions.map(\.before) == executions.map(\.before).sorted(), "\(file)")
    }
  }
}
