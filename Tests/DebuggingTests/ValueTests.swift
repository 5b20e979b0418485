import Conversation
import Debugging
import Diagnosis
import Schemas
import Testing
import Text

@Test func findingsOfARangeReplaceThoseBefore() {
  var index = FindingIndex()
  index.replace(0..<10, with: [Debugger.finding(3), Debugger.finding(3, call: 1), Debugger.finding(7)])
  index.replace(20..<30, with: [Debugger.finding(25, "serialise/python-repr", .warning)])
  #expect(index.notable == [3, 7, 25])
  #expect(index.failedCalls == 3)
  index.replace(5..<10, with: [Debugger.finding(9), Debugger.finding(2)])
  #expect(index.notable == [3, 9, 25])
  #expect(index.failedCalls == 3)
  #expect(index.notable(after: 3) == 9 && index.notable(before: 25) == 9 && index.notable(before: 3) == nil)
  #expect(index.isKnown(0) && index.isKnown(29) && !index.isKnown(15))
  index.replace(10..<20, with: [])
  #expect(index.isKnown(15))
}

@Test func findingsOfNoTurnReplaceOneAnother() {
  var index = FindingIndex()
  let finding = Finding(rule: "declare/registration-incomplete", severity: .error, message: "never applied")
  index.replace(0..<0, with: [finding])
  index.replace(0..<5, with: [])
  #expect(index.ofSession == [finding])
  index.replace(0..<0, with: [])
  #expect(index.ofSession.isEmpty)
}

@Test func whatBelongsToNoTurnIsToldWhereATurnHasNothing() throws {
  var debugger = Debugger(["user"])
  let finding = Finding(rule: "declare/registration-incomplete", severity: .error, message: "never applied")
  debugger.send(.found(Debugger.id, 0..<0, [finding]))
  try debugger.press("e")
  #expect(debugger.notice == "what was found belongs to no single turn; 6 shows it")
  #expect(debugger.state.whyText(columns: 80).raw.text.hasPrefix("✗ declare/registration-incomplete"))
}

@Test(arguments: [
  ("abc<left><left>x", "axbc"), ("abc<home>x", "xabc"), ("abc<bs><bs>", "a"), ("one two<c-w>", "one "),
  ("one<left><c-k>", "on"), ("one<c-u>x", "x"), ("one<c-w><c-y><c-y>", "oneone"), ("ab<c-o>cd<up>x", "abx\ncd"),
  ("ab<c-o>cd<up><down><home><bs>", "abcd"), ("ab<left><del>", "a"), ("<bs>a", "a"), ("👩‍👩‍👧é<bs>", "👩‍👩‍👧"),
])
func textIsEdited(script: String, text: String) throws {
  var debugger = Debugger(["call search"])
  debugger.send(.toolsLoaded(source: "t.py", [.init(name: "search", runtime: "function", source: "t.py")]))
  try debugger.press("r<c-u>" + script)
  guard case .arguments(let editor)? = debugger.state.prompt else {
    Issue.record("no editor")
    return
  }
  #expect(editor.editor.text == text)
}

private func loaded(_ json: String) -> Debugger {
  var debugger = Debugger(["text"])
  let origin = Origin(source: "run.jsonl", bytes: 500..<500 + json.utf8.count)
  debugger.send(
    .turnLoaded(
      Debugger.id,
      Turn(index: 0, kind: .assistant, message: Message(role: .assistant), origin: origin, raw: RawText(json))))
  return debugger
}

private func shown(_ debugger: Debugger, _ bytes: Range<Int>) -> [String] {
  guard let text = debugger.state.session?.loaded?.text else { return [] }
  return text.shown(Origin(source: "run.jsonl", bytes: bytes)).map {
    String(decoding: text.raw.bytes[$0], as: UTF8.self)
  }
}

@Test func storedBytesAreFoundInEveryMode() throws {
  var debugger = loaded(#"{"a": "x\ny", "b": [1, {"c": null}]}"#)
  let value = 506..<512
  #expect(shown(debugger, value) == [#""x\ny""#])
  #expect(shown(debugger, 0..<10).isEmpty)
  try debugger.press("v")
  #expect(
    debugger.state.session?.loaded?.text.raw.text == """
      {
        "a": "x
          y",
        "b": [
          1,
          {
            "c": null
          }
        ]
      }
      """)
  #expect(shown(debugger, value) == ["\"x\n    y\""])
  try debugger.press("v")
  #expect(debugger.state.session?.loaded?.text.raw.text == "no model request is recorded for this turn")
}

@Test func whatIsNoJSONStaysAsItIs() throws {
  var debugger = loaded("{'a': 1}")
  try debugger.press("v")
  #expect(debugger.state.session?.loaded?.text.raw.text == "{'a': 1}")
  #expect(shown(debugger, 501..<504) == ["'a'"])
}

@Test func deepNestingIsShownWithoutEnd() throws {
  let depth = 5000
  var debugger = loaded(String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
  try debugger.press("v")
  #expect((debugger.state.session?.loaded?.text.raw.bytes.count ?? 0) > 2 * depth)
}

@Test func toldListsWhatChangedSinceTheLastRequest() throws {
  var debugger = Debugger(["user", "text", "user", "text"])
  func call(_ tools: [String], told: [Int]) -> ModelCall {
    ModelCall(
      agent: "planner", model: "m",
      tools: .offered(
        tools.map { ToolDeclaration(name: $0, description: nil, schema: nil, origin: Origin(source: "run.jsonl")) }),
      toldTurns: told)
  }
  debugger.turns[1].modelCall = call(["search", "count"], told: [0])
  debugger.turns[3].modelCall = call(["search", "delete"], told: [0, 1, 2])
  var session = debugger.session()
  session.turns = TurnList(
    session.turns.map { head in
      var head = head
      if head.kind == .assistant { head.flags.insert(.request) }
      return head
    })
  debugger.send(.sessionGrew(session))
  #expect(try debugger.press("3G:told<enter>") == [.loadTurns(Debugger.id, [1])])
  debugger.send(.turnLoaded(Debugger.id, debugger.turns[1]))
  let text = debugger.state.scrolled?.text.raw.text ?? ""
  #expect(text.contains("  search  no description"))
  #expect(text.contains("+ delete  no description"))
  #expect(text.contains("- count, sent in the request before"))
  #expect(text.contains("+ 2    user        turn 2"))
  #expect(debugger.turn == 3)
}

@Test func recordsComeAPageAtATime() throws {
  var debugger = Debugger(["user"])
  var session = debugger.session()
  session.otherRecords = 250
  debugger.send(.sessionGrew(session))
  func records(_ range: Range<Int>) -> Event {
    .otherRecordsLoaded(
      Debugger.id, from: range.lowerBound,
      range.map { OtherRecord(kind: "event", origin: Origin(source: "run.jsonl"), summary: "record \($0)") })
  }
  #expect(try debugger.press(":records<enter>") == [.loadOtherRecords(Debugger.id, 0..<200)])
  #expect(debugger.send(records(0..<200)) == [])
  #expect(try debugger.press("G") == [.loadOtherRecords(Debugger.id, 200..<250)])
  debugger.send(records(200..<250))
  try debugger.press("G")
  #expect(debugger.state.scrolled?.text.raw.text.hasSuffix("record 249") == true)
}

@Test func aSearchShowsItsPlaceInALongMessage() throws {
  var debugger = loaded(#"{"a": ""# + String(repeating: "word ", count: 5000) + #"Needle"}"#)
  try debugger.press("/needle<enter>")
  debugger.send(.searchFinished(Debugger.id, pattern: "needle", turn: 0))
  let lines = debugger.state.scrolled(.message)?.lines.map(\.text).joined() ?? ""
  #expect(lines.contains("Needle"))
}
