import LosslessJSON
import Testing

@testable import Schemas

/// A union that nothing fits is told by the branch that was meant.
@Suite struct UnionTests {
  private func judge(_ value: String, _ schema: String) throws -> CompiledSchema.Judgement {
    try CompiledSchema(Document(schema).root).judge(Document(value).root)
  }

  private func best(_ value: String, _ branches: String) throws -> [String] {
    let found = try judge(value, #"{"anyOf": [\#(branches)]}"#).violations
    #expect(found.map(\.keyword) == ["anyOf"])
    return found.flatMap(\.branch).map { "\($0.schemaPath) \($0.propertyPath)" }
  }

  @Test func theTypeDecidesFirst() throws {
    let branches = #"{"type": "string", "minLength": 9}, {"type": "array", "items": {"type": "integer"}}"#
    #expect(try best(#""abc""#, branches) == ["/anyOf/0/minLength "])
    #expect(try best(#"["1"]"#, branches) == ["/anyOf/1/items/type /0"])
  }

  @Test func thenThePropertyThatNamesTheBranch() throws {
    let branches = """
      {"properties": {"kind": {"const": "cat"}, "lives": {"type": "integer"}}, "required": ["kind", "lives"]},
      {"properties": {"kind": {"const": "dog"}, "breed": {"type": "string"}, "age": {"type": "integer"},
       "name": {"type": "string"}}, "required": ["kind", "breed", "age", "name"]}
      """
    #expect(
      try best(#"{"kind": "dog", "lives": 9}"#, branches) == [
        "/anyOf/1/required /breed", "/anyOf/1/required /age", "/anyOf/1/required /name",
      ])
    #expect(try best(#"{"kind": "cat", "breed": 1, "age": "x", "name": 2}"#, branches) == ["/anyOf/0/required /lives"])
  }

  @Test func orNullIsHeldAgainstTheOther() throws {
    let schema = #"{"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}"#
    #expect(try judge("3", schema).violations.map(\.schemaPath) == ["/anyOf/0/type"])
    let late = try judge(#""soon""#, schema)
    #expect(late.violations == [])
    #expect(late.warnings.map(\.keyword) == ["format"])
    #expect(late.warnings.map(\.detail) == [#"expected a text in the format date, got "soon""#])
  }

  @Test func severalThatFitAreCounted() throws {
    let found = try judge("3", #"{"oneOf": [{"type": "number"}, {"minimum": 1}, {"type": "string"}]}"#).violations
    #expect(found.map(\.detail) == ["expected exactly one branch to fit, got 2 branches that fit"])
  }

  @Test func ofMembersWithOneNameTheLastCounts() throws {
    let schema = #"{"properties": {"a": {"type": "string"}}, "additionalProperties": {"type": "integer"}}"#
    #expect(try judge(#"{"a": 1, "b": "x", "a": "y", "b": 2}"#, schema).violations == [])
    #expect(try judge(#"{"a": "y", "b": 2, "a": 1}"#, schema).violations.map(\.instancePath) == ["/a"])
  }

  @Test(
    "numbers are divided in decimal",
    arguments: [
      ("0.3", "0.1", true), ("1e400", "3", false), ("1e400", "4", true),
      ("123456789012345678901234567890", "11", false),
      ("12345678901234567890123456789", "12345678901234567890123456789", true), ("4.5", "1.5", true), ("-9", "3", true),
      ("0.0075", "0.0001", true), ("0.00751", "0.0001", false), ("0", "5", true), ("7", "100", false),
      ("24691357802469135780246913578", "12345678901234567890123456789", true),
    ])
  func multiples(value: String, divisor: String, isMultiple: Bool) throws {
    #expect(try judge(value, #"{"multipleOf": \#(divisor)}"#).violations.isEmpty == isMultiple)
  }
}
