import Conversation
import Debugging
import Diagnosis
import Testing

private func call(_ hold: Int, _ tool: String, _ arguments: String = "{}", agent: String = "planner") -> LiveEvent {
  LiveEvent(
    kind: .toolCall, held: HeldID(hold), agent: agent, tool: tool, callID: "call_1_0", arguments: arguments)
}

private func live(_ breakpoints: String...) throws -> Debugger {
  var debugger = Debugger(["user", "call search", "call count"], end: .open)
  debugger.state.live = LiveState()
  debugger.state.breakpoints = try breakpoints.map { try Breakpoint(parsing: $0) }
  return debugger
}

@Test func whatNoBreakpointMatchesGoesOnAtOnce() throws {
  var debugger = try live("tool:count")
  #expect(debugger.send(.live(call(1, "search"), turn: 1, findings: [])) == [.resume(HeldID(1), .asIs)])
  #expect(debugger.send(.live(LiveEvent(kind: .modelReply), turn: 1, findings: [])) == [])
}

@Test func aMatchIsHeldUntilItIsReleased() throws {
  var debugger = try live("tool:search")
  #expect(debugger.send(.live(call(1, "search"), turn: 1, findings: [])) == [])
  #expect(debugger.turn == 1)
  #expect(debugger.notice == "held: tool-call search (tool:search); a releases, A changes, ? help")
  #expect(try debugger.press("jjk") == [])
  #expect(try debugger.press("a") == [.resume(HeldID(1), .asIs)])
  try debugger.press("a")
  #expect(debugger.notice == "the program is not held")
}

@Test(arguments: [
  ("call", true), ("tool:s*", true), ("rule:validate/*", true), ("rule:parse/not-json", false), ("agent:planner", true),
  ("agent:writer call", false), ("tool:search agent:planner", true),
])
func conditionsHold(condition: String, isHeld: Bool) throws {
  var debugger = try live(condition)
  let effects = debugger.send(.live(call(1, "search"), turn: 1, findings: [Debugger.finding(1)]))
  #expect(effects.isEmpty == isHeld)
}

@Test func stagedArgumentsGoOutWithTheRelease() throws {
  var debugger = try live("call")
  debugger.send(.live(call(1, "search", #"{"limit": 1}"#), turn: 1, findings: []))
  #expect(try debugger.press(#":arguments {"limit":2}<enter>"#) == [])
  #expect(debugger.notice == #"staged: {"limit": 1} → {"limit":2}; a releases it"#)
  #expect(try debugger.press("c") == [.resume(HeldID(1), .arguments(#"{"limit":2}"#))])
}

@Test func theEditorStagesAndUndoUnstages() throws {
  var debugger = try live("call")
  debugger.send(.live(call(1, "search", "{}"), turn: 1, findings: []))
  #expect(try debugger.press(#"A<c-u>{"a": 1}<enter>"#) == [])
  #expect(debugger.state.held?.staged == #"{"a": 1}"#)
  #expect(try debugger.press("ua") == [.resume(HeldID(1), .asIs)])
}

@Test func denyTellsTheModel() throws {
  var debugger = try live("call")
  debugger.send(.live(call(1, "search"), turn: 1, findings: []))
  #expect(try debugger.press("Dask a person<enter>") == [.resume(HeldID(1), .deny("ask a person"))])
}

@Test func continueReleasesEverythingHeld() throws {
  var debugger = try live("call")
  debugger.send(.live(call(1, "search"), turn: 1, findings: []))
  debugger.send(.live(call(2, "count"), turn: 2, findings: []))
  #expect(debugger.turn == 1)
  #expect(try debugger.press("c") == [.resume(HeldID(1), .asIs), .resume(HeldID(2), .asIs)])
}

@Test func aReleasesTheOneOnTheScreenAndShowsTheNext() throws {
  var debugger = try live("call")
  debugger.send(.live(call(1, "search"), turn: 1, findings: []))
  debugger.send(.live(call(2, "count"), turn: 2, findings: []))
  try debugger.press("2G")
  #expect(try debugger.press("a") == [.resume(HeldID(2), .asIs)])
  #expect(debugger.turn == 1)
}

@Test func stepStopsAtTheNextEventWhateverItIs() throws {
  var debugger = try live()
  #expect(try debugger.press("s") == [])
  let request = LiveEvent(kind: .modelRequest, held: HeldID(1), agent: "planner")
  #expect(debugger.send(.live(request, turn: nil, findings: [])) == [])
  try debugger.press("A")
  #expect(debugger.notice == "what is held is no tool call")
  #expect(try debugger.press("s") == [.resume(HeldID(1), .asIs)])
  #expect(debugger.send(.live(call(2, "search"), turn: 1, findings: [])) == [])
  #expect(try debugger.press("a") == [.resume(HeldID(2), .asIs)])
  #expect(debugger.send(.live(call(3, "count"), turn: 2, findings: [])) == [.resume(HeldID(3), .asIs)])
}

@Test func aStopWhoseTurnComesLaterIsShownThen() throws {
  var debugger = try live("call")
  debugger.send(.live(call(1, "search"), turn: 3, findings: []))
  debugger.turns.append(Debugger.turn(3, "call search"))
  debugger.send(.sessionGrew(debugger.session(.open)))
  #expect(debugger.turn == 3)
}

@Test func leavingARunningProgramAsks() throws {
  var debugger = try live()
  #expect(try debugger.press("q") == [])
  #expect(debugger.state.prompt != nil)
  #expect(try debugger.press("nQ") == [.quit(0)])
}

@Test func theProgramsEndIsSaidWithItsStatus() throws {
  var debugger = try live("call")
  debugger.send(.live(call(1, "search"), turn: 1, findings: []))
  debugger.send(.programOutput("bye\n"))
  debugger.send(.programEnded(ProgramEnd(status: 3, signal: nil)))
  #expect(debugger.notice == "the program ended with status 3")
  #expect(debugger.state.held == nil)
  #expect(debugger.state.live?.output.text.text == "bye\n")
  #expect(try debugger.press("q") == [.quit(3)])
}

@Test func coloursOfTheProgramAreDroppedAndOtherSequencesKept() throws {
  var debugger = try live()
  debugger.send(.programOutput("\u{1B}[1;31mred\u{1B}[0m\r\n\u{1B}[2J"))
  #expect(debugger.state.live?.output.text.text == "red\n\u{1B}[2J")
}

@Test func inARecordingContinueGoesToTheNextMatch() throws {
  var debugger = Debugger(["user", "call search", "text", "call count search", "call count delete", "call delete"])
  try debugger.press("jb")
  #expect(debugger.notice == "stops at tool:search")
  try debugger.press("c")
  #expect(debugger.turn == 3)
  #expect(debugger.selection.call == 1)
  try debugger.press("c")
  #expect(debugger.notice == "no later turn matches a breakpoint")
  try debugger.press("g:break tool:delete<enter>cc")
  #expect(debugger.turn == 3)
  try debugger.press("c")
  #expect([debugger.turn, debugger.selection.call] == [4, 1])
  try debugger.press("s")
  #expect(debugger.turn == 5)
}

@Test func breakpointsAreListedAndRemoved() throws {
  var debugger = Debugger(["call search"])
  try debugger.press("b:break rule:bind/*<enter>B")
  #expect(debugger.state.scrolled?.text.raw.text.hasPrefix("1  tool:search\n2  rule:bind/*\n") == true)
  try debugger.press("q:unbreak 1<enter>")
  #expect(debugger.state.breakpoints.map(\.text) == ["rule:bind/*"])
  try debugger.press("b")
  try debugger.press("b")
  #expect(debugger.state.breakpoints.map(\.text) == ["rule:bind/*"])
}

@Test(arguments: [
  ("", "an empty condition"), ("frobnicate", "not a condition: frobnicate"), ("tool:", "not a condition: tool:"),
  ("status:odd", "no such status: odd"), ("arg.limit", "not a condition: arg.limit"),
  ("arg.limit>10", "a breakpoint cannot use this term yet: arg.limit>10"), ("rule:nope/*", "no rule fits nope/*"),
])
func wrongConditionsAreRefusedInWords(text: String, what: String) {
  #expect {
    try Breakpoint(parsing: text)
  } throws: {
    ($0 as? Failure)?.what == what
  }
}

@Test func theWholeGrammarOfConditionsIsRead() throws {
  let text = #"tool:search agent:planner rule:bind/* arg.a.b>=10 arg.x!=y status:failed text:"over due" call"#
  #expect(
    try Condition(parsing: text).terms.map(\.subject) == [
      .tool("search"), .agent("planner"), .rule("bind/*"), .argument("a.b", .greaterOrEqual, "10"),
      .argument("x", .notEqual, "y"), .status("failed"), .text("over due"), .call,
    ])
}
