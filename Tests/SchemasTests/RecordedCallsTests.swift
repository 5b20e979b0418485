import LosslessJSON
import Testing

@testable import Schemas

/// Real calls against their schemas, and the same calls broken on purpose with the errors that another validator gave.
@Suite(.enabled(if: SharedSuites.has("bfcl-calls"), "the recorded calls are not beside the repository"))
struct RecordedCallsTests {
  private func compiledSchemas() throws -> [String: CompiledSchema] {
    try SharedSuites.lines("bfcl-calls/valid.jsonl").reduce(into: [:]) { schemas, call in
      guard let id = call["id"]?.string, let schema = call["schema"] else { return }
      schemas[id] = CompiledSchema(schema)
    }
  }

  @Test func correctCallsBreakNothing() throws {
    for call in try SharedSuites.lines("bfcl-calls/valid.jsonl") {
      let compiled = CompiledSchema(try #require(call["schema"]))
      let found = compiled.judge(try #require(call["arguments"]))
      #expect(found.violations == [], "\(call["id"]?.string ?? "")")
      #expect(found.unfinished == nil)
      #expect(compiled.problems == [])
    }
  }

  @Test func brokenCallsBreakTheKeywordsThatAnotherValidatorNames() throws {
    let schemas = try compiledSchemas()
    var agreed = 0
    var unknown = 0
    var different: [String] = []
    for call in try SharedSuites.lines("bfcl-calls/invalid.jsonl") {
      guard let compiled = call["id"]?.string.flatMap({ schemas[$0] }) else {
        unknown += 1
        continue
      }
      let arguments = try #require(call["arguments"])
      let found = compiled.violations(of: arguments).map { "\($0.instancePath) \($0.schemaPath) \($0.keyword)" }
      let expected = try #require(call["errors"]).elements.map { error in
        ["path", "schemaPath", "keyword"].map { error[$0]?.string ?? "" }.joined(separator: " ")
      }
      if found.sorted() == expected.sorted(), compiled.accepts(arguments) == expected.isEmpty {
        agreed += 1
      } else {
        different.append("\(call["id"]?.string ?? ""): \(found) instead of \(expected)")
      }
    }
    print(
      "broken calls: \(agreed) of \(agreed + different.count) agree in place, schema path and keyword; \(unknown) without a schema"
    )
    #expect(agreed > 500)
    #expect(different == [])
  }
}
