import LosslessJSON
import Testing

@testable import Schemas

/// What five frameworks make of the same functions: where function and schema agree, no drift is said.
@Suite(.enabled(if: SharedSuites.has("generated-schemas"), "the generated schemas are not beside the repository"))
struct GeneratedSchemaTests {
  private struct Made {
    var framework: String
    var function: String
    var drifts: [Drift]
  }

  private func made() throws -> [Made] {
    let folder = "generated-schemas"
    let signatures = try Document(SharedSuites.bytes("\(folder)/signatures.json")).root
    var all: [Made] = []
    for file in try SharedSuites.files(in: folder) where file != "signatures.json" && file != "types.json" {
      for member in try Document(SharedSuites.bytes("\(folder)/\(file)")).root.members {
        let made = member.value["schema"]
        guard let schema = made?["parameters"] ?? made?["inputSchema"] ?? made?["function"]?["parameters"] else {
          continue
        }
        let function = String(member.key.prefix { $0 != "|" })
        let signature = Signature(function, written: try #require(signatures[function]))
        let found = drifts(declared: schema, implemented: signature)
        all.append(Made(framework: String(file.prefix { $0 != "-" }), function: function, drifts: found))
      }
    }
    return all
  }

  @Test func onlyWhatReallyDiffersIsSaidToBreakCalls() throws {
    let all = try made()
    let breaking = all.flatMap { made in
      made.drifts.filter { $0.breaks != .noCall }.map { "\(made.function) \($0.code) \($0.path)" }
    }
    print(
      "generated schemas: \(all.count) held against their functions, \(breaking.count) differences that break calls")
    #expect(
      Set(breaking) == [
        "search_claims_risky DI14 /args", "search_claims_risky DI15 /kwargs", "search_claims_typed_var DI14 /args",
        "search_claims_typed_var DI15 /kwargs", "pos_only DI16 /a", "pos_only DI01 /v__positional_only",
        "lookup_policy DI12 /v__args",
      ])
  }

  @Test func strictModesRequireWhatHasADefault() throws {
    let harmless = try made().flatMap { made in
      made.drifts.filter { $0.breaks == .noCall }.map { "\(made.framework) \($0.code)" }
    }
    #expect(Set(harmless) == ["langchain DI08", "openai DI08"])
  }
}
