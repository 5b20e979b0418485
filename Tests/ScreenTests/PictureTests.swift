import Conversation
import Debugging
import Diagnosis
import Screen
import Testing

@Test func aFailingCallAtEverySize() throws {
  for (columns, rows) in [(120, 36), (80, 24), (40, 10)] {
    var player = Player(columns, rows)
    try player.press("e")
    try expectScreen(player.frame.text, named: "aFailingCall-\(columns)x\(rows)")
  }
}

@Test func eachPaneZoomed() throws {
  for (key, name) in [
    ("1", "turns"), ("2", "message"), ("3", "calls"), ("4", "schema"), ("5", "output"), ("6", "why"),
  ] {
    for (columns, rows) in [(80, 24), (40, 10)] {
      var player = Player(columns, rows)
      try player.press("e\(key)z")
      try expectScreen(player.frame.text, named: "zoomed-\(name)-\(columns)x\(rows)")
    }
  }
}

@Test func stylesOfAFailingCall() throws {
  var player = Player(120, 36)
  try player.press("e")
  try expectScreen(player.frame.textAndStyles, named: "stylesOfAFailingCall")
}

@Test func prettyShowsDecodedStringsWithTheProofMarked() throws {
  var player = Player(120, 36)
  try player.press("ev2")
  try expectScreen(player.frame.textAndStyles, named: "prettyShowsDecodedStringsWithTheProofMarked")
}

@Test func wireShowsRequestAndResponse() throws {
  var player = Player(80, 24)
  try player.press("e2vv")
  try expectScreen(player.frame.text, named: "wireShowsRequestAndResponse")
}

@Test func helpOfThePane() throws {
  var player = Player(100, 60)
  try player.press("6?")
  try expectScreen(player.frame.text, named: "helpOfThePane")
}

@Test func whatTheModelWasTold() throws {
  var player = Player(80, 24)
  try player.press("e:told<enter>")
  try expectScreen(player.frame.text, named: "whatTheModelWasTold")
}

@Test func aRuleExplained() throws {
  var player = Player(80, 24)
  try player.press("e6K")
  try expectScreen(player.frame.text, named: "aRuleExplained")
}

@Test func theEditorBesideTheSchemaItChanges() throws {
  for (columns, rows) in [(120, 36), (80, 24), (40, 10)] {
    var player = Player(columns, rows)
    player.send(.toolsLoaded(source: "tools.py", [Claims.tool]))
    try player.press("er<left>, \"limit\": 1.5<c-o>")
    try expectScreen(player.frame.text, named: "theEditorBesideTheSchemaItChanges-\(columns)x\(rows)")
    #expect(player.frame.cursor != nil)
  }
}

@Test func runsBesideTheRecordedOutput() throws {
  var player = Player(120, 36)
  player.send(.toolsLoaded(source: "tools.py", [Claims.tool]))
  try player.press("eRy")
  player.send(.runChanged(RunID(1), .started(source: "tools.py", executor: "execute_function")))
  player.send(
    .runChanged(
      RunID(1),
      .finished(
        ToolRunOutcome(
          status: .failed, content: RawText("Error: 1 validation error"), isError: true,
          exception: ExceptionRecord(type: "ValidationError", message: "tenant"), duration: 0.0012))))
  try player.press("R")
  try expectScreen(player.frame.text, named: "runsBesideTheRecordedOutput")
}

@Test func theQuestionBeforeTheFirstRun() throws {
  var player = Player(80, 24)
  player.send(.toolsLoaded(source: "tools.py", [Claims.tool]))
  try player.press("eR")
  try expectScreen(player.frame.text, named: "theQuestionBeforeTheFirstRun")
}

@Test func aHeldCallWithStagedArguments() throws {
  var player = Player(120, 36)
  player.state.live = LiveState()
  player.state.breakpoints = [try Breakpoint(parsing: "call")]
  player.send(.programOutput("\u{1B}[32mstarting\u{1B}[0m\r\nasking the model \u{1B}]0;title\u{7}\r\n"))
  player.send(
    .live(
      LiveEvent(
        kind: .toolCall, held: HeldID(1), agent: "planner", tool: "search_claims", callID: "call_8Qz",
        arguments: #"{"query": "overdue", "limit": 12}"#), turn: 3, findings: []))
  try player.press(#":arguments {"query": "overdue", "tenant": "acme"}<enter>7"#)
  try expectScreen(player.frame.text, named: "aHeldCallWithStagedArguments")
  player.send(.programEnded(ProgramEnd(status: 1, signal: nil)))
  #expect(player.frame.text.contains("■ ended 1"))
  #expect(player.frame.text.contains("Program · the program ended with status 1"))
}

@Test func hostileTextIsShownAsEscapes() throws {
  var player = Player(120, 36)
  try player.press("5G")
  let text = player.frame.text
  #expect(text.contains("5 planner    I could not find …"))
  #expect(player.frame.lines.joined().allSatisfy { $0.text.unicodeScalars.allSatisfy { $0.value >= 0x20 } })
  try player.press("v")
  #expect(player.frame.text.contains(#"I could not find \e[31mthem."#))
}

@Test func theFailureMarkStaysWhereTextIsCut() throws {
  var player = Player(40, 10)
  try player.press("e")
  #expect(player.frame.text.contains("▸  3 planner  ✗ "))
}

@Test func aSearchedWordIsMarkedInTheMessage() throws {
  var player = Player(120, 36)
  try player.press("e/overdue<enter>")
  player.send(.searchFinished(Claims.id, pattern: "overdue", turn: 3))
  let marked = player.frame.lines.joined().filter { $0.style == .match }.map(\.text)
  #expect(marked == ["overdue"])
}

@Test func aLongLineScrollsSidewaysWhenItIsNotWrapped() throws {
  var player = Player(120, 36)
  try player.press("e2w>>")
  #expect(player.frame.text.contains("│ant\", \"content\": null"))
}

@Test func theMessageShowsTheProofHoweverFarDown() throws {
  var player = Player(80, 24)
  let filler = String(repeating: "word ", count: 2000)
  let turn = Claims.turn(3)
  var long = turn
  let json = #"{"filler": "\#(filler)", "#
  long.raw = RawText(json + turn.raw.text.dropFirst())
  let shift = json.utf8.count - 1
  long.origin.bytes = turn.origin.bytes.lowerBound..<turn.origin.bytes.upperBound + shift
  var finding = Claims.findings[0]
  finding.rule = "parse/not-json"
  finding.evidence[0].origin.bytes =
    finding.evidence[0].origin.bytes.lowerBound + shift..<finding.evidence[0].origin.bytes.upperBound + shift
  player.send(.found(Claims.id, 3..<4, [finding]))
  player.changed[3] = long
  try player.press("e")
  let evidence = player.frame.lines.joined().filter { $0.style == .evidence }
  #expect(evidence.map(\.text).joined().contains("overdue"))
}

@Test func aCallWithOnlyAWarningIsCountedInTheTitle() {
  var player = Player(120, 36)
  #expect(player.frame.text.contains("3 calls · 1 failed · 1 warned · tools offered: 3"))
  player.send(.found(Claims.id, 0..<8, [Claims.findings[2]]))
  #expect(player.frame.text.contains("3 calls · 0 failed · 1 warned"))
  player.send(.found(Claims.id, 0..<8, []))
  #expect(player.frame.text.contains("3 calls · 0 failed · tools offered: 3"))
}

@Test func aNarrowTitleKeepsWhatFailed() {
  #expect(Player(80, 24).frame.text.contains("3 calls · 1 failed · 1 warned"))
  #expect(Player(60, 24).frame.text.contains("1 failed · 1 warned"))
}

@Test func aSystemPromptIsSaidToAnAgentNotByIt() {
  #expect(Player(120, 36).frame.text.contains("0 system     → planner You "))
}

@Test func aSchemaOfSixtyColumnsIsStillATable() throws {
  var player = Player(60, 24)
  try player.press("e4z")
  try expectScreen(player.frame.text, named: "aSchemaOfSixtyColumns")
}

@Test func propertiesWithAMarkComeFirstOnDemand() throws {
  var player = Player(80, 24)
  func names() -> [String] {
    player.frame.text.matches(of: #/\n[! ] (query|limit|tenant) /#).map { String($0.1) }
  }
  try player.press("e4z")
  #expect(names() == ["query", "limit", "tenant"])
  try player.press("!")
  #expect(names() == ["tenant", "query", "limit"])
  try player.press("!")
  #expect(names() == ["query", "limit", "tenant"])
}

@Test func timeAndTokensStandOverTheMessage() throws {
  var player = Player(120, 36)
  var turn = Claims.turn(3)
  turn.time = "2026-11-25T09:15:35.123Z"
  turn.modelCall?.outcome = .answered(finishReason: "tool_calls", promptTokens: 812, completionTokens: 45)
  player.changed[3] = turn
  try player.press("e")
  #expect(player.frame.text.contains("Message (raw) · 09:15:35 · 812→45 tokens"))
}
