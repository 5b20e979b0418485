import Conversation
import Testing

@testable import Diagnosis

/// Which result answers which call.
@Suite struct LinkTests {
  @Test func idsLinkWhateverTheOrder() {
    var session = SessionBuilder()
    session.calls([("a", "search", "{}"), ("b", "search", "{}")])
    session.results([("b", nil, "second"), ("a", nil, "first")])
    #expect(session.link(turn: 0, call: 0) == "1 id first")
    #expect(session.link(turn: 0, call: 1) == "1 id second")
  }

  @Test func anIDThatIsUsedAgainMeansTheLatestCall() {
    var session = SessionBuilder()
    for text in ["one", "two"] {
      session.calls([("call_0", "search", "{\"q\": \"\(text)\"}")])
      session.results([("call_0", nil, text)])
    }
    #expect(session.link(turn: 0, call: 0) == "1 id one")
    #expect(session.link(turn: 2, call: 0) == "3 id two")
    #expect(session.findings().isEmpty == false)
    #expect(!session.findings().contains { $0.phase == .pair })
  }

  @Test func withoutIDsTheNameDecidesThenTheOrder() {
    var session = SessionBuilder()
    session.calls([(nil, "search", "{}"), (nil, "open", "{}")])
    session.results([(nil, "open", "opened"), (nil, nil, "found")])
    #expect(session.link(turn: 0, call: 0) == "1 order found")
    #expect(session.link(turn: 0, call: 1) == "1 nearest opened")
  }

  @Test func oneIDTwiceInOneAnswerIsTakenInOrder() {
    var session = SessionBuilder()
    session.calls([("x", "search", "{}"), ("x", "open", "{}")])
    session.results([("x", nil, "found"), ("x", nil, "opened")])
    #expect(session.link(turn: 0, call: 0) == "1 id found")
    #expect(session.link(turn: 0, call: 1) == "1 id opened")
  }

  @Test func aRecordIsTheResultWhereNoMessageCarriesOne() {
    var session = SessionBuilder(end: .unknown)
    session.calls([("a", "search", "{\"q\": 1}")])
    session.record("search", "{\"q\":1}", returned: "3 claims")
    #expect(session.link(turn: 0, call: 0) == "0 record 3 claims")
    #expect(!session.findings().contains { $0.rule == "pair/unanswered" })
  }

  @Test func ofTwoEqualToolsTheRecordGoesToTheCallWithItsArguments() {
    var session = SessionBuilder(producer: "classic-0.2")
    session.calls([("a", "search", "{\"q\": 1}"), ("b", "search", "{\"q\": 2}")])
    session.record("search", "{\"q\": 2}", returned: "two")
    session.results([("a", nil, "Error: locked"), ("b", nil, "Error: two")])
    session.answer("Done.")
    let raised = session.findings().filter { $0.rule == "execute/raised" }
    #expect(raised.map { $0.call?.id } == ["a"])
    #expect(raised.first?.severity == .error)
  }
}
