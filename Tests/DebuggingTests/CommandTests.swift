import Conversation
import Debugging
import Testing

@Test(arguments: PaneName.allCases)
func noKeyMeansTwoThingsInAPane(pane: PaneName) {
  var seen: [Key: String] = [:]
  for command in KnownCommands.all where command.works(in: pane) {
    for key in command.keys {
      #expect(seen[key] == nil, "\(key.shown) is \(command.name) and \(seen[key] ?? "")")
      seen[key] = command.name
    }
  }
}

@Test func everyKeyCanBeWrittenInAScriptAndMeansItsCommand() throws {
  for command in KnownCommands.all {
    for key in command.keys where key != .character(":") {
      #expect(try keys(in: key.shown) == [key], "\(command.name)")
    }
  }
}

@Test func commandNamesAreDifferentWords() {
  let names = KnownCommands.all.map(\.name)
  #expect(Set(names).count == names.count)
  #expect(names.allSatisfy { !$0.contains(" ") && Int($0) == nil })
}

@Test func theTableForReadersNamesEveryCommandAndKey() {
  let table = commandTable()
  for command in KnownCommands.all {
    #expect(table.contains("`:\(command.usage.replacing("|", with: "\\|"))` | \(command.summary)"))
    for key in command.keys { #expect(table.contains("`\(key.shown)`")) }
  }
}

@Test func helpSaysWhyACommandIsUnavailable() throws {
  var debugger = Debugger(["user"])
  try debugger.press("?")
  let help = debugger.state.scrolled?.text.raw.text ?? ""
  #expect(
    help.contains(
      "(u: as recorded)\n                        not now: turn 0 calls no tool"))
  #expect(help.contains("cancel the run\n                        not now: no run is under way"))
  try debugger.press("q")
  #expect(debugger.state.views.isEmpty)
}

@Test func aMistypedCommandNamesANearOne() throws {
  var debugger = Debugger(["user"])
  try debugger.press(":tolt<enter>")
  #expect(debugger.notice == "no command is called tolt; did you mean :told?")
  try debugger.press(":xyzzyplugh<enter>")
  #expect(debugger.notice == "no command is called xyzzyplugh; ? lists the commands")
}

@Test func anUnavailableCommandSaysWhy() throws {
  var debugger = Debugger(["user", "call search"])
  for (script, reason) in [
    ("a", "no program runs under the debugger"), ("r", "turn 0 calls no tool"),
    ("jr", "no tool source is open; start with --tools module.py"), ("x", "no run is under way"),
    ("n", "nothing has been searched for yet; / searches"), (">", "long lines wrap; w cuts them"),
    (":told<enter>", "turn 1 answers no recorded request"),
    (":records<enter>", "every record of this source is a turn"),
    ("c", "there is no breakpoint; b sets one on the selected call's tool"), ("u", "nothing was edited or staged here"),
    ("X", "X means nothing here; ? lists the keys"),
  ] {
    try debugger.press(script)
    #expect(debugger.notice == reason, "\(script)")
  }
}

@Test func quitLeavesViewsThenZoomThenTheProgram() throws {
  var debugger = Debugger(["user"])
  try debugger.press("z?")
  #expect(try debugger.press("q") == [])
  #expect(debugger.state.isZoomed)
  #expect(try debugger.press("<esc>") == [])
  #expect(!debugger.state.isZoomed)
  #expect(try debugger.press("q") == [.quit(0)])
  #expect(try debugger.press(":quit<enter>") == [.quit(0)])
}

@Test func controlCTwiceAsksToQuit() throws {
  var debugger = Debugger(["user"])
  #expect(try debugger.press("<c-c>") == [])
  #expect(try debugger.press("<c-c>") == [])
  #expect(debugger.state.prompt != nil)
  #expect(try debugger.press("y") == [.quit(0)])
}

@Test func aKeyBetweenForgetsTheFirstControlC() throws {
  var debugger = Debugger(["user"])
  try debugger.press("<c-c>j<c-c>")
  #expect(debugger.state.prompt == nil)
}

@Test func movingOnClosesViews() throws {
  var debugger = Debugger(["user", "call search"])
  try debugger.press("?jjJ")
  #expect(debugger.state.views.isEmpty)
  #expect(debugger.turn == 1)
}

@Test func aSecondSessionIsShownWhenAskedFor() throws {
  var debugger = Debugger(["user", "text"])
  var other = debugger.session()
  other.id = SessionID(2)
  debugger.send(.sessionOpened(other))
  try debugger.press("j")
  #expect(debugger.state.shown == 0)
  try debugger.press(":session 2<enter>")
  #expect(debugger.state.session?.session.id == SessionID(2))
  #expect(debugger.turn == 0)
  try debugger.press(":session 3<enter>")
  #expect(debugger.notice == "no session 3; there are 1 to 2")
}
