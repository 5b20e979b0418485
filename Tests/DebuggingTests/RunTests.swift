import Conversation
import Debugging
import Schemas
import Testing

private func atACall(_ columns: Int = 120, _ rows: Int = 36) throws -> Debugger {
  var debugger = Debugger(["user", "call search", "call delete"], columns: columns, rows: rows)
  debugger.send(.assumed(Debugger.id, Debugger.runtime))
  debugger.send(
    .toolsLoaded(
      source: "tools.py",
      [
        ImplementedTool(name: "search", runtime: "function", source: "tools.py"),
        ImplementedTool(name: "delete", runtime: "function", source: "tools.py", isDestructive: true),
      ]))
  try debugger.press("j")
  return debugger
}

private func run(_ id: Int, _ arguments: String, turn: Int = 1, tool: String = "search") -> Effect {
  .run(
    ToolInvocation(
      id: RunID(id), tool: tool, arguments: arguments, runtime: "classic-0.2", call: CallKey(turn: turn, index: 0)))
}

@Test func theFirstRunOfAToolAsks() throws {
  var debugger = try atACall()
  #expect(try debugger.press("R") == [])
  guard case .question(let question)? = debugger.state.prompt else {
    Issue.record("no question")
    return
  }
  #expect(question.text == "Run search of tools.py here, for real?")
  #expect(try debugger.press("jn") == [])
  #expect(debugger.state.prompt == nil)
  #expect(try debugger.press("Ry") == [run(2, #"{"limit": 1}"#)])
  // Asked once; the next one goes at once.
  #expect(try debugger.press("R") == [run(3, #"{"limit": 1}"#)])
}

@Test func aDestructiveToolSaysSoInTheQuestion() throws {
  var debugger = try atACall()
  try debugger.press("JR")
  guard case .question(let question)? = debugger.state.prompt else {
    Issue.record("no question")
    return
  }
  #expect(question.text.hasSuffix("It says of itself that it destroys something."))
}

@Test func editedArgumentsRun() throws {
  var debugger = try atACall()
  #expect(try debugger.press(#"r<bs><bs>7}<enter>y"#) == [run(1, #"{"limit": 7}"#)])
  // The edit is where the next one starts, until it is undone.
  #expect(try debugger.press("r<enter>") == [run(2, #"{"limit": 7}"#)])
  #expect(try debugger.press("R") == [run(3, #"{"limit": 7}"#)])
  #expect(try debugger.press("uR") == [run(4, #"{"limit": 1}"#)])
}

@Test func theEditorJudgesEachKey() throws {
  var debugger = try atACall()
  try debugger.press("r")
  guard case .arguments(let start)? = debugger.state.prompt else {
    Issue.record("no editor")
    return
  }
  #expect(start.error == nil)
  try debugger.press("<bs>")
  guard case .arguments(let broken)? = debugger.state.prompt else {
    Issue.record("no editor")
    return
  }
  #expect(broken.error != nil)
  #expect(broken.diff != start.diff)
  // What is no JSON may be run all the same: the framework's answer to it is the point.
  #expect(try debugger.press("<enter>y") == [run(1, #"{"limit": 1"#)])
}

@Test func escapeLeavesTheEditorWithoutARun() throws {
  var debugger = try atACall()
  #expect(try debugger.press("rxyz<esc>") == [])
  #expect(debugger.state.prompt == nil)
  #expect(try debugger.press("r<enter>y") == [run(1, #"{"limit": 1}"#)])
}

@Test func aRunEndsBesideTheRecordedOutput() throws {
  var debugger = try atACall()
  try debugger.press("Ry")
  debugger.send(.runChanged(RunID(1), .started(source: "tools.py", executor: "execute_function")))
  debugger.send(.runChanged(RunID(1), .output("looking…\n")))
  #expect(debugger.state.outputColumns.last?.title == "run 1 · running, x cancels")
  #expect(try debugger.press("x") == [.cancel(RunID(1))])
  debugger.send(
    .runChanged(
      RunID(1),
      .finished(
        ToolRunOutcome(
          status: .returned, content: RawText(#"[{"claim": 88}]"#), contentIsJSON: true, output: "looking…\n",
          duration: 0.021))))
  let column = debugger.state.outputColumns.last
  #expect(column?.title == "run 1 · ✓ returned · 21 ms")
  #expect(
    column?.text.raw.text == """
      [{"claim": 88}]
      JSON · 15 bytes to the model
      printed:
      looking…

      arguments: {"limit": 1}
      by execute_function of tools.py
      """)
  try debugger.press("x")
  #expect(debugger.notice == "no run is under way")
}

@Test(arguments: [
  (#"{"limit": 2}"#, "run 1 · limit 2 · starting"), (#"{"limit": 1}"#, "run 1 · starting"),
  (#"{"limit":1}"#, "run 1 · written otherwise · starting"),
  (#"{"query": "x"}"#, #"run 1 · query "x" and 1 more · starting"#), ("{}", "run 1 · without limit · starting"),
  ("[", "run 1 · other arguments · starting"),
])
func aRunsTitleSaysWhatWasChanged(arguments: String, title: String) throws {
  var debugger = try atACall()
  try debugger.press("r<c-u>" + arguments + "<enter>y")
  #expect(debugger.state.outputColumns.last?.title == title)
}

@Test func aScreenThatShrinksKeepsTheRunInSight() throws {
  var debugger = try atACall()
  try debugger.press("Ry")
  debugger.send(.resized(Size(columns: 80, rows: 24)))
  #expect(debugger.state.layout.rectangle(of: .output) != nil)
}

@Test func aRunThatCannotStartSaysWhyAndIsOver() throws {
  var debugger = try atACall()
  try debugger.press("Ry")
  debugger.send(
    .runFailed(RunID(1), Failure(.unreadable, what: "tools.py cannot be imported", remedy: "mend it")))
  #expect(debugger.notice == "tools.py cannot be imported; mend it")
  #expect(debugger.state.outputColumns.last?.text.raw.text.hasPrefix("tools.py cannot be imported") == true)
  try debugger.press("x")
  #expect(debugger.notice == "no run is under way")
}

@Test func controlCCancelsRunsFirst() throws {
  var debugger = try atACall()
  try debugger.press("Ry")
  #expect(try debugger.press("<c-c>") == [.cancel(RunID(1))])
}

@Test func anUnknownToolNamesThoseThatAreThere() throws {
  var debugger = Debugger(["call count"])
  debugger.send(
    .toolsLoaded(source: "t.py", [ImplementedTool(name: "search", runtime: "function", source: "t.py")]))
  try debugger.press("R")
  #expect(debugger.notice == "no tool source has count; they have search")
}

@Test func aRunShowsItsOutputOnANarrowScreen() throws {
  var debugger = try atACall(80, 24)
  try debugger.press("Ry")
  #expect(debugger.state.side == .output)
}
