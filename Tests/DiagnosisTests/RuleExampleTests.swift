import Conversation
import Testing

@testable import Diagnosis

/// Every rule carries its own examples; they are run here.
@Suite struct RuleExampleTests {
  static let examples: [(Rule, RuleExample)] = KnownRules.all.flatMap { rule in
    rule.examples.map { (rule, $0) }
  }

  @Test("an example fires or stays silent as it says", arguments: examples.map { "\($0.0.id): \($0.1.title)" })
  func behaves(title: String) throws {
    let (rule, example) = try #require(Self.examples.first { "\($0.0.id): \($0.1.title)" == title })
    let session = ExampleSession(example)
    let all = session.findings()
    let found = all.filter { $0.rule == rule.id }
    guard let severity = example.fires else {
      #expect(found.isEmpty, "\(found.map(\.message))")
      return
    }
    let first = try #require(found.first, "nothing fired; there is \(all.map { ($0.rule, $0.severity, $0.message) })")
    #expect(first.severity == severity, "\(first.message)")
    if let path = example.path { #expect(first.path == path) }
    if let mark = session.mark { #expect(first.evidence.first?.inner == mark) }
    #expect(first.fix?.isEmpty == false)
    #expect(!first.message.isEmpty && first.message.last != ".")
  }

  @Test("every rule has an example that fires and one that does not", arguments: KnownRules.all.map(\.id))
  func hasBothKinds(id: String) throws {
    let rule = try #require(KnownRules.all.first { $0.id == id })
    #expect(rule.examples.contains { $0.fires != nil })
    #expect(rule.examples.contains { $0.fires == nil })
    #expect(!rule.explanation.isEmpty && !rule.summary.isEmpty && !rule.lookFor.isEmpty)
    #expect(rule.fixes.told.allSatisfy { !$0.fix.isEmpty && $0.fix.last != "." })
  }

  @Test func ruleIDsAreUniqueAndNameAPhase() {
    let ids = KnownRules.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for id in ids {
      #expect(Phase(rawValue: String(id.prefix { $0 != "/" })) != nil, "\(id)")
    }
  }

  @Test func patternsMatchRulesAndRefuseWhatNoRuleHas() throws {
    #expect(try #require(RulePattern("validate/*")).matches("validate/missing"))
    #expect(try #require(RulePattern("validate/missing")).matches("validate/missing"))
    #expect(try #require(RulePattern("validate/*")).matches("parse/not-json") == false)
    #expect(RulePattern("validate/misssing") == nil)
  }
}
