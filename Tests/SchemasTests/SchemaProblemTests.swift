import LosslessJSON
import Testing

@testable import Schemas

/// What a schema says that cannot be checked is said, not guessed.
@Suite struct SchemaProblemTests {
  @Test(arguments: [
    (#"{"properties": {"a": {"type": "dict"}}}"#, "/properties/a", #"type "dict" is not one of JSON Schema's"#),
    (##"{"$ref": "#/$defs/x"}"##, "", "#/$defs/x points nowhere: what it should describe is not checked"),
    (
      #"{"$ref": "https://example.com/x"}"#, "",
      "https://example.com/x points nowhere: what it should describe is not checked"
    ),
    (#"{"exclusiveMinimum": true}"#, "", "exclusiveMinimum must be a number, not true or false as in draft 4"),
    (#"{"required": true}"#, "", "required must be a list of names, not true or false"),
    (#"{"pattern": "(a)\\1"}"#, "", #"pattern (a)\1 is not checked: back-references are not supported"#),
    (#"{"pattern": "(?i)a"}"#, "", "pattern (?i)a is not checked: (?i is not ECMA-262"),
    (
      #"{"$schema": "https://example.com/mine"}"#, "/$schema",
      "$schema https://example.com/mine is not known: read as the default draft"
    ),
    (#"{"items": 3}"#, "/items", "a schema is an object, true or false"),
  ])
  func isSaid(schema: String, path: String, message: String) throws {
    let problems = try CompiledSchema(Document(schema).root).problems
    #expect(problems == [SchemaProblem(schemaPath: path, message: message)])
  }

  @Test("what stands in a schema without $schema is read as tools of any draft write it")
  func habits() throws {
    let schema = ##"""
      {"items": [{"type": "string"}], "additionalItems": {"type": "integer"}, "definitions": {"n": {"type": "null"}},
       "dependencies": {"a": ["b"]}, "properties": {"c": {"$ref": "#/definitions/n"}}}
      """##
    let compiled = try CompiledSchema(Document(schema).root)
    func broken(_ value: String) throws -> [String] {
      try compiled.violations(of: Document(value).root).map { "\($0.schemaPath) \($0.propertyPath)" }
    }
    #expect(try broken(#"[1, "x"]"#) == ["/items/0/type /0", "/additionalItems/type /1"])
    #expect(try broken(#"{"a": 1, "c": 2}"#) == ["/dependencies/a /b", "/properties/c/$ref/type /c"])
    #expect(compiled.problems == [])
  }
}
