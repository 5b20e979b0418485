import Conversation
import Debugging
import Screen
import Testing

/// What the last key put on the clipboard.
private func copied(_ script: String, _ player: Player = Player()) throws -> String? {
  var player = player
  try player.press(script)
  return player.unanswered.compactMap { if case .copy(let text) = $0 { text } else { nil } }.last
}

@Test(arguments: [
  ("3G3yv", #"{"query": "overdue", "limit": 12}"#), ("e6yv", "validate/missing: tenant is required and was not sent"),
  ("3G4yv", #""overdue""#), ("3G4jyp", "/limit"), ("1Gyv", "Find overdue claims of ACME, please."),
  ("3G2yv", Claims.messages[3].json), ("3G5yv", "1 validation error for search_claimsargs\ntenant  Field required"),
  ("3Gyy", #"search_claims(query="overdue", limit=12)"#),
  ("3Gyt", #"turntable call search_claims --args '{"query": "overdue", "limit": 12}' --tools tools.py"#),
  (":turn 6<enter>:copy call<enter>", #"turntable call search_claims --args '{"tenant": "acme"}' --tools tools.py"#),
])
func whatHasFocusIsCopied(script: String, text: String) throws {
  #expect(try copied(script) == text)
}

@Test func valuesThatPythonWritesOtherwise() throws {
  var player = Player()
  var turn = Claims.turn(3)
  turn.message.calls[0].arguments.bytes = RawText(
    #"{"from": null, "on": true, "list": [1.50, "it's \"so\"\n\u0007"], "a-b": {}}"#)
  player.changed[3] = turn
  #expect(
    try copied("3Gyy", player)
      == #"search_claims(**{"from": None, "on": True, "list": [1.50, "it's \"so\"\n\x07"], "a-b": {}})"#)
  #expect(try copied("3Gyt", player)?.contains(#""it'\''s \"so\"\n\u0007"#) == true)
}

@Test func theRequestIsReadBeforeItIsCopiedAsCurl() throws {
  var player = Player()
  player.request = #"{"time": 1, "request": {"model": "gpt-4o", "messages": [{"role": "user", "content": "it's"}]}}"#
  #expect(
    try copied("3Gyc", player) == #"""
      curl -sS "${OPENAI_BASE_URL:-https://api.openai.com/v1}/chat/completions" \
        -H "Authorization: Bearer $OPENAI_API_KEY" \
        -H "Content-Type: application/json" \
        --data-binary '{"model": "gpt-4o", "messages": [{"role": "user", "content": "it'\''s"}]}'
      """#)
}

@Test func whatCannotBeCopiedSaysWhy() throws {
  for (script, reason) in [
    ("1Gyy", "turn 1 calls no tool"), ("1Gyc", "the request that turn 1 answers is not recorded"),
    ("yx", "nothing to copy is called x"), ("e2yc", "the recorded request is not JSON with messages in it"),
    ("3G4jjyv", "nothing is selected in the schema pane"),
  ] {
    var player = Player()
    try player.press(script)
    #expect(player.state.notice?.text == reason, "\(script)")
    #expect(!player.unanswered.contains { if case .copy = $0 { true } else { false } })
  }
}

@Test func thePagerIsGivenTheTextInSight() throws {
  var player = Player()
  try player.press("1G2P")
  #expect(player.unanswered == [.present(RawText(Claims.messages[1].json), .pager)])
  try player.press("?<c-x>")
  guard case .present(let help, .editor) = player.unanswered.last else {
    Issue.record("no editor was asked for")
    return
  }
  #expect(help.text.contains(":next-turn"))
}

@Test func anEditorOfTheirOwnChangesTheArguments() throws {
  var player = Player()
  player.send(.toolsLoaded(source: "tools.py", [Claims.tool]))
  try player.press("er<c-x>")
  #expect(player.unanswered == [.present(RawText(#"{"query": "overdue", "limit": 12}"#), .editorOfArguments)])
  player.send(.edited("{\"tenant\": \"acme\",\n \"limit\": 1.5}\n"))
  #expect(player.frame.text.contains("{\"tenant\": \"acme\","))
  #expect(player.frame.text.contains("expected integer, got 1.5"))
  try player.press("<esc>")
  #expect(player.frame.text.contains("search_claims"))
}
