import Dialects
import Testing

@Suite struct PythonReprTests {
  private func json(_ text: String) -> String? {
    PythonRepr.json(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("None", "null"), ("True", "true"), ("-1.5e-05", "-1.5e-05"), ("'a'", #""a""#),
    (#"'it\'s \"so\" \\ \n \x41 \u00e4 \U0001f600'"#, #""it's \"so\" \\ \n A ä 😀""#),
    (#""it's""#, #""it's""#), ("()", "[]"), ("(1, None)", "[1,null]"), ("[1, [], {}]", "[1,[],{}]"),
    ("{'a': 1, 2: 'b'}", #"{"a":1,"2":"b"}"#), ("{1, 2}", "[1,2]"), ("set()", "{}"),
    ("Usage(n=1, of=Detail(a=None))", #"{"n":1,"of":{"a":null}}"#), ("date(2026, 1, 2)", "[2026,1,2]"),
    ("<function f at 0x7f>", #""<function f at 0x7f>""#), ("b'x'", #""x""#), ("nan", #""nan""#),
  ])
  func dataIsReadAsJSON(text: String, expected: String) {
    #expect(json(text) == expected)
  }

  @Test(arguments: ["", "Chat(", "Chat(a=", "'open", "[1 2]", "{'a' 1}", "a b", "1_", "Chat(a=1) more"])
  func whatIsNoReprIsRefused(text: String) {
    #expect(json(text) == nil)
  }

  @Test func anyBeginningAndAnyDepthIsSurvived() {
    let whole = "Chat(a=[Choice(b='x\\n', c={'d': (1, <f>)})], e=None)"
    for end in 0..<whole.utf8.count { #expect(json(String(whole.prefix(end))) == nil) }
    #expect(json(String(repeating: "[", count: 100_000)) == nil)
  }
}
