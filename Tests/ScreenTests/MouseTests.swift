import Conversation
import Debugging
import Screen
import Testing

extension Player {
  fileprivate mutating func mouse(_ action: Mouse.Action, _ column: Int, _ row: Int) {
    send(.mouse(Mouse(action, column: column, row: row)))
  }
}

@Test func aClickSelectsTheTurnAndThePane() {
  var player = Player(120, 36)
  player.mouse(.press, 10, 5)
  #expect(player.state.session?.selection.turn == 3)
  #expect(player.state.focus == .turns)
  player.mouse(.press, 60, 20)
  #expect(player.state.focus == .schema)
  player.mouse(.press, 60, 1)
  #expect(player.state.focus == .message)
  player.mouse(.press, 10, 30)
  #expect(player.state.session?.selection.turn == 3, "there is no turn under the last one")
}

@Test func aClickInAFilteredListSelectsWhatStandsThere() throws {
  var player = Player(120, 36)
  try player.press("&call<enter>")
  player.mouse(.press, 10, 3)
  #expect(player.state.session?.selection.turn == 6)
}

@Test func theWheelScrollsWhatIsUnderItAndKeepsTheFocus() throws {
  var player = Player(80, 24)
  var turn = Claims.turn(3)
  turn.raw = RawText((0..<200).map { "line \($0)\n" }.joined())
  player.changed[3] = turn
  try player.press("3G")
  #expect(player.frame.text.contains("│line 0"))
  player.mouse(.wheelDown, 50, 10)
  #expect(player.frame.text.contains("│line 3"))
  #expect(!player.frame.text.contains("│line 2 "))
  #expect(player.state.focus == .turns)
  player.mouse(.wheelUp, 50, 10)
  #expect(player.frame.text.contains("│line 0"))
  player.mouse(.wheelUp, 5, 5)
  #expect(player.state.session?.selection.turn == 2)
}

@Test func aSecondClickInAListGoesThere() throws {
  var player = Player(80, 24)
  try player.press("o")
  player.mouse(.press, 10, 6)
  #expect(player.frame.text.contains("▸       6     count_claims"))
  player.mouse(.press, 10, 6)
  #expect(player.state.views.isEmpty)
  #expect(player.state.session?.selection.turn == 6)
}

@Test func theMouseCanBeLeftToTheTerminal() throws {
  var player = Player()
  try player.press(":mouse<enter>")
  #expect(player.unanswered == [.useMouse(false)])
  try player.press(":mouse<enter>")
  #expect(player.unanswered == [.useMouse(false), .useMouse(true)])
}

@Test func anOpenPromptKeepsTheMouseAway() throws {
  var player = Player()
  try player.press("/")
  player.mouse(.press, 10, 5)
  #expect(player.state.session?.selection.turn == 0)
  #expect(player.state.prompt != nil)
}
