import Conversation
import LosslessJSON
import Testing

@testable import Diagnosis

/// The offer that stands beside a finding about arguments.
@Suite struct RepairTests {
  private func findings(_ arguments: String, tools: [String] = [RuleExample.search]) -> [Finding] {
    ExampleSession(RuleExample.call("built", fires: nil, tools: tools, arguments, result: nil)).findings()
  }

  @Test(arguments: [
    (#"{'query': 'a', 'region': 'emea'}"#, "parse/not-json", "A07", Repair.Grade.auto),
    (#"{"query": "a", "regoin": "emea"}"#, "validate/missing", "C02", .offer),
    (#"{"query": "a", "Region": "emea"}"#, "validate/missing", "C03", .auto),
    (#"{"name": "search", "arguments": {"query": "a", "region": "emea"}}"#, "validate/wrapped", "B06", .auto),
  ])
  func isGraded(arguments: String, rule: String, code: String, grade: Repair.Grade) throws {
    let found = try #require(findings(arguments).first { $0.rule == rule })
    #expect(found.code == code)
    let repair = try #require(found.repair)
    #expect(repair.grade == grade)
    let text = try #require(repair.arguments)
    let offered = try Document(text).root
    #expect(offered["query"]?.string == "a")
    #expect(offered["region"]?.string == "emea")
  }

  @Test func mergedCallsAreOfferedOneByOne() throws {
    let one = #"{"query": "a", "region": "emea"}"#
    let other = #"{"query": "b", "region": "emea"}"#
    let found = try #require(findings(one + other).first { $0.rule == "parse/not-json" })
    #expect(found.code == "A03")
    #expect(found.repair?.calls.count == 2)
    #expect(found.repair?.arguments == nil)
  }

  @Test func whatCannotBeKnownHasNone() throws {
    #expect(findings(#"{"query": "a", "reg"#).contains { $0.rule == "parse/not-json" && $0.repair == nil })
    #expect(findings(#"{"query": "a"}"#).contains { $0.rule == "validate/missing" && $0.repair == nil })
  }
}
