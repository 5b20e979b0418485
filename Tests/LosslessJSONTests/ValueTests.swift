import LosslessJSON
import Testing

struct ValueTests {
  @Test func everyValueKnowsItsBytes() throws {
    let text = #" {"a": [1, -0.50e+2 , "x"], "日": {"b" : null}, "c": true} "#
    let document = try Document(text)
    let written = document.values.map(\.rawText)
    #expect(
      written == [
        #"{"a": [1, -0.50e+2 , "x"], "日": {"b" : null}, "c": true}"#, #""a""#, #"[1, -0.50e+2 , "x"]"#, "1", "-0.50e+2",
        #""x""#,
        #""日""#, #"{"b" : null}"#, #""b""#, "null", #""c""#, "true",
      ])
    #expect(document.values.filter(\.isName).map(\.rawText) == [#""a""#, #""日""#, #""b""#, #""c""#])
    #expect(document.root.range == 1..<text.utf8.count - 1)
  }

  @Test func ordersAndDuplicatesStay() throws {
    let root = try Document(#"{"z": 1, "a": 2, "z": 3, "\u0061": 4, "b": 5}"#).root
    #expect(root.members.map(\.key) == ["z", "a", "z", "a", "b"])
    #expect(root["z"]?.int == 3 && root["a"]?.int == 4 && root["none"] == nil)
    #expect(root.duplicateNames.map { $0.map(\.value.rawText) } == [["1", "3"], ["2", "4"]])
    #expect(root.count == 5)
    #expect(root.members.first { $0.isNamed("a") }?.range == 9..<15)
  }

  @Test func numbersKeepTheirLexemes() throws {
    let root = try Document("[123456789012345678901234567890, 1.0, 1e400, -0, 7, 9223372036854775807]").root
    #expect(
      root.elements.map(\.numberLexeme) == [
        "123456789012345678901234567890", "1.0", "1e400", "-0", "7", "9223372036854775807",
      ])
    #expect(root.elements.map(\.int) == [nil, nil, nil, 0, 7, .max])
    #expect(root[1]?.double == 1)
    #expect(root[6] == nil)
  }

  @Test(arguments: [
    (#""plain""#, "plain"), (#""""#, ""), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e9\u65e5""#, "é日"),
    (#""\ud83d\ude00!""#, "😀!"), (#""\ud800""#, "\u{FFFD}"), (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"),
    (#""\ud800\n""#, "\u{FFFD}\n"),
    (#""\ud83dA""#, "\u{FFFD}A"), (#""\u0000""#, "\0"), (#""日本 👩‍👧""#, "日本 👩‍👧"),
    (#""123456789 and more \n 12345678""#, "123456789 and more \n 12345678"),
  ])
  func stringsAreDecoded(text: String, decoded: String) throws {
    let value = try Document(text).root
    #expect(value.string == decoded)
    #expect(value.decodedBytes == Array(decoded.utf8))
    #expect(value.isString(decoded) && !value.isString(decoded + "x"))
  }

  @Test func otherKindsAreNoStrings() throws {
    let root = try Document("[null, true, 1, [], {}]").root
    #expect(root.elements.allSatisfy { $0.string == nil && $0.decodedBytes == nil && !$0.isString("") })
    #expect(root.elements.map(\.bool) == [nil, true, nil, nil, nil])
    #expect(root[0]?.isNull == true && root[0]?.double == nil)
  }

  @Test func aDetachedValueStandsAlone() throws {
    let value = try #require(try Document(#"{"x": [0], "t": {"name": "f", "n": [1, {"k": []}]}}"#).root["t"])
    let copy = value.detached()
    #expect(copy == value)
    #expect(copy.range == 0..<value.range.count && copy.document.bytes.count == value.range.count)
    #expect(copy.value(at: "/n/1/k")?.rawText == "[]")
    #expect(
      copy.document.values.map(\.rawText) == [value.rawText] + [
        #""name""#, #""f""#, #""n""#, #"[1, {"k": []}]"#, "1", #"{"k": []}"#, #""k""#, "[]",
      ])
  }

  @Test func aPartOfABufferIsReadAlone() throws {
    let lines = Array("{\"a\":1}\n{\"a\":2}\n".utf8)
    #expect(try Document(lines[8..<15]).root["a"]?.range == 5..<6)
    #expect(
      try lines.withUnsafeBytes { try Document(UnsafeRawBufferPointer(rebasing: $0[8..<15])) }.root["a"]?.int == 2)
  }

  @Test func manyValuesFitOnATapeThatGrows() throws {
    let document = try Document(
      "[" + String(repeating: "[],", count: 50_000) + "\"" + String(repeating: "x", count: 50_000) + "\"]")
    #expect(document.valueCount == 50_002)
    #expect(document.root.count == 50_001)
    #expect(document.root[50_000]?.range.count == 50_002)
  }
}
