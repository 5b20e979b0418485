import Conversation
import Debugging
import Screen
import Testing

@Test func aFoldedLineShowsItsCountAndItsWorstMark() throws {
  var player = Player(80, 24)
  try player.press(":fold agents<enter>")
  #expect(player.frame.text.contains("planner  ✗ ×4"))
  #expect(player.frame.text.contains("Turns · 4 lines · folded"))
}

@Test func jsonFoldsByLevelAndOpensOneByOne() throws {
  var player = Player(120, 40)
  try player.press("3Gv2z-")
  #expect(player.frame.text.contains(#""tool_calls": ["#))
  #expect(player.frame.text.contains(#""function": {… 2 members}"#))
  try player.press("--")
  #expect(player.frame.text.contains(#""tool_calls": [… 1 element]"#))
  try player.press("<enter>")
  #expect(player.frame.text.contains("{… 3 members}"))
  try player.press("<enter>")
  #expect(player.frame.text.contains(#""function": {… 2 members}"#))
  try player.press("+++++++")
  #expect(player.frame.text.contains(#""name": "search_claims""#))
  #expect(player.state.foldDepth == nil)
}

@Test func rawBytesDoNotFold() throws {
  var player = Player()
  try player.press("3G-")
  #expect(player.state.notice?.text == "only pretty JSON folds; v changes the mode")
}
