import Conversation
import Debugging
import Screen
import Testing

@Test func theOutlineCountsFindingsAgentsAndTools() throws {
  var player = Player(80, 24)
  try player.press("o")
  try expectScreen(player.frame.text, named: "theOutline")
}

@Test func enterInTheOutlineGoesThere() throws {
  var player = Player()
  try player.press("o<enter>")
  #expect(player.state.session?.selection.turn == 3)
  #expect(player.state.views.isEmpty)
  try player.press("ojjj<enter>")
  #expect(player.state.session?.selection.turn == 6)
  #expect(player.state.session?.selection.call == 1)
  // An agent's turns are gone round from here.
  try player.press("ojjjjjj<enter>")
  #expect(player.state.session?.selection.turn == 0)
}

@Test func theOutlineLearnsOfFindingsThatComeLater() throws {
  var player = Player(80, 24)
  player.send(.found(Claims.id, 0..<8, []))
  try player.press("o")
  #expect(player.frame.text.contains("none is known"))
  player.send(.found(Claims.id, 0..<8, Claims.findings))
  #expect(player.frame.text.contains("✗ validate/missing                1"))
}

@Test func aLongOutlineScrollsWithTheSelection() throws {
  var player = Player(40, 10)
  try player.press("oG")
  #expect(player.frame.text.contains("▸     search_claims"))
  try player.press("g")
  #expect(player.frame.text.contains("Findings\n▸   ✗ "))
}

@Test func aMarkIsJumpedToAndBack() throws {
  var player = Player()
  try player.press("3Gma6G'a")
  #expect(player.state.session?.selection.turn == 3)
  #expect(player.frame.text.contains("▸  3 planner"))
  try player.press("''")
  #expect(player.state.session?.selection.turn == 6)
  #expect(player.frame.text.contains("a  3 planner"))
}

@Test func aMarkThatIsNotThereNamesThoseThatAre() throws {
  var player = Player()
  try player.press("'")
  #expect(player.state.notice?.text == "nothing is marked; m and a letter mark a turn")
  try player.press("mb'x")
  #expect(player.state.notice?.text == "there is no mark x; there are b")
}

@Test func marksAreListed() throws {
  var player = Player()
  try player.press("3Gmb0Gma:marks<enter>jj<enter>")
  #expect(player.state.session?.selection.turn == 3)
}

@Test func helpNamesEveryCommandAndHowToCompleteAndPoint() throws {
  var player = Player(120, 36)
  try player.press("?")
  let help = player.state.scrolled?.text.raw.text ?? ""
  for command in KnownCommands.all { #expect(help.contains(":\(command.name)"), "\(command.name)") }
  for words in ["Tab completes", "a click selects", "Ctrl-X opens $EDITOR"] { #expect(help.contains(words)) }
}
