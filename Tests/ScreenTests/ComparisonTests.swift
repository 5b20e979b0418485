import Conversation
import Debugging
import Screen
import Testing

@Test func aCallBesideThePreviousOfItsTool() throws {
  var player = Player(100, 30)
  try player.press("6G=")
  try expectScreen(player.frame.text, named: "aCallBesideThePrevious")
}

@Test func aSecondPressLooksTheOtherWay() throws {
  var player = Player()
  try player.press("e=")
  #expect(player.frame.text.contains("there is no earlier call of search_claims"))
  try player.press("=")
  #expect(player.frame.text.contains("search_claims beside its next call"))
  #expect(player.frame.text.contains("~ tenant  –"))
  try player.press("q")
  #expect(player.state.views.isEmpty)
}

@Test func theOtherCallMayStandInTheSameTurn() throws {
  var player = Player()
  var turn = Claims.turn(6)
  turn.message.calls[1].name = "search_claims"
  player.changed[6] = turn
  try player.press("6Gl=")
  #expect(player.frame.text.contains("turn 6"))
  #expect(player.frame.text.contains("~ tenant  –"))
}
