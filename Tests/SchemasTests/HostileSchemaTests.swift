import LosslessJSON
import Testing

@testable import Schemas

/// Schemas that were made to hang or crash a validator end in a word.
@Suite struct HostileSchemaTests {
  private func judge(_ value: String, _ schema: String) throws -> CompiledSchema.Judgement {
    try CompiledSchema(Document(schema).root).judge(Document(value).root)
  }

  @Test(
    "a reference that comes back to itself is named",
    arguments: [
      ##"{"$ref": "#"}"##,
      ##"{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}"##,
      ##"{"allOf": [{"$ref": "#"}, {"$ref": "#"}]}"##,
      ##"{"anyOf": [{"$ref": "#"}, {"not": {"$ref": "#"}}]}"##,
    ])
  func cycles(schema: String) throws {
    let judgement = try judge(#"{"a": 1}"#, schema)
    #expect(judgement.violations == [])
    #expect(judgement.unfinished?.hasPrefix("the schema refers to itself without end") == true)
  }

  @Test func depthEndsInAWord() throws {
    let depth = 2_000
    let schema =
      String(repeating: #"{"properties": {"a": "#, count: depth) + "{}" + String(repeating: "}}", count: depth)
    let value = String(repeating: #"{"a": "#, count: depth) + "1" + String(repeating: "}", count: depth)
    #expect(try judge(value, schema).unfinished == "stopped 600 schemas deep")
    let tree = ##"{"properties": {"a": {"$ref": "#"}}}"##
    #expect(try judge(value, tree).unfinished == "stopped 600 schemas deep")
  }

  @Test func deepValuesAreCompared() throws {
    let deep = String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000)
    #expect(try judge(deep, #"{"const": \#(deep)}"#).violations == [])
    #expect(try judge("[\(deep), \(deep)]", #"{"uniqueItems": true}"#).violations.map(\.keyword) == ["uniqueItems"])
  }

  @Test func aDoublingSchemaIsStopped() throws {
    let levels = (1...40).map { level in
      ##""l\##(level)": {"anyOf": [{"$ref": "#/$defs/l\##(level - 1)"}, {"$ref": "#/$defs/l\##(level - 1)"}]}"##
    }
    let schema = ##"{"$ref": "#/$defs/l40", "$defs": {"l0": {"type": "string"}, \##(levels.joined(separator: ", "))}}"##
    #expect(try judge("1", schema).unfinished?.hasPrefix("stopped after") == true)
  }

  @Test func manyValuesAreLookedUp() throws {
    let allowed = (0..<100_000).map { "\"v\($0)\"" }.joined(separator: ", ")
    let compiled = try CompiledSchema(Document(#"{"items": {"enum": [\#(allowed)]}}"#).root)
    let values = (0..<10_000).map { "\"v\($0 * 10)\"" }.joined(separator: ", ")
    #expect(compiled.violations(of: try Document("[\(values)]").root) == [])
    #expect(compiled.violations(of: try Document(#"["x"]"#).root).map(\.instancePath) == ["/0"])
  }

  @Test(
    "patterns that make others run for ever are answered", arguments: ["^(a+)+$", "^(a|a)*$", "^(a*)*$", "(.*a){12}$"])
  func patterns(source: String) throws {
    let text = String(repeating: "a", count: 1_000) + "!"
    let judgement = try judge("\"\(text)\"", "{\"pattern\": \"\(source)\"}")
    #expect(judgement.violations.map(\.keyword) == ["pattern"])
    #expect(judgement.unfinished == nil)
  }

  @Test func aPatternThatTakesTooLongIsStopped() throws {
    let pattern = try Pattern("(?:a?){300}b")
    #expect(pattern.isFound(in: String(repeating: "a", count: 2_000), limit: 10_000) == nil)
    #expect(pattern.isFound(in: "ab", limit: 10_000) == true)
  }
}
