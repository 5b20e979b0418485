import Conversation
import Debugging
import Screen
import Testing

private func choosing() -> Player {
  var player = Player(80, 24, session: nil)
  _ = player.state.openFiles()
  return player
}

private let found = [
  FoundSession(
    path: "/home/ann/runs/logs.db", folder: "~/runs", kind: "AutoGen", changed: 300, bytes: 8_400_000, age: "3 min"),
  FoundSession(
    path: "/home/ann/.claude/projects/-shop/4f.jsonl", folder: "~/.claude/projects/-shop", kind: "Claude Code",
    changed: 200, bytes: 2048, age: "2 h"),
  FoundSession(
    path: "/home/ann/old/\u{1B}[2Jevents.jsonl", folder: "~/old", kind: "recent", changed: 100, bytes: 12, age: "9 d"),
]

@Test func foundFilesAreListedAndOpened() throws {
  var player = choosing()
  #expect(player.frame.text.contains("looking …"))
  player.send(.sessionsFound(found))
  try expectScreen(player.frame.text, named: "foundFiles")
  try player.press("j<enter>")
  #expect(player.unanswered.last == .open(found[1].path))
  var session = Claims.session
  session.source = found[1].path
  player.send(.sessionOpened(session))
  #expect(player.state.views.isEmpty)
  #expect(player.state.session?.session.source == found[1].path)
}

@Test func typingNarrowsTheFiles() throws {
  var player = choosing()
  player.send(.sessionsFound(found))
  try player.press("/claude shop")
  #expect(player.frame.text.contains("4f.jsonl"))
  #expect(!player.frame.text.contains("logs.db"))
  try player.press("<enter>")
  #expect(player.unanswered.last == .open(found[1].path))
  try player.press("/x")
  #expect(player.frame.text.contains("nothing fits claude shopx"))
  try player.press("<esc>")
  #expect(player.frame.text.contains("logs.db"))
}

@Test func aFileThatCannotBeOpenedLeavesTheList() throws {
  var player = choosing()
  player.send(.sessionsFound(found))
  try player.press("<enter>")
  player.send(.failed(Failure(.unreadable, what: "the file is empty", remedy: "choose another")))
  #expect(player.frame.text.contains("the file is empty"))
  #expect(player.frame.text.contains("logs.db"))
}

@Test func leavingTheFirstListQuits() throws {
  var player = choosing()
  try player.press("q")
  #expect(player.unanswered.last == .quit(0))
  var opened = Player()
  try opened.press(":files<enter>q")
  #expect(opened.state.views.isEmpty)
  #expect(opened.unanswered == [.findSessions])
}
