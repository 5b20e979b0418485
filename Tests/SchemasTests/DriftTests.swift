import LosslessJSON
import Testing

@testable import Schemas

/// Where a declaration and a function differ, and which calls that breaks.
@Suite struct DriftTests {
  private func codes(_ properties: String, required: String = "", _ parameters: [Parameter]) throws -> [String] {
    let schema = try Document(
      #"{"type": "object", "properties": {\#(properties)}, "required": [\#(required)]}"#
    ).root
    return drifts(declared: schema, implemented: Signature(function: "f", parameters: parameters)).map {
      "\($0.code) \($0.path) \($0.breaks)"
    }
  }

  private func derived(_ name: String, _ schema: String) throws -> Parameter {
    Parameter(name: name, schema: try Document(schema).root)
  }

  @Test(arguments: [
    (#"{"type": "integer"}"#, "int", []), (#"{"type": "integer"}"#, "float", ["DI06 /a noCall"]),
    (#"{"type": "number"}"#, "int", ["DI05 /a someValues"]),
    (#"{"type": "string"}"#, "int", ["DI04 /a callsThatSendIt"]),
    (#"{"type": "string"}"#, "Optional[str]", ["DI13 /a noCall"]),
    (#"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#, "str", ["DI13 /a callsThatSendNull"]),
    (#"{"type": "array", "items": {"type": "string"}}"#, "list[str]", []),
    (#"{"type": "array", "items": {"type": "string"}}"#, "list[int]", ["DI19 /a someValues"]),
    (#"{"type": "array", "items": {"type": "string"}}"#, "list", []),
    (#"{"enum": ["x y", "z"]}"#, "Literal['x y', 'z']", []),
    (#"{"enum": ["x y", "q"]}"#, "Literal['x y', 'z']", ["DI10 /a someValues"]),
    (#"{"enum": ["x y"]}"#, "Literal['x y', 'z']", ["DI10 /a noCall"]), (#"{"type": "object"}"#, "Claim", []),
    (#"{"type": "string"}"#, "datetime.date", []),
  ])
  func typesAreComparedAsSets(declared: String, annotation: String, expected: [String]) throws {
    let parameter = Parameter(name: "a", annotation: annotation)
    #expect(try codes(#""a": \#(declared)"#, required: #""a""#, [parameter]) == expected)
  }

  @Test func whatIsMissingOnOneSideIsSaid() throws {
    let parameters = [
      Parameter(name: "region", annotation: "str"),
      Parameter(name: "page", annotation: "int", defaultText: "1"), Parameter(name: "tenant", annotation: "str"),
    ]
    #expect(
      try codes(#""regoin": {"type": "string"}, "urgent": {"type": "boolean"}"#, parameters) == [
        "DI12 /regoin everyCall", "DI01 /urgent callsThatSendIt", "DI03 /page noCall", "DI02 /tenant everyCall",
      ])
    // A near name of another type is another thing.
    #expect(
      try codes(#""regoin": {"type": "integer"}"#, [Parameter(name: "region", annotation: "str")]) == [
        "DI01 /regoin callsThatSendIt", "DI02 /region everyCall",
      ])
  }

  @Test func defaultsAreComparedByValue() throws {
    func with(_ declared: String, _ text: String) throws -> [String] {
      try codes(
        #""a": {"default": \#(declared)}"#, [Parameter(name: "a", annotation: "Any", defaultText: text)])
    }
    #expect(try with("10", "10").isEmpty)
    #expect(try with("10", "20") == ["DI09 /a callsThatOmitIt"])
    #expect(try with(#""x""#, "'x'").isEmpty)
    #expect(try with("true", "True").isEmpty)
    #expect(try with("null", "None").isEmpty)
    #expect(try with("1", "<Priority.low: 1>").isEmpty)
  }

  @Test func aTypeWithoutAnAnnotationIsAGuess() throws {
    #expect(try codes(#""a": {"type": "string"}"#, required: #""a""#, [Parameter(name: "a")]) == ["DI17 /a unknown"])
    #expect(try codes(#""a": {}"#, required: #""a""#, [Parameter(name: "a")]).isEmpty)
  }

  @Test func derivedSchemasAreComparedInside() throws {
    let bounded = try derived("a", #"{"type": "integer", "minimum": 1, "maximum": 9}"#)
    #expect(try codes(#""a": {"type": "integer"}"#, required: #""a""#, [bounded]) == ["DI11 /a someValues"])
    let declared = #""a": {"type": "integer", "minimum": 2, "maximum": 9}"#
    #expect(try codes(declared, required: #""a""#, [bounded]).isEmpty)
    let nested = try derived(
      "a",
      """
      {"$ref": "#/$defs/P", "$defs": {"P": {"type": "object", "properties": {"x": {"type": "string"},
       "y": {"type": "string"}}, "required": ["x", "y"]}}}
      """)
    let inner = #""a": {"type": "object", "properties": {"x": {"type": "integer"}}}"#
    #expect(
      try codes(inner, required: #""a""#, [nested]) == ["DI18 /a callsThatSendIt", "DI04 /a/x callsThatSendIt"])
  }
}
