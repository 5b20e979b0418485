import LosslessJSON
import Testing

@Suite struct ToleranceTests {
  @Test func flawsAreNamedAndEveryPlaceStaysExact() throws {
    let bytes =
      Array(#"{"a": "x"#.utf8) + [0xFF, 0x0A, 0xC3, 0xA4] + Array(#"", "n": [NaN, -Infinity, "NaN"], "z": 1}"#.utf8)
    let tolerated = try Document.tolerating(bytes)
    let root = tolerated.document.root
    #expect(tolerated.flaw?.kind == .notUTF8 && tolerated.flaw?.offset == 8)
    #expect(tolerated.document.bytes == bytes)
    #expect(root["a"]?.string == "x\u{FFFD}\nä")
    #expect(root["n"]?.elements.map(\.rawText) == ["NaN", "-Infinity", "\"NaN\""])
    #expect(root["n"]?[1]?.double == -.infinity)
    #expect(root["z"].map { Array(bytes[$0.range]) } == Array("1".utf8))
  }

  @Test func whatIsJSONHasNoFlaw() throws {
    #expect(try Document.tolerating(Array(#"{"a": "\ud83c"}"#.utf8)).flaw == nil)
  }

  @Test(arguments: ["{", "[1,]", "{'a': 1}", "True", "", #"{"a": NaN"#, "[NaNs]"])
  func otherFaultsAreStillRefused(text: String) {
    #expect(throws: JSONError.self) { try Document.tolerating(Array(text.utf8)) }
  }

  @Test func ofABrokenTextTheBeginningIsKept() throws {
    let text = #"{"a": [{"b": 1}, {"b": "two", "c": [1, 2"#
    let bytes = Array(text.utf8)
    let beginning = try #require(Document.beginning(of: bytes, brokenAt: bytes.count))
    let root = beginning.document.root
    #expect(root["a"]?.count == 2)
    #expect(root["a"]?[0]?.rawText == #"{"b": 1}"#)
    #expect(root["a"]?[1]?["b"]?.string == "two")
    // The last number may go on, so it is not there.
    #expect(root["a"]?[1]?["c"]?.elements.map(\.rawText) == ["1"])
    #expect(beginning.end == bytes.count - 3)
  }

  @Test func everyBeginningOfATextIsJSONAgain() throws {
    let bytes = Array(#"{"a": [{"b": "x\"y", "c": null}, -1.5e3, true], "d": {"e": []}}"#.utf8)
    for end in 1..<bytes.count {
      let part = Array(bytes[..<end])
      let error = try #require(throws: JSONError.self) { try Document(part) }
      #expect(Document.beginning(of: part, brokenAt: error.offset) != nil, "\(end)")
    }
  }
}
