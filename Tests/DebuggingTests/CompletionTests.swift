import Conversation
import Debugging
import Testing

private func line(_ debugger: Debugger) -> String? { debugger.state.prompt?.line?.text }

/// Types a line and then Tab, which a script would take as part of the line.
private func typed(_ text: String, _ debugger: inout Debugger, tabs: Int = 1) {
  for character in text { debugger.send(.key(.character(character))) }
  for _ in 0..<tabs { debugger.send(.key(.tab)) }
}

@Test(arguments: [
  (":tol", ":told"), (":break tool:se", ":break tool:search"), (":break agent:pl", ":break agent:planner"),
  (":explain validate/mi", ":explain validate/missing"), (":mode w", ":mode wire"),
  ("&rule:par", "&rule:parse/"), ("&tool:search status:f", "&tool:search status:failed"),
])
func tabCompletes(typing: String, becomes: String) {
  var debugger = Debugger(["user", "call search"])
  typed(typing, &debugger)
  #expect(line(debugger) == String(becomes.dropFirst()))
}

@Test func furtherTabsStepThroughTheCandidates() {
  var debugger = Debugger(["user"])
  typed(":bre", &debugger)
  #expect(line(debugger) == "break")
  #expect(debugger.state.completion?.candidates == ["break", "break-here", "breakpoints"])
  debugger.send(.key(.tab))
  debugger.send(.key(.tab))
  #expect(line(debugger) == "break-here")
  debugger.send(.key(.backTab))
  #expect(line(debugger) == "break")
  debugger.send(.key(.character("p")))
  #expect(debugger.state.completion == nil)
  debugger.send(.key(.tab))
  #expect(line(debugger) == "breakpoints")
}

@Test func whatNothingCompletesStaysAndIsSaid() {
  var debugger = Debugger(["user"])
  typed(":xyz", &debugger)
  #expect(line(debugger) == "xyz")
  #expect(debugger.notice == "nothing completes this")
}

@Test func aNameWithABlankIsCompletedInQuotes() throws {
  var debugger = Debugger(["user", "call search"])
  var session = debugger.session()
  session.agents[0] = "the planner"
  debugger.send(.sessionGrew(session))
  typed(":break \"agent:", &debugger)
  #expect(line(debugger) == "break \"agent:the planner\"")
  debugger.send(.key(.enter))
  #expect(debugger.state.breakpoints.first == (try Breakpoint(parsing: "\"agent:the planner\"")))
}
