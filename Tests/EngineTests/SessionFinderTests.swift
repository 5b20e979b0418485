import Debugging
import Engine
import Foundation
import Testing

@Test func sessionsAreFoundInTheUsualPlacesNewestFirst() throws {
  let root = FileManager.default.temporaryDirectory.appending(path: "finder-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: root) }
  func write(_ path: String, age: Double, _ text: String = "{}") throws {
    let file = root.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000 - age)], ofItemAtPath: file.path)
  }
  try write("home/.claude/projects/-shop/a.jsonl", age: 7200)
  try write("home/.claude/projects/-shop/notes.txt", age: 1)
  try write("home/.autogenstudio/studio.db", age: 300)
  try write("state/recordings/run.jsonl", age: 10)
  try write("work/logs.db", age: 200_000)
  try write("work/package.json", age: 1)
  try write("work/runs/chat_result.json", age: 60)
  try write("work/runs/empty/events.jsonl", age: 1)
  try write("work/events.jsonl", age: 1, "")
  try write("elsewhere/mine.jsonl", age: 3600)
  RecentSessions(folder: root.path + "/state").note(root.path + "/elsewhere/mine.jsonl")
  RecentSessions(folder: root.path + "/state").note(root.path + "/work/logs.db")
  var finder = SessionFinder(
    home: root.path + "/home", state: root.path + "/state", current: root.path + "/work", now: 1_000_000)
  let found = finder.find().map { "\($0.age) \($0.kind) \($0.path.dropFirst(root.path.count + 1))" }
  #expect(
    found == [
      "now recording state/recordings/run.jsonl", "1 min AutoGen work/runs/chat_result.json",
      "5 min Studio home/.autogenstudio/studio.db", "1 h recent elsewhere/mine.jsonl",
      "2 h Claude Code home/.claude/projects/-shop/a.jsonl", "2 d recent work/logs.db",
    ])
}
