import Conversation
import LosslessJSON
import Testing

@testable import Schemas

/// Worked examples of the three-way diff, and declarations that frameworks really make of functions.
@Suite(.enabled(if: SharedSuites.has("schema-diff-examples.json"), "the examples are not beside the repository"))
struct DiffExampleTests {
  private static let runtimes = ["autogen<0.4": "classic-0.2", "autogen>=0.4": "agentchat-0.7"]

  private func diff(_ example: JSONValue) throws -> SchemaDiff {
    let name = try #require(example["tool"]?.string)
    let origin = Origin(source: "example")
    let tool = ToolDeclaration(
      name: name, description: nil, schema: try #require(example["declared"]).detached(), origin: origin)
    let implemented = ImplementedTool(
      name: name, signature: Signature(name, written: try #require(example["implemented"])), runtime: "function",
      source: "example")
    let runtime = example["runtime"]?.string ?? "generic"
    return threeWayDiff(
      declared: tool, implemented: implemented,
      arguments: ToolCall.Arguments(
        form: .text, bytes: RawText(try #require(example["arguments"]?.string)), origin: origin),
      runtime: Self.runtimes[runtime] ?? runtime)
  }

  @Test func everyExampleHasItsRows() throws {
    let root = try Document(SharedSuites.bytes("schema-diff-examples.json")).root
    for example in try #require(root["examples"]).elements {
      let name = "\(example["id"]?.string ?? "") \(example["title"]?.string ?? "")"
      let found = try diff(example)
      let told = found.rows.map { row in
        "\(row.path) \(row.declared ?? "–") | \(row.received ?? "–") \(row.codes.sorted())"
      }
      let expected = try #require(example["expect"]?["rows"]).elements.map { row in
        let codes = row["marks"]?.elements.compactMap(\.string) ?? []
        return "\(row["path"]?.string ?? "") \(row["declared"]?.string ?? "–") | \(row["received"]?.string ?? "–") "
          + "\(codes.sorted())"
      }
      #expect(told == expected, "\(name)")
      let isError = found.rows.map { $0.mark == .error }
      let level = try #require(example["expect"]?["rows"]).elements.map { $0["level"]?.string == "error" }
      #expect(isError == level, "\(name)")
      let verdict = found.verdict.map { "\($0)" } ?? "noCall"
      let wanted = example["expect"]?["verdict"]?.string?.replacing("-", with: "").lowercased()
      #expect(verdict.lowercased() == wanted, "\(name)")
    }
  }
}
