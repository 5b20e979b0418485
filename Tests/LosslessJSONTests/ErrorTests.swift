import LosslessJSON
import Testing

struct ErrorTests {
  /// Offset, line and column as `json.loads` of Python 3.11 gives them (`pos` is in characters there, and the same here where
  /// all is ASCII).
  @Test(arguments: [
    (#""\u12G4""#, 2, 1, 3), (#""\u12"#, 2, 1, 3), (#""\uD83D\uZZZZ""#, 8, 1, 9), (#""ab\q""#, 3, 1, 4),
    (#"{"a":1,}"#, 7, 1, 8),
    ("[1,]", 3, 1, 4), ("-", 0, 1, 1), ("[-]", 1, 1, 2), ("[01]", 2, 1, 3), ("[1.]", 2, 1, 3), ("[1e]", 2, 1, 3),
    ("[1.5e+]", 4, 1, 5),
    ("tru", 0, 1, 1), ("[truex]", 5, 1, 6), (#""abc"#, 0, 1, 1), ("\"a\tb\"", 2, 1, 3), (#"{"a"}"#, 4, 1, 5),
    (#"{"a":}"#, 5, 1, 6),
    ("{", 1, 1, 2), ("[", 1, 1, 2), ("[1", 2, 1, 3), (#"{"a":1"#, 6, 1, 7), (#"{"a":1 "b":2}"#, 7, 1, 8),
    ("{'a':1}", 1, 1, 2),
    ("{a:1}", 1, 1, 2), ("[1 2]", 3, 1, 4), ("{} {}", 3, 1, 4), ("", 0, 1, 1), ("  ", 2, 1, 3), ("[1,", 3, 1, 4),
    (#"{"a":1,"#, 7, 1, 8),
    (#""\"#, 0, 1, 1), ("[0x1]", 2, 1, 3), ("{,}", 1, 1, 2), ("[1,,2]", 3, 1, 4), ("\u{FEFF}{}", 0, 1, 1),
    ("{\n  \"a\": 1\n  \"b\": 2\n}", 13, 3, 3), ("[1,\r\n\r\n  x]", 9, 3, 3), ("[\n\n\"abc", 3, 3, 1),
    ("{\"a\": [1, 2}\n", 11, 1, 12),
  ])
  func placesAreThoseOfPython(text: String, offset: Int, line: Int, column: Int) throws {
    let error = try #require(throws: JSONError.self) { try Document(text) }
    #expect(error.offset == offset)
    #expect(error.line == line)
    #expect(error.column == column)
  }

  /// Python: `line 2 column 7 (char 16)` and `line 1 column 8 (char 7)`; our offset counts bytes.
  @Test func columnsCountCharactersAndOffsetsBytes() throws {
    let wide = try #require(throws: JSONError.self) { try Document("{\"name\": \n \"日本\" x}") }
    #expect((wide.offset, wide.line, wide.column) == (20, 2, 7))
    let emoji = try #require(throws: JSONError.self) { try Document("[\"👩‍👧\" 1]") }
    #expect((emoji.offset, emoji.line, emoji.column) == (15, 1, 8))
  }

  @Test(
    arguments: [
      (#"{"a":1 "b":2}"#, .separatorExpected, "expected ',' or '}' after a member"),
      ("[1 2]", .separatorExpected, "expected ',' or ']' after an element"),
      (#"{"a" 1}"#, .colonExpected, "expected ':' after a property name"),
      (#"{"a":1,}"#, .trailingComma, "a trailing comma before '}'"),
      ("[1,]", .trailingComma, "a trailing comma before ']'"),
      ("{a:1}", .unquotedName, "expected a property name in double quotes"),
      ("{'a':1}", .singleQuotes, "single quotes around a property name: JSON has double quotes only"),
      ("['a']", .singleQuotes, "single quotes around a value: JSON has double quotes only"),
      ("{“a”:1}", .typographicQuotes, "typographic quotes around a property name: JSON has \" only"),
      ("[True]", .pythonLiteral, "'True' is Python, not JSON"), ("None", .pythonLiteral, "'None' is Python, not JSON"),
      ("[NaN]", .notANumber, "JSON has no 'NaN'"), ("-Infinity", .notANumber, "JSON has no '-Infinity'"),
      ("[007]", .numberForm, "a number may not start with 0"), ("+5", .numberForm, "a number may not start with '+'"),
      (".5", .numberForm, "a number may not start with '.'"), ("[1.]", .numberForm, "expected a digit after '.'"),
      ("[1_000]", .numberForm, "a number in a form that JSON does not have"),
      ("0x1F", .numberForm, "a number in a form that JSON does not have"),
      ("{} // end", .extraData, "extra data after the value"), ("// x\n{}", .comment, "a comment: JSON has none"),
      ("[1, # x\n2]", .comment, "a comment: JSON has none"), ("[1 /* x */]", .comment, "a comment: JSON has none"),
      ("\"a\nb\"", .rawControlCharacter, "a raw line break in a string"),
      (#""\d""#, .unknownEscape, #"'\d' is no escape of JSON"#),
      (#""\u12""#, .badUnicodeEscape, #"expected four hexadecimal digits after \u"#),
      (#"{\n"a":1}"#, .backslashOutsideString, "a backslash outside a string"),
      ("\u{FEFF}{}", .byteOrderMark, "a byte order mark (U+FEFF) before the value"),
      ("", .valueExpected, "the text ends where a value is expected"),
      ("\"abc", .unterminatedString, "a string that does not end"), ("x", .valueExpected, "expected a value"),
    ] as [(String, JSONError.Kind, String)])
  func reasonsAreWords(text: String, kind: JSONError.Kind, reason: String) throws {
    let error = try #require(throws: JSONError.self) { try Document(text) }
    #expect(error.kind == kind)
    #expect(error.reason == reason)
  }

  @Test(
    arguments: [
      ([0x22, 0xFF, 0x22], 1, .notUTF8), ([0x22, 0xC0, 0xAF, 0x22], 1, .notUTF8),
      ([0x22, 0xED, 0xA0, 0x80, 0x22], 1, .notUTF8),
      ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1, .notUTF8), ([0xFF, 0xFE, 0x7B, 0x00], 0, .byteOrderMark),
    ] as [([UInt8], Int, JSONError.Kind)])
  func bytesThatAreNoUTF8(bytes: [UInt8], offset: Int, kind: JSONError.Kind) throws {
    let error = try #require(throws: JSONError.self) { try Document(bytes) }
    #expect((error.offset, error.kind) == (offset, kind))
  }

  /// Every proper beginning of a text is told from a faulty one.
  @Test(arguments: [#"{"a\u00e9": [1.5e-3, "x\n日", true, {"b": null}], "c": false}"#, #"[[], {}, "👩"]"#])
  func beginningsAreRecognised(text: String) throws {
    let bytes = Array(text.utf8)
    for length in 0..<bytes.count {
      let error = try #require(throws: JSONError.self) { try Document(bytes[..<length]) }
      #expect(error.endsEarly, "the first \(length) bytes")
    }
  }

  @Test(arguments: ["[1,]", "{a", "[1 2", "{} x", "\"\\q", "[01", "[truex", "\"\n", "}", "{\"a\":1]"])
  func faultsAreNoBeginnings(text: String) throws {
    let error = try #require(throws: JSONError.self) { try Document(text) }
    #expect(!error.endsEarly)
  }

  @Test func depthIsLimitedAndNotByTheStack() throws {
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    let error = try #require(throws: JSONError.self) { try Document(deep) }
    #expect(error.kind == .tooDeep && error.offset == 10_000)
    #expect(try Document(deep, limits: .init(depth: 100_000)).valueCount == 100_000)
  }
}
