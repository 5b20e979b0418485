import Conversation
import Debugging
import Testing

@Test func namedKeysAndCharacters() throws {
  #expect(
    try keys(in: "jG<enter><c-x><lt><pgdn>") == [
      .character("j"), .character("G"), .enter, .control("x"), .character("<"), .pageDown,
    ])
}

@Test func commandLinesAreLiteralUpToEnter() throws {
  let line = #":arguments {"a":"<b>"}"#
  #expect(try keys(in: line + "<enter>c") == line.map { .character($0) } + [.enter, .character("c")])
}

@Test func aColonInTypedJSONOpensNoCommandLine() throws {
  #expect(try keys(in: #""a": 1<bs>"#).last == .backspace)
}

@Test func unknownKeyNamesAreRefused() {
  #expect(throws: Failure.self) { try keys(in: "j<enterr>") }
}
