import Conversation
import Foundation
import LosslessJSON
import Testing

@testable import Diagnosis

/// What providers demand of requests, held against the collected requests.
@Suite struct ProviderRuleTests {
  private func declarations(_ request: JSONValue) -> [ToolDeclaration] {
    (request["tools"]?.elements ?? JSONValue.emptyObject.elements).map { tool in
      let holder = tool["function"] ?? tool
      return ToolDeclaration(
        name: holder["name"]?.string ?? "", description: holder["description"]?.string,
        schema: holder["parameters"] ?? holder["input_schema"], isStrict: holder["strict"]?.bool ?? false,
        origin: Origin(source: "case"))
    }
  }

  @Test("the collected requests: what must be refused is, and nothing else")
  func collectedRequests() throws {
    guard let contents = SharedSuites.contents("provider-rules/cases.jsonl") else {
      print("suites/provider-rules is not there: skipped")
      return
    }
    var right = 0
    let lines = contents.split(separator: 0x0A)
    for line in lines {
      let sample = try Document(Array(line)).root
      let request = try #require(sample["request"])
      let provider = sample["provider"]?.string.flatMap(Provider.init)
      let tools = declarations(request)
      let sent = ProviderRequest(
        tools: tools.map(\.name), messages: request["messages"]?.elements.map { $0 } ?? [],
        toolChoice: request["tool_choice"])
      let least: Severity = provider == nil ? .warning : .error
      let told =
        DeclarationLint.faults(of: tools, for: provider).filter { $0.rule.severity >= least }.map(\.rule.id)
        + sent.faults(for: provider).map(\.rule.id)
      let wanted = Set((sample["expect"]?.elements ?? JSONValue.emptyObject.elements).compactMap(\.string))
      #expect(Set(told) == wanted, "\(sample["id"]?.string ?? "") \(sample["title"]?.string ?? "")")
      right += Set(told) == wanted ? 1 : 0
    }
    print("provider rules   right \(right) of \(lines.count)")
  }

  @Test("every rule is dated and says what it demands")
  func rulesAreDated() {
    for rule in KnownProviderRules.declarations.map(\.rule) + KnownProviderRules.messages.map(\.rule) {
      #expect(rule.asOf.wholeMatch(of: /20\d\d-\d\d/) != nil, "\(rule.id)")
      #expect(rule.id.wholeMatch(of: /[NSMR]\d\d/) != nil && !rule.demand.isEmpty)
    }
  }

  @Test("a model's name means its provider, open weights nobody")
  func providers() {
    #expect(Provider.of(model: "gpt-4o-mini-2024-07-18") == .openai)
    #expect(Provider.of(model: "openrouter/google/gemini-2.5-pro") == .gemini)
    #expect(Provider.of(model: "anthropic.claude-3-haiku") == .bedrock)
    #expect(Provider.of(model: "claude-opus-4") == .anthropic)
    #expect(Provider.of(model: "qwen2.5-coder-0.5b") == nil)
    #expect(Provider.of(model: nil) == nil)
  }
}
