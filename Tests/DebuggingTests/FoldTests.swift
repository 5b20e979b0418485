import Conversation
import Debugging
import Testing

private let words = [
  "user", "call search", "result", "call search", "result", "call search", "result", "call count", "result", "text",
  "call search search",
]

private func lines(_ debugger: Debugger) -> [Int] { debugger.state.session?.listed ?? [] }

@Test func callsOfOneToolInARowAreOneLine() throws {
  var debugger = Debugger(words)
  try debugger.press("f")
  #expect(lines(debugger) == [0, 1, 7, 8, 9, 10])
  #expect(debugger.state.session?.folds?.count(at: 1) == 3)
  #expect(debugger.state.session?.folds?.count(at: 2) == 1)
  try debugger.press("jj")
  #expect(debugger.turn == 7)
  try debugger.press("k")
  #expect(debugger.turn == 1)
}

@Test func turnsOfOneAgentAreOneLine() throws {
  var debugger = Debugger(words)
  try debugger.press(":fold agents<enter>")
  #expect(lines(debugger) == [0, 1])
  try debugger.press("f")
  #expect(debugger.state.session?.folds == nil)
}

@Test func enterOpensAFoldAndLeavesTheOthers() throws {
  var debugger = Debugger(words + ["user", "call count", "result", "call count"])
  try debugger.press("fj<enter>")
  #expect(lines(debugger) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  #expect(!debugger.state.isZoomed)
  try debugger.press("<enter>")
  #expect(debugger.state.isZoomed, "where nothing is folded, Enter zooms")
}

@Test func aFoldGrowsWithTheSession() throws {
  var debugger = Debugger(Array(words.prefix(4)))
  try debugger.press("f")
  #expect(lines(debugger) == [0, 1])
  for (place, word) in words.enumerated().dropFirst(4) { debugger.turns.append(Debugger.turn(place, word)) }
  debugger.send(.sessionGrew(debugger.session()))
  #expect(lines(debugger) == [0, 1, 7, 8, 9, 10])
  #expect(debugger.state.session?.folds?.count(at: 1) == 3)
}

@Test func aJumpIntoAFoldKeepsItsLineInSight() throws {
  var debugger = Debugger(words)
  debugger.send(.found(Debugger.id, 0..<words.count, [Debugger.finding(5)]))
  try debugger.press("fe")
  #expect(debugger.turn == 5)
  #expect(debugger.state.session?.folds?.place(of: 5) == 1)
  try debugger.press("j")
  #expect(debugger.turn == 7)
}
