import Conversation
import Debugging
import Diagnosis
import Testing

private let talk = ["user", "call search", "result", "text", "user", "call count search", "result", "text"]

@Test func openingAsksForThePageAndTheFirstTurnOnly() {
  var state = DebuggerState(size: Size(columns: 120, rows: 36))
  let session = Session(
    id: SessionID(7), source: "big.jsonl", format: "openai-chat",
    turns: TurnList(Array(repeating: TurnHead(.user), count: 50_000)))
  // 33 rows of the list, and a page after them.
  #expect(
    update(&state, .sessionOpened(session)) == [.loadRows(SessionID(7), 0..<66), .loadTurn(SessionID(7), 0)])
  #expect(update(&state, .key(.character("j"))) == [.loadTurn(SessionID(7), 1)])
  #expect(
    update(&state, .key(.character("G")))
      == [.loadRows(SessionID(7), 49_934..<50_000), .loadTurn(SessionID(7), 49_999)])
}

@Test func loadsAreAskedForOnce() {
  var state = DebuggerState(size: Size(columns: 120, rows: 36))
  let session = Session(
    id: SessionID(7), source: "a", format: "f", turns: TurnList(Array(repeating: TurnHead(.user), count: 3)))
  _ = update(&state, .sessionOpened(session))
  #expect(update(&state, .resized(Size(columns: 120, rows: 36))) == [])
}

@Test(arguments: [
  ("jj", 2), ("jjk", 1), ("JJJK", 2), ("G", 7), ("Gg", 0), ("3G", 3), ("13G", 7), (":5<enter>", 5),
  (":turn 4<enter>", 4), ("2J", 1), ("<down><down><up>", 1), ("<end>", 7), ("<pgdn>", 7), ("kkk", 0), ("]", 4),
  ("j]]", 5), ("G[", 5), ("2JJ", 2), ("G&call<enter>k", 1),
])
func keysMoveToATurn(script: String, turn: Int) throws {
  var debugger = Debugger(talk)
  try debugger.press(script)
  #expect(debugger.turn == turn)
}

@Test func aTurnNumberPastTheEndSaysSo() throws {
  var debugger = Debugger(talk)
  try debugger.press("13G")
  #expect(debugger.notice == "there is no turn 13; the last one is 7")
  #expect(debugger.state.focus == .turns)
}

@Test func digitsFocusPanes() throws {
  var debugger = Debugger(talk)
  try debugger.press("4")
  #expect(debugger.state.focus == .schema)
  try debugger.press("<tab>")
  #expect(debugger.state.focus == .output)
  try debugger.press("7")
  #expect(debugger.state.focus == .output)
  #expect(debugger.notice == "no program runs under the debugger")
}

@Test func callsOfATurn() throws {
  var debugger = Debugger(talk)
  try debugger.press("5Gl")
  #expect(debugger.selection.call == 1)
  try debugger.press("l")
  #expect(debugger.notice == "call 2 of 2 is the last")
  try debugger.press("h")
  #expect(debugger.selection.call == 0)
  try debugger.press("J")
  #expect(debugger.notice == "")
  try debugger.press("h")
  #expect(debugger.notice == "turn 6 calls no tool")
}

@Test func jumpsThroughTopFindings() throws {
  var debugger = Debugger(talk)
  var hanging = Debugger.finding(5, call: 1, "execute/raised")
  hanging.causes = ["5.1.validate/missing.0"]
  debugger.send(
    .found(
      Debugger.id, 0..<8,
      [
        Debugger.finding(1, call: 0, "serialise/python-repr", .info), Debugger.finding(1),
        Debugger.finding(5, "declare/not-offered", .warning), Debugger.finding(5, call: 1), hanging,
      ]))
  var visited: [[Int]] = []
  for _ in 0..<4 {
    try debugger.press("e")
    visited.append([debugger.turn, debugger.selection.call])
  }
  #expect(visited == [[1, 0], [5, 0], [5, 1], [5, 1]])
  #expect(debugger.notice == "no later finding")
  try debugger.press("EE")
  #expect(debugger.turn == 1)
}

@Test func aWithdrawnFindingIsNotJumpedTo() throws {
  var debugger = Debugger(talk)
  debugger.send(.found(Debugger.id, 0..<8, [Debugger.finding(1), Debugger.finding(5)]))
  debugger.send(.found(Debugger.id, 1..<2, []))
  try debugger.press("e")
  #expect(debugger.turn == 5)
  debugger.send(.found(Debugger.id, 0..<8, []))
  try debugger.press("E")
  #expect(debugger.notice == "no finding of warning or worse is known")
}

@Test func aFindingOfTheSelectedTurnIsTheFirstOne() throws {
  var debugger = Debugger(talk)
  debugger.send(.found(Debugger.id, 0..<8, [Debugger.finding(5)]))
  try debugger.press("5Ge")
  #expect(debugger.turn == 5 && debugger.notice == "")
}

@Test(arguments: [
  ("declare/not-offered", PaneName.schema), ("bind/missing-argument", .schema), ("parse/not-json", .message),
  ("send/rejected", .message), ("execute/raised", .output), ("serialise/python-repr", .output),
])
func aNarrowScreenShowsThePaneThatProves(rule: String, pane: PaneName) throws {
  var narrow = Debugger(talk, columns: 80, rows: 24)
  narrow.send(.found(Debugger.id, 0..<8, [Debugger.finding(1, rule)]))
  try narrow.press("e")
  #expect(narrow.state.side == pane)
  #expect(narrow.state.layout.rectangle(of: pane) != nil)
  var wide = Debugger(talk)
  wide.send(.found(Debugger.id, 0..<8, [Debugger.finding(1, rule)]))
  try wide.press("e")
  #expect(wide.state.focus == .turns)
}

@Test func theListFollowsTheSelection() throws {
  var debugger = Debugger(Array(repeating: "user", count: 200))
  try debugger.press("100G")
  let top = debugger.state.session?.listTop ?? 0
  #expect((top..<top + 33).contains(100))
  try debugger.press("g")
  #expect(debugger.state.session?.listTop == 0)
}

@Test func aFilterListsWhatPasses() throws {
  var debugger = Debugger(talk)
  try debugger.press("&tool:search agent:planner<enter>")
  #expect(debugger.state.session?.filter?.turns == [1])
  try debugger.press("&call<enter>")
  #expect(debugger.state.session?.filter?.turns == [1, 5])
  #expect(debugger.turn == 1)
  try debugger.press("jjj")
  #expect(debugger.turn == 5)
  try debugger.press("&text:x<enter>")
  #expect(debugger.notice.hasPrefix("a filter cannot use this term yet"))
  try debugger.press("&<enter>")
  #expect(debugger.state.session?.filter == nil)
}

@Test func aFilterOnFindingsFollowsThem() throws {
  var debugger = Debugger(talk)
  try debugger.press("&rule:validate/*<enter>")
  #expect(debugger.notice == "no turn passes the filter; & with nothing lifts it")
  debugger.send(.found(Debugger.id, 0..<8, [Debugger.finding(5)]))
  #expect(debugger.state.session?.filter?.turns == [5])
}

@Test func searchAsksTheWorldAndGoesWhereItFound() throws {
  var debugger = Debugger(talk)
  #expect(
    try debugger.press("/overdue<enter>")
      == [.search(Debugger.id, pattern: "overdue", from: 0, forward: true)])
  debugger.send(.searchFinished(Debugger.id, pattern: "overdue", turn: 4))
  #expect(debugger.turn == 4)
  #expect(try debugger.press("N") == [.search(Debugger.id, pattern: "overdue", from: 4, forward: false)])
  debugger.send(.searchFinished(Debugger.id, pattern: "overdue", turn: nil))
  #expect(debugger.notice == "not found: overdue")
}

@Test func aGrowingSessionIsFollowedWhileItsEndIsSelected() throws {
  var debugger = Debugger(["user"], end: .open)
  debugger.state.live = LiveState()
  debugger.turns.append(Debugger.turn(1, "call search"))
  debugger.send(.sessionGrew(debugger.session(.open)))
  #expect(debugger.turn == 1)
  try debugger.press("k")
  debugger.turns.append(Debugger.turn(2, "result"))
  debugger.send(.sessionGrew(debugger.session(.open)))
  #expect(debugger.turn == 0)
}
