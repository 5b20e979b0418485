import Diagnosis
import Testing

@testable import Reports

/// What `explain` prints.
@Suite struct RuleTextTests {
  @Test func theListNamesEveryRuleOnce() {
    let lines = RuleText.list().split(separator: "\n")
    #expect(lines.map { String($0.prefix { $0 != " " }) } == KnownRules.all.map(\.id))
  }

  @Test("an explanation has the cause, the proof, and a fix for every framework", arguments: KnownRules.all.map(\.id))
  func anExplanationIsWhole(id: String) throws {
    let rule = try #require(KnownRules.all.first { $0.id == id })
    let text = RuleText.explanation(of: rule)
    #expect(text.hasPrefix("\(id): \(rule.summary)\nphase: \(rule.phase.rawValue)\n"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 104 })
    let told = rule.fixes.told.map(\.frameworks).joined(separator: ", ")
    #expect(told == "every client" || Fixes.frameworks.allSatisfy { told.contains($0.name) })
    #expect(rule.fixes.told.allSatisfy { text.contains($0.frameworks + ":") })
  }

  @Test func aFixFollowsTheProtocolWhereNoFrameworkIsKnown() throws {
    let rule = try #require(KnownRules.all.first { $0.id == "pair/unanswered" })
    #expect(rule.fixes.fix(for: "generic", format: "anthropic-messages").contains("tool_result"))
    #expect(rule.fixes.fix(for: "generic", format: "openai-messages").contains("tool message"))
    #expect(rule.fixes.fix(for: "classic-0.2", format: "openai-messages").contains("max_turns"))
  }
}
