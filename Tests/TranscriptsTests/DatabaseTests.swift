import CSQLite
import Conversation
import Foundation
import Testing
import Transcripts

/// A folder as another program sees it: names, bytes, times.
private func picture(of folder: String) throws -> [String: String] {
  var picture: [String: String] = [:]
  for name in try FileManager.default.contentsOfDirectory(atPath: folder) + [""] {
    let path = name.isEmpty ? folder : folder + "/" + name
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    let time = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    let bytes = name.isEmpty ? Data() : try Data(contentsOf: URL(fileURLWithPath: path))
    picture[name] = "\(time) \(bytes.count) \(bytes.hashValue)"
  }
  return picture
}

/// A connection of a program that writes a log.
private final class Writer {
  private var handle: OpaquePointer?

  init(_ path: String) { sqlite3_open(path, &handle) }
  deinit { sqlite3_close(handle) }

  func run(_ sql: String) throws {
    try #require(sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK, "\(String(cString: sqlite3_errmsg(handle)))")
  }

  func fill() throws {
    try run(
      """
      CREATE TABLE chat_completions(id INTEGER PRIMARY KEY, invocation_id TEXT, session_id TEXT, source_name TEXT,
        request TEXT, response TEXT, is_cached INTEGER, cost REAL, start_time TEXT, end_time TEXT);
      CREATE TABLE function_calls(source_id INTEGER, source_name TEXT, function_name TEXT, args TEXT, returns TEXT, timestamp TEXT);
      CREATE TABLE events(event_name TEXT, source_name TEXT, json_state TEXT, timestamp TEXT);
      """)
    try add("s1", at: "2026-01-01 10:00:00", user: "one", answer: "first")
    try add("s2", at: "2026-01-01 11:00:00", user: "two", answer: "second")
    try run("INSERT INTO function_calls VALUES(1,'user_proxy','look','{\"a\": 1}','\"done\"','2026-01-01 11:30:00')")
    try run("INSERT INTO events VALUES('received_message','user_proxy','{}','2026-01-01 10:00:01')")
  }

  func add(_ session: String, at time: String, user: String, answer: String) throws {
    try run(
      """
      INSERT INTO chat_completions(invocation_id, session_id, source_name, request, response, is_cached, start_time)
      VALUES('i', '\(session)', 'assistant', '{"model": "m", "messages": [{"role": "user", "content": "\(user)"}]}',
      '{"choices": [{"message": {"role": "assistant", "content": "\(answer)"}, "finish_reason": "stop"}]}', 0, '\(time)')
      """)
  }
}

@Suite struct DatabaseTests {
  @Test func eachSessionOfALogHasItsOwnRows() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/logs.db"
    try Writer(path).fill()
    let opened = try Opened.all(path)
    #expect(opened.map(\.session.nativeID) == ["s1", "s2"])
    #expect(try opened.map { try $0.turns().map(\.message.text) } == [["one", "first"], ["two", "second"]])
    #expect(opened.map(\.source.executions.count) == [0, 1])
    #expect(opened.map(\.session.otherRecords) == [1, 1])
    #expect(opened[1].source.executions.first?.returned.text == "done")
    let answer = try opened[1].source.turn(at: 1)
    #expect(answer.origin.row == Origin.Row(table: "chat_completions", rowid: 2, column: "response"))
    #expect(answer.origin.pointer == "/choices/0/message")
    #expect(try opened[1].source.window(of: answer.origin) == answer.raw)
  }

  @Test func aRollbackDatabaseAndItsFolderStayUntouched() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/logs.db"
    try Writer(path).fill()
    let before = try picture(of: scratch.path)
    let opened = try Opened.all(path)
    #expect(try opened.map { try $0.turns().count } == [2, 2])
    #expect(try picture(of: scratch.path) == before)
  }

  @Test func aLogThatIsBeingWrittenIsReadWithItsWriteAheadFile() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/logs.db"
    let writer = Writer(path)
    try writer.run("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0;")
    try writer.fill()
    #expect(FileManager.default.fileExists(atPath: path + "-wal"))
    let before = try picture(of: scratch.path)
    let opened = try Opened.all(path)
    #expect(try opened.map { try $0.turns().count } == [2, 2])
    #expect(try picture(of: scratch.path) == before)
    try writer.add("s1", at: "2026-01-01 12:00:00", user: "three", answer: "third")
  }

  @Test func aWriteAheadDatabaseAtRestGetsNoFilesBesideIt() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/logs.db"
    do {
      let writer = Writer(path)
      try writer.run("PRAGMA journal_mode=WAL")
      try writer.fill()
    }
    let before = try picture(of: scratch.path)
    #expect(before.keys.sorted() == ["", "logs.db"])
    #expect(try Opened.all(path).map { try $0.turns().count } == [2, 2])
    #expect(try picture(of: scratch.path) == before)
  }

  @Test func aHalfDoneWriteIsRolledBackInACopyOnly() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/live.db"
    let writer = Writer(path)
    try writer.fill()
    // A program that dies in the middle of a write leaves its journal behind.
    try writer.run("PRAGMA cache_size=1; BEGIN; UPDATE chat_completions SET session_id = 'half done';")
    try writer.run(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) INSERT INTO events SELECT 'x', 'y', hex(randomblob(400)), 't' FROM n"
    )
    let left = try Scratch()
    for suffix in ["", "-journal"] {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: left.path + "/logs.db" + suffix)
    }
    let before = try picture(of: left.path)
    #expect(try Opened.all(left.path + "/logs.db").map(\.session.nativeID) == ["s1", "s2"])
    #expect(try picture(of: left.path) == before)
  }

  @Test func aDamagedDatabaseIsOneLine() throws {
    let scratch = try Scratch()
    var bytes = Data("SQLite format 3\0".utf8)
    bytes.append(Data(repeating: 0x41, count: 4000))
    let failure = try #require(Opened.failure(try scratch.file("logs.db", bytes)))
    #expect(failure.kind == .unreadable)
    #expect(failure.what.hasPrefix("the database cannot be read"))
    #expect(!failure.line.contains("\n"))
  }
}
