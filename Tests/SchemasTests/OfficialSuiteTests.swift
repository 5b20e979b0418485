import LosslessJSON
import Testing

@testable import Schemas

/// The official JSON Schema suite, read in place.
@Suite(.enabled(if: SharedSuites.has("json-schema-test-suite"), "the JSON Schema suite is not beside the repository"))
struct OfficialSuiteTests {
  static let folder = "json-schema-test-suite"

  struct Score {
    var passed = 0
    var failed: [String] = []
    var total: Int { passed + failed.count }
  }

  private static let drafts: [(name: String, draft: Draft)] = [
    ("draft7", .draft7), ("draft2019-09", .draft2019), ("draft2020-12", .draft2020),
  ]

  /// The suite's own rule: what stands in `remotes` answers for http://localhost:1234.
  private static let resolver: @Sendable (String) -> JSONValue? = { address in
    let server = "http://localhost:1234/"
    guard address.hasPrefix(server) else { return nil }
    let path = folder + "/remotes/" + address.dropFirst(server.count)
    return try? Document(SharedSuites.bytes(path)).root
  }

  private func run(_ path: String, _ draft: Draft, assertsFormats: Bool, into score: inout Score) throws {
    for group in try Document(SharedSuites.bytes(path)).root.elements {
      let schema = try #require(group["schema"])
      let compiled = CompiledSchema(
        schema, draft: draft, assertsFormats: assertsFormats, resolver: Self.resolver)
      for test in try #require(group["tests"]).elements {
        let data = try #require(test["data"])
        let judged = compiled.judge(data)
        let isValid = judged.violations.isEmpty && judged.unfinished == nil
        let name = "\(path): \(group["description"]?.string ?? ""): \(test["description"]?.string ?? "")"
        if isValid == test["valid"]?.bool, compiled.accepts(data) == isValid {
          score.passed += 1
        } else {
          score.failed.append(name + (judged.unfinished.map { " (\($0))" } ?? ""))
        }
      }
    }
  }

  private func score(_ draft: (name: String, draft: Draft), _ part: String, assertsFormats: Bool) throws -> Score {
    var score = Score()
    let path = "\(Self.folder)/tests/\(draft.name)\(part)"
    for file in try SharedSuites.files(in: path) {
      try run("\(path)/\(file)", draft.draft, assertsFormats: assertsFormats, into: &score)
    }
    return score
  }

  @Test("every required test passes", arguments: drafts)
  func required(draft: (name: String, draft: Draft)) throws {
    let score = try score(draft, "", assertsFormats: false)
    print("JSON Schema \(draft.name), required: \(score.passed) of \(score.total)")
    #expect(score.total > 900)
    #expect(score.failed == [])
  }

  @Test("optional tests are counted, and do not fall back", arguments: drafts)
  func optional(draft: (name: String, draft: Draft)) throws {
    let score = try score(draft, "/optional", assertsFormats: false)
    print("JSON Schema \(draft.name), optional: \(score.passed) of \(score.total)")
    for name in score.failed { print("  missed", name) }
    #expect(score.total > 100)
    // Draft 7's four are media types and encodings inside strings: annotations here.
    #expect(score.failed.count <= (draft.draft == .draft7 ? 4 : 0))
  }

  @Test("formats are counted, and do not fall back", arguments: drafts)
  func formats(draft: (name: String, draft: Draft)) throws {
    let score = try score(draft, "/optional/format", assertsFormats: true)
    print("JSON Schema \(draft.name), format: \(score.passed) of \(score.total)")
    for name in score.failed { print("  missed", name) }
    #expect(score.total > 600)
    #expect(score.failed == [])
  }
}
