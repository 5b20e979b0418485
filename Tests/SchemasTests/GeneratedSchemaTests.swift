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

  /// With `derived`, each parameter carries the schema that the program itself makes of it (as one of the frameworks does).
  private func made(derived: Bool = false) throws -> [Made] {
    let folder = "generated-schemas"
    let own = try Document(SharedSuites.bytes("\(folder)/mcp-python-sdk-2.3.0.json")).root
    let signatures = try Document(SharedSuites.bytes("\(folder)/signatures.json")).root
    var all: [Made] = []
    for file in try SharedSuites.files(in: folder) where file != "signatures.json" && file != "types.json" {
      for member in try Document(SharedSuites.bytes("\(folder)/\(file)")).root.members {
        let made = member.value["schema"]
        guard let schema = made?["parameters"] ?? made?["inputSchema"] ?? made?["function"]?["parameters"] else {
          continue
        }
        let function = String(member.key.prefix { $0 != "|" })
        var signature = Signature(function, written: try #require(signatures[function]))
        if derived, let schema = own[function]?["schema"]?["inputSchema"] { try derive(&signature, from: schema) }
        let found = drifts(declared: schema, implemented: signature)
        all.append(Made(framework: String(file.prefix { $0 != "-" }), function: function, drifts: found))
      }
    }
    return all
  }

  private func derive(_ signature: inout Signature, from schema: JSONValue) throws {
    for place in signature.parameters.indices where signature.parameters[place].annotation != nil {
      guard let property = schema["properties"]?[signature.parameters[place].name] else { continue }
      var text = String(property.rawText.dropLast())
      if let definitions = schema["$defs"] { text += #", "$defs": "# + definitions.rawText }
      signature.parameters[place].schema = try Document(text + "}").root
    }
  }

  @Test func whatFrameworksMakeOfOneTypeIsTheSame() throws {
    let all = try made(derived: true).flatMap { made in
      made.drifts.map { "\(made.framework) \(made.function) \($0.code) \($0.path) \($0.breaks)" }
    }
    let inside = Set(["DI04", "DI05", "DI06", "DI10", "DI11", "DI13", "DI18", "DI19"])
    #expect(all.filter { line in inside.contains { line.contains($0) } } == [])
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
        "lookup_policy DI12 /v__args", "lookup_policy_number_untyped DI17 /customer_id",
        "lookup_policy_number_untyped DI17 /region", "partly_annotated DI17 /b", "partly_annotated DI17 /c",
        // A default that is an enum's member is declared as its name, which is no value of the enum.
        "enums DI09 /prio",
      ])
  }

  @Test func strictModesRequireWhatHasADefault() throws {
    let harmless = try made().flatMap { made in
      made.drifts.filter { $0.breaks == .noCall }.map { "\(made.framework) \($0.code)" }
    }
    #expect(Set(harmless) == ["langchain DI08", "openai DI08"])
  }
}
