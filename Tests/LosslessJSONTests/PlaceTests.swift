import LosslessJSON
import Testing

struct PlaceTests {
  @Test(arguments: [
    ("", #"{"a": {"b/c": [10, 20, {"~": 1}]}, "": 7, "0": "x"}"#), ("/a/b~1c/1", "20"), ("/a/b~1c/2/~0", "1"),
    ("/", "7"), ("/0", #""x""#),
  ])
  func pointersFindValues(pointer: String, text: String) throws {
    let document = try Document(#"{"a": {"b/c": [10, 20, {"~": 1}]}, "": 7, "0": "x"}"#)
    let value = try #require(document.value(at: pointer))
    #expect(value.rawText == text)
    #expect(document.pointer(to: value) == pointer)
  }

  @Test(arguments: ["a", "/b", "/a/b~1c/3", "/a/b~1c/01", "/a/b~1c/-", "/a/b~1c/+1", "/a/b~2c", "/~", "/0/0"])
  func pointersToNothingFindNothing(pointer: String) throws {
    let document = try Document(#"{"a": {"b/c": [10, 20, {"~": 1}]}, "": 7, "0": "x"}"#)
    #expect(document.value(at: pointer) == nil)
  }

  @Test func everyByteHasItsPointer() throws {
    let document = try Document(#" {"a": [1, 22], "b/": {"c":true }}"#)
    let expected: [(Range<Int>, String?)] = [
      (0..<1, nil), (1..<2, ""), (2..<5, "/a"), (7..<8, "/a"), (8..<9, "/a/0"), (9..<11, "/a"), (11..<13, "/a/1"),
      (13..<14, "/a"),
      (14..<16, ""), (16..<20, "/b~1"), (22..<23, "/b~1"), (23..<31, "/b~1/c"), (31..<33, "/b~1"), (33..<34, ""),
      (34..<35, nil),
    ]
    for (range, pointer) in expected {
      for offset in range { #expect(document.pointer(at: offset) == pointer, "byte \(offset)") }
    }
    #expect(document.root.place(at: 24)?.value.rawText == "true")
  }

  @Test(arguments: [("a/b~c", "a~1b~0c"), ("", ""), ("日", "日")])
  func stepsAreEscaped(step: String, escaped: String) {
    #expect(JSONPointer.escaped(step) == escaped)
    #expect(JSONPointer.steps("/" + escaped) == [step])
  }

  @Test func argumentsInsideAStringAreFoundInTheMessage() throws {
    let source = #"{"arguments": "{\"q\": \"\u00e9\ud83d\ude00 x\", \"n\":\n 1}"}"#
    let value = try #require(try Document(source).root["arguments"])
    let map = try #require(EscapeMap(value))
    let inner = try Document(value.decodedBytes ?? [])
    func written(_ pointer: String) throws -> String {
      let range = map.source(of: try #require(inner.value(at: pointer)).range)
      return String(decoding: value.document.bytes[range], as: UTF8.self)
    }
    #expect(try written("/q") == #"\"\u00e9\ud83d\ude00 x\""#)
    #expect(try written("/n") == "1")
    #expect(try written("") == #"{\"q\": \"\u00e9\ud83d\ude00 x\", \"n\":\n 1}"#)
    #expect(map.decodedCount == value.decodedBytes?.count)
    #expect(map.source(of: map.decodedCount) == value.range.upperBound - 1)
    #expect(map.source(of: 3..<3) == map.source(of: 3)..<map.source(of: 3))
  }

  @Test func everyDecodedByteGoesThereAndBack() throws {
    let value = try Document(#"["plain 日 \t\u65e5\ud83d\ude00\\ end"]"#).root[0]
    let map = try #require(value.flatMap(EscapeMap.init))
    let decoded = try #require(value?.decodedBytes)
    for offset in decoded.indices {
      let source = map.source(of: offset)
      let range = map.source(of: offset..<offset + 1)
      #expect(range.lowerBound == source && map.decoded(of: source) <= offset)
      #expect(map.decoded(of: range.upperBound) > offset)
    }
  }

  @Test func onlyStringsHaveAMap() throws {
    #expect(EscapeMap(try Document("12").root) == nil)
    let plain = try #require(EscapeMap(try Document(#" "abc""#).root))
    #expect(plain.source(of: 1..<3) == 3..<5)
    #expect(plain.decoded(of: 4) == 2)
  }

  @Test func valuesBehindOneAnotherAreFound() {
    let bytes = Array(" {\"a\":[1]}{\"b\":2} 17\n\"x\" {\"cut\": [".utf8)
    var found: [String] = []
    var at = 0
    while case .value(let range) = JSONPrefix(of: bytes, at: at) {
      found.append(String(decoding: bytes[range], as: UTF8.self))
      at = range.upperBound
    }
    #expect(found == [#"{"a":[1]}"#, #"{"b":2}"#, "17", #""x""#])
    #expect(JSONPrefix(of: bytes, at: at) == .beginning(from: 25))
    #expect(JSONPrefix(of: bytes, at: bytes.count) == .nothing)
    guard case .refused(let error) = JSONPrefix(of: Array("{}\n {'a'".utf8), at: 2) else {
      Issue.record("single quotes are taken")
      return
    }
    #expect((error.offset, error.line, error.column) == (5, 2, 3))
  }
}
