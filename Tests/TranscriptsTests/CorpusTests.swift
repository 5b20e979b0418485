import CSQLite
import Conversation
import Foundation
import Testing
import Transcripts

/// Counts by a plain walk over parsed JSON, written apart from the readers.
private struct PlainCount: Equatable {
  var calls = 0
  var results = 0

  private static func objects(_ value: Any?) -> [[String: Any]] { (value as? [[String: Any]]) ?? [] }

  /// Calls that a message in the Chat form holds.
  static func calls(of message: [String: Any]) -> Int {
    objects(message["tool_calls"]).count + (message["function_call"] is [String: Any] ? 1 : 0)
  }

  /// A classic history.
  init(history: Any?) {
    for message in Self.objects(history) {
      calls += Self.calls(of: message)
      let responses = Self.objects(message["tool_responses"]).count
      let role = message["role"] as? String
      results += responses > 0 ? responses : role == "tool" || role == "function" ? 1 : 0
    }
  }

  /// Lists of AgentChat messages, or of its model layer's.
  init(agentChat messages: Any?) {
    for message in Self.objects(messages) {
      for part in Self.objects(message["content"]) {
        if part["arguments"] != nil { calls += 1 }
        if part["call_id"] != nil { results += 1 }
      }
    }
  }

  /// Model calls: what the answers hold, what only requests quote, and the different results that requests tell.
  init(requests: [Any], answers: [Any]) {
    var answered: Set<String> = []
    for answer in answers {
      guard let answer = answer as? [String: Any] else { continue }
      let choice = Self.objects(answer["choices"]).first
      let message = choice?["message"] as? [String: Any] ?? [:]
      calls += Self.calls(of: message)
      for call in Self.objects(message["tool_calls"]) { answered.insert(call["id"] as? String ?? "") }
      for part in Self.objects(answer["content"]) where part["arguments"] != nil {
        calls += 1
        answered.insert(part["id"] as? String ?? "")
      }
    }
    var quoted: [String: Int] = [:]
    var told: [String: Int] = [:]
    for request in requests {
      guard let request = request as? [String: Any] else { continue }
      var here: [String: Int] = [:]
      for message in Self.objects(request["messages"]) {
        for call in Self.objects(message["tool_calls"]) {
          let id = call["id"] as? String ?? ""
          if !answered.contains(id) { quoted[id] = 1 }
        }
        let role = message["role"] as? String
        if role == "tool" || role == "function" {
          here["\(message["tool_call_id"] ?? "") \(message["content"] ?? "")", default: 0] += 1
        }
      }
      for (result, count) in here { told[result] = max(told[result] ?? 0, count) }
    }
    calls += quoted.count
    results += told.values.reduce(0, +)
  }

  init(turns: [Turn]) {
    for turn in turns {
      calls += turn.message.calls.count
      results += turn.message.results.count
    }
  }
}

private func json(_ data: Data) -> Any? { try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed) }

private func json(_ path: String) -> Any? { FileManager.default.contents(atPath: path).flatMap { json($0) } }

/// Two columns of a database as parsed JSON, by a connection of the test's own to a copy.
private func columns(_ path: String) throws -> (requests: [Any], answers: [Any], executions: Int) {
  let scratch = try Scratch()
  let copy = scratch.path + "/copy.db"
  try FileManager.default.copyItem(atPath: path, toPath: copy)
  var handle: OpaquePointer?
  sqlite3_open(copy, &handle)
  defer { sqlite3_close(handle) }
  func texts(_ sql: String) -> [Data] {
    var statement: OpaquePointer?
    sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
    defer { sqlite3_finalize(statement) }
    var texts: [Data] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      texts.append(Data(String(cString: sqlite3_column_text(statement, 0)).utf8))
    }
    return texts
  }
  return (
    texts("SELECT request FROM chat_completions").compactMap { json($0) },
    texts("SELECT response FROM chat_completions").compactMap { json($0) },
    texts("SELECT 'x' FROM function_calls").count
  )
}

@Suite(.enabled(if: Corpus.isThere, "the collected sessions are not here"))
struct CorpusTests {
  /// Opens each file, compares with the plain count, prints one row of the table.
  private func compare(
    _ kind: String, _ format: String, _ files: [String], _ count: (String) throws -> PlainCount
  ) throws {
    #expect(!files.isEmpty, "no \(kind)")
    var wrong: [String] = []
    var total = PlainCount(history: nil)
    for file in files {
      let opened = try Opened.all(file)
      #expect(opened.map(\.session.format) == [format], "\(file)")
      var found = PlainCount(history: nil)
      for one in opened {
        let turns = try one.turns()
        let here = PlainCount(turns: turns)
        found.calls += here.calls
        found.results += here.results
        try check(turns, of: one, file)
      }
      total.calls += found.calls
      total.results += found.results
      let expected = try count(file)
      if found != expected { wrong.append("\(file): read \(found), counted \(expected)") }
    }
    print("  \(kind): \(files.count) files, \(total.calls) calls, \(total.results) results, \(wrong.count) differ")
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

  @Test(arguments: ["classic-0.2", "ag2-0.14"])
  func classicFilesAreReadWhole(family: String) throws {
    try compare("\(family) chat_result", "autogen-classic-chat", Corpus.captures(family, "chat_result.json")) { file in
      PlainCount(history: (json(file) as? [String: Any])?["chat_history"])
    }
    try compare("\(family) chat_messages", "autogen-classic-messages", Corpus.captures(family, "chat_messages.json")) {
      file in
      // Each agent keeps the whole chat: the fullest list is the conversation.
      let lists = (json(file) as? [String: Any])?.values.map { PlainCount(history: $0) } ?? []
      return lists.max { $0.calls + $0.results < $1.calls + $1.results } ?? PlainCount(history: nil)
    }
    try compare("\(family) logs.db", "autogen-classic-log", Corpus.captures(family, "logs.db")) { file in
      let (requests, answers, _) = try columns(file)
      return PlainCount(requests: requests, answers: answers)
    }
  }

  @Test(arguments: ["classic-0.2", "ag2-0.14"])
  func everyFunctionThatReturnedIsARecord(family: String) throws {
    for file in Corpus.captures(family, "logs.db") {
      let executions = try Opened(file).source.executions
      #expect(try executions.count == columns(file).executions, "\(file)")
      #expect(executions.map(\.before) == executions.map(\.before).sorted(), "\(file)")
    }
  }

  @Test func agentChatFilesAreReadWhole() throws {
    let family = "agentchat-0.7"
    try compare("\(family) task_result", "autogen-agentchat-task", Corpus.captures(family, "task_result.json")) {
      file in
      PlainCount(agentChat: (json(file) as? [String: Any])?["messages"])
    }
    try compare("\(family) state", "autogen-agentchat-state", Corpus.captures(family, "state.json")) { file in
      let state = json(file) as? [String: Any]
      if let agents = state?["agent_states"] as? [String: [String: Any]] {
        return PlainCount(agentChat: agents.values.compactMap { $0["message_thread"] }.first)
      }
      return PlainCount(agentChat: (state?["llm_context"] as? [String: Any])?["messages"])
    }
    try compare("\(family) events", "autogen-agentchat-events", Corpus.captures(family, "events.jsonl")) { file in
      let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
        .compactMap { json(Data($0.utf8)) as? [String: Any] }
      return PlainCount(requests: lines, answers: lines.compactMap { $0["response"] })
    }
  }

  @Test(arguments: ["classic-0.2", "ag2-0.14", "agentchat-0.7", "ag2-1.2"])
  func capturedModelCallsAreReadWhole(family: String) throws {
    let folders = Corpus.captures(family, "http").filter { folder in
      FileManager.default.fileExists(atPath: folder + "/001.request.json")
    }
    try compare("\(family) http", "openai-exchange-folder", folders) { folder in
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      let streams = names.filter { $0.hasSuffix(".sse") }
      func answered(_ name: String) -> Any? {
        let meta = json(folder + "/" + name.replacingOccurrences(of: ".response.json", with: ".meta.json"))
        return ((meta as? [String: Any])?["status"] as? Int ?? 200) < 400 ? json(folder + "/" + name) : nil
      }
      return PlainCount(
        requests: names.filter { $0.hasSuffix(".request.json") }.compactMap { json(folder + "/" + $0) },
        answers: names.filter { $0.hasSuffix(".response.json") }.compactMap(answered)
          + streams.map { Self.answer(ofStream: folder + "/" + $0) })
    }
  }

  /// The calls of a stream, each with the id of its first fragment.
  private static func answer(ofStream path: String) -> Any {
    var ids: [Int: String] = [:]
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    for line in text.split(separator: "\n") where line.hasPrefix("data: {") {
      let chunk = json(Data(line.dropFirst(6).utf8)) as? [String: Any]
      let choice = (chunk?["choices"] as? [[String: Any]])?.first
      for call in (choice?["delta"] as? [String: Any])?["tool_calls"] as? [[String: Any]] ?? [] {
        if let id = call["id"] as? String { ids[call["index"] as? Int ?? 0] = id }
      }
    }
    return ["choices": [["message": ["tool_calls": ids.values.map { ["id": $0] }]]]]
  }
}
