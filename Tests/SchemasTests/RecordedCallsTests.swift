import LosslessJSON
import Testing

@testable import Schemas

/// Real calls against their schemas, and the same calls broken on purpose with the errors that another validator gave.
@Suite(.enabled(if: SharedSuites.has("bfcl-calls"), "the recorded calls are not beside the repository"))
struct RecordedCallsTests {
  /// Schemas by call and tool. (One name means different schemas in different calls.)
  private func compiledSchemas() throws -> [String: CompiledSchema] {
    try SharedSuites.lines("bfcl-calls/valid.jsonl").reduce(into: [:]) { schemas, call in
      guard let id = call["id"]?.string, let tool = call["tool"]?.string, let schema = call["schema"] else { return }
      schemas[id + tool] = CompiledSchema(schema)
    }
  }

  @Test func correctCallsBreakNothing() throws {
    var count = 0
    for call in try SharedSuites.lines("bfcl-calls/valid.jsonl") {
      let compiled = CompiledSchema(try #require(call["schema"]))
      let found = compiled.judge(try #require(call["arguments"]))
      #expect(found.violations == [], "\(call["id"]?.string ?? "")")
      #expect(found.unfinished == nil)
      #expect(compiled.problems == [])
      count += found.violations.isEmpty ? 1 : 0
    }
    print("valid calls: \(count) without a violation")
  }

  @Test func brokenCallsBreakTheKeywordsThatAnotherValidatorNames() throws {
    let schemas = try compiledSchemas()
    var table: [String: (agreed: Int, all: Int, unknown: Int)] = [:]
    var different: [String] = []
    for call in try SharedSuites.lines("bfcl-calls/invalid.jsonl") {
      let (id, tool, kind) = (call["id"]?.string ?? "", call["tool"]?.string ?? "", call["kind"]?.string ?? "")
      guard let compiled = schemas[id + tool] else {
        table[kind, default: (0, 0, 0)].unknown += 1
        continue
      }
      table[kind, default: (0, 0, 0)].all += 1
      let arguments = try #require(call["arguments"])
      let found = compiled.violations(of: arguments).map { "\($0.instancePath) \($0.schemaPath) \($0.keyword)" }
      let expected = try #require(call["errors"]).elements.map { error in
        ["path", "schemaPath", "keyword"].map { error[$0]?.string ?? "" }.joined(separator: " ")
      }
      if found.sorted() == expected.sorted(), compiled.accepts(arguments) == expected.isEmpty {
        table[kind, default: (0, 0, 0)].agreed += 1
      } else {
        different.append("\(id) \(kind): \(found) instead of \(expected)")
      }
    }
    print("broken calls: agreed in place, schema path and keyword / held against a schema (without a schema here)")
    for (kind, row) in table.sorted(by: { $0.key < $1.key }) {
      print("  \(kind): \(row.agreed) / \(row.all) (\(row.unknown))")
    }
    #expect(table.values.reduce(0) { $0 + $1.agreed } > 500)
    #expect(different == [])
  }
}
