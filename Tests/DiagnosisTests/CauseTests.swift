import Conversation
import Testing

@testable import Diagnosis

/// Which finding is told first, and what hangs under it.
@Suite struct CauseTests {
  private func session(_ arguments: String, result: String, tools: [String] = [RuleExample.search]) -> [Finding] {
    ExampleSession(
      RuleExample.call("built", fires: nil, runtime: "classic-0.2", tools: tools, arguments, result: result)
    ).findings()
  }

  @Test func theWrapperComesBeforeWhatIsMissingBecauseOfIt() {
    let found = session(
      #"{"input": {"query": "a", "region": "emea"}}"#,
      result: "Error: search() got an unexpected keyword argument 'input'")
    #expect(found.first?.rule == "validate/wrapped")
    #expect(found.filter { $0.causes.isEmpty }.count == 1)
    #expect(Set(found.dropFirst().map(\.causes)) == [[found[0].id]])
  }

  @Test func whatTheFunctionStumbledOnIsTheCauseOfItsException() {
    let found = session(#"{"query": "a", "region": "emea", "limit": "two"}"#, result: "Error: not an index")
    #expect(found.map(\.rule) == ["validate/wrong-type", "execute/raised"])
    #expect(found[1].causes == [found[0].id])
  }

  @Test func anErrorThatWasRepairedSaysWhere() {
    let example = RuleExample(
      "retry", fires: nil, runtime: "classic-0.2",
      steps: [
        .user("Find it."), .answer(calls: [.init("search", #"{"query": "a"}"#)]),
        .result("Error: search() missing 1 required positional argument: 'region'"),
        .answer(calls: [.init("search", #"{"query": "a", "region": "emea"}"#, id: "c2")]),
        .result("3 claims", id: "c2"),
        .answer("Three."),
      ])
    let found = ExampleSession(example).findings()
    #expect(found.map(\.rule) == ["bind/missing-argument"])
    #expect(found.first?.fixedBy == 3)
  }

  @Test func aRefusalHangsUnderTheCallThatItNames() {
    let example = RuleExample(
      "refused", fires: nil,
      steps: [
        .user("Find it."), .answer(calls: [.init("search", "{}")]), .user("Well?"),
        .refused(status: 400, message: "must be followed by tool messages", param: "messages.[1].role"),
      ])
    let found = ExampleSession(example).findings()
    #expect(found.map(\.rule) == ["pair/unanswered", "send/rejected"])
    #expect(found[1].causes == [found[0].id])
  }

  @Test func aBusyBackendMakesNoCallFail() {
    let example = RuleExample(
      "busy", fires: nil, tools: [RuleExample.search],
      steps: [
        .user("Find it."), .answer(calls: [.init("search", #"{"query": "a", "region": "emea"}"#)]), .result("3 claims"),
        .refused(status: 503, message: "Loading model"),
      ])
    #expect(ExampleSession(example).findings().map(\.rule) == ["send/rejected"])
  }

  @Test func findingsHaveIDsOfTheirOwn() {
    let found = session(#"{}"#, result: "Error: search() missing 2 required positional arguments: 'query' and 'region'")
    #expect(Set(found.map(\.id)).count == found.count)
    #expect(found.first?.id == "1.0.validate/missing.0")
  }
}
