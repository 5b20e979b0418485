import LosslessJSON
import Testing

@testable import Schemas

/// Values against schemas: which keyword breaks, and where.
@Suite struct ViolationTests {
  private func broken(_ value: String, _ schema: String) throws -> [String] {
    try violations(of: Document(value).root, against: Document(schema).root).map { "\($0.keyword) \($0.propertyPath)" }
  }

  @Test(
    "each keyword names its place",
    arguments: [
      (#"{"a": "x"}"#, #"{"properties": {"a": {"type": "integer"}}}"#, ["type /a"]),
      (#"{"a": 1.0}"#, #"{"properties": {"a": {"type": "integer"}}}"#, []),
      (#"{"a": 1e2}"#, #"{"properties": {"a": {"type": "integer"}}}"#, []),
      (#"{"a": 1.5}"#, #"{"properties": {"a": {"type": "integer"}}}"#, ["type /a"]),
      (#"{"a": null}"#, #"{"properties": {"a": {"type": ["string", "null"]}}}"#, []),
      (#"{}"#, #"{"required": ["a", "b"]}"#, ["required /a", "required /b"]),
      (#"{"a/b": 1}"#, #"{"additionalProperties": false}"#, ["additionalProperties /a~1b"]),
      (#"{"a": 1}"#, #"{"additionalProperties": {"type": "string"}}"#, ["type /a"]),
      (#"["x", 2]"#, #"{"items": {"type": "string"}}"#, ["type /1"]),
      (#""red""#, #"{"enum": ["green", "blue"]}"#, ["enum "]),
      (#"1.0"#, #"{"enum": [1]}"#, []),
      (#"{"k": [1, 2]}"#, #"{"const": {"k": [1.0, 2]}}"#, []),
      (#"12345678901234567890124"#, #"{"maximum": 12345678901234567890123}"#, ["maximum "]),
      (#"-0.5"#, #"{"minimum": 0}"#, ["minimum "]),
      (#"5"#, #"{"exclusiveMaximum": 5}"#, ["exclusiveMaximum "]),
      (#""é""#, #"{"maxLength": 1}"#, []),
      (#""abc""#, #"{"maxLength": 2}"#, ["maxLength "]),
      (#"[1]"#, #"{"minItems": 2}"#, ["minItems "]),
      (#"{"a": 1}"#, #"{"properties": {"a": {"anyOf": [{"type": "string"}, {"type": "null"}]}}}"#, ["type /a"]),
      (#"{"a": null}"#, #"{"properties": {"a": {"anyOf": [{"type": "string"}, {"type": "null"}]}}}"#, []),
      (#"3"#, #"{"oneOf": [{"type": "number"}, {"type": "integer"}]}"#, ["oneOf "]),
      (
        #"{"a": {"n": 1}}"#,
        ##"{"properties": {"a": {"$ref": "#/$defs/A"}}, "$defs": {"A": {"properties": {"n": {"type": "string"}}}}}"##,
        ["type /a/n"]
      ),
    ])
  func names(value: String, schema: String, expected: [String]) throws {
    #expect(try broken(value, schema) == expected)
  }

  @Test("definitions inside a property are found although the reference starts at the root")
  func danglingReference() throws {
    let schema = ##"""
      {"properties": {"claim": {"properties": {"place": {"$ref": "#/$defs/Place"}},
       "$defs": {"Place": {"properties": {"city": {"type": "string"}}, "required": ["city"]}}}}}
      """##
    #expect(try broken(#"{"claim": {"place": {"city": 3}}}"#, schema) == ["type /claim/place/city"])
    #expect(try broken(#"{"claim": {"place": {}}}"#, schema) == ["required /claim/place/city"])
  }

  @Test func aSchemaThatRefersToItselfEnds() throws {
    #expect(try broken(#"{"a": {"a": 1}}"#, ##"{"$ref": "#"}"##) == [])
    let tree = ##"{"type": "object", "properties": {"child": {"$ref": "#"}}}"##
    #expect(try broken(#"{"child": {"child": 7}}"#, tree) == ["type /child/child"])
  }

  @Test func theRangeIsThatOfTheValue() throws {
    let text = #"{"limit": "12"}"#
    let found = try violations(
      of: Document(text).root, against: Document(#"{"properties": {"limit": {"type": "integer"}}}"#).root)
    let range = try #require(found.first?.range)
    #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == #""12""#)
    #expect(found.first?.detail == #"expected integer, got "12""#)
  }
}
