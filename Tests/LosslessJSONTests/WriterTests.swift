import LosslessJSON
import Testing

struct WriterTests {
  private func fill(_ json: inout JSONWriter) throws {
    let other = try Document(#"{"n": 1.0, "n": 123456789012345678901234567890}"#).root
    json.object { json in
      json.member("z", "text")
      json.member("a", 1)
      json.member("none", nil as String?)
      json.member("half", 0.5)
      json.member("yes", true)
      json.member("empty", object: { _ in })
      json.member("other", other)
      json.member(
        "list",
        array: { json in
          json.string("x")
          json.int(-1)
          json.double(.infinity)
          json.bool(false)
          json.null()
          json.array { _ in }
          json.value(other)
        })
    }
  }

  @Test func writesOneLine() throws {
    var json = JSONWriter()
    try fill(&json)
    #expect(
      json.text
        == #"{"z": "text", "a": 1, "none": null, "half": 0.5, "yes": true, "empty": {}, "#
        + #""other": {"n": 1.0, "n": 123456789012345678901234567890}, "#
        + #""list": ["x", -1, null, false, null, [], {"n": 1.0, "n": 123456789012345678901234567890}]}"#)
    #expect(try Document(json.bytes).root.count == 8)
  }

  @Test func writesManyLines() {
    var json = JSONWriter(indentation: 2)
    json.object { json in
      json.member("a", array: { $0.int(1) })
      json.member("b", array: { _ in })
    }
    #expect(json.text == "{\n  \"a\": [\n    1\n  ],\n  \"b\": []\n}")
  }

  @Test(arguments: [
    ("plain 日 👩‍👧", #""plain 日 👩‍👧""#), ("\"\\\n\r\t", #""\"\\\n\r\t""#), ("\u{1B}[0m\0", #""\u001b[0m\u0000""#),
    ("\u{7F}\u{9B}\u{202E}\u{2028}\u{FEFF}", #""\u007f\u009b\u202e\u2028\ufeff""#),
  ])
  func stringsAreHarmlessAndTheSame(text: String, written: String) throws {
    #expect(quoted(text) == written)
    #expect(try Document(written).root.string == text)
  }
}
