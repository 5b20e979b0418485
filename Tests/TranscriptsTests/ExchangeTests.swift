import Conversation
import Foundation
import Testing
import Transcripts

@Suite struct ExchangeTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func user(_ text: String) -> String { #"{"role":"user","content":"\#(text)"}"# }
  private func said(_ text: String) -> String { #"{"role":"assistant","content":"\#(text)"}"# }
  private func asked(_ id: String, _ name: String = "look", content: String = "null") -> String {
    #"{"role":"assistant","content":\#(content),"tool_calls":[{"id":"\#(id)","type":"function","function":{"name":"\#(name)","arguments":"{}"}}]}"#
  }
  private func told(_ id: String, _ text: String) -> String {
    #"{"role":"tool","tool_call_id":"\#(id)","content":"\#(text)"}"#
  }

  /// A line of a log: a request with these messages, and the answer.
  private func pair(_ messages: [String], _ answer: String, agent: String? = nil) -> String {
    let name = agent.map { #""agent":"\#($0)","# } ?? ""
    let tools = #"[{"type":"function","function":{"name":"look","parameters":{"type":"object"}}}]"#
    return
      #"{\#(name)"request":{"model":"m","messages":[\#(messages.joined(separator: ","))],"tools":\#(tools)},"response":{"choices":[{"finish_reason":"stop","message":\#(answer)}]}}"#
  }

  private func open(_ lines: [String]) throws -> Opened {
    try Opened(scratch.file("log", lines.joined(separator: "\n") + "\n"))
  }

  private let system = #"{"role":"system","content":"S"}"#

  @Test func whatARequestRepeatsIsNoTurn() throws {
    let opened = try open([
      pair([system, user("U")], asked("c1")),
      pair([system, user("U"), asked("c1"), told("c1", "R")], said("A")),
      pair([system, user("U"), asked("c1"), told("c1", "R"), said("A"), user("U")], said("B")),
    ])
    #expect(opened.session.format == "openai-exchanges")
    let turns = try opened.turns()
    #expect(turns.map(\.kind) == [.system, .user, .assistant, .tool, .assistant, .user, .assistant])
    #expect(turns.map { $0.modelCall?.toldTurns } == [nil, nil, [0, 1], nil, [0, 1, 2, 3], nil, [0, 1, 2, 3, 4, 5]])
    #expect(turns.allSatisfy { !$0.isHistory })
    #expect(opened.session.toolsOffered == 1)
    #expect(turns[6].modelCall?.tools.declarations.map(\.name) == ["look"])
  }

  @Test func aShortenedHistoryIsStillTheSameConversation() throws {
    let opened = try open([
      pair([system, user("one")], said("1")),
      pair([system, user("one"), said("1"), user("two")], said("2")),
      pair([system, user("two"), said("2"), user("three")], said("3")),
      pair([system, said("2"), user("three"), said("3"), user("four")], said("4")),
    ])
    let turns = try opened.turns()
    #expect(turns.map(\.message.text) == ["S", "one", "1", "two", "2", "three", "3", "four", "4"])
    #expect(turns.last?.modelCall?.toldTurns == [0, 4, 5, 6, 7])
  }

  @Test func anAnswerThatTheClientRewroteIsStillItsEcho() throws {
    let opened = try open([
      pair([system, user("U")], asked("c1", "functions.look")),
      pair([system, user("U"), asked("c1", "functions_look", content: #""""#), told("c1", "R")], said("A")),
      pair(
        [system, user("U"), asked("c1", "functions_look", content: #""""#), told("c1", "R"), said("A"), user("V")],
        said("B")),
    ])
    #expect(try opened.turns().map(\.kind) == [.system, .user, .assistant, .tool, .assistant, .user, .assistant])
  }

  @Test func anotherAgentIsToldAnAnswerOnceMoreWithoutANewTurn() throws {
    let other = #"{"role":"user","name":"writer","content":"Draft"}"#
    let opened = try open([
      pair([#"{"role":"system","content":"W"}"#, user("U")], said("Draft"), agent: "writer"),
      pair([#"{"role":"system","content":"C"}"#, user("U"), other], said("Good"), agent: "critic"),
    ])
    let turns = try opened.turns()
    #expect(turns.map(\.message.text) == ["W", "U", "Draft", "C", "Good"])
    #expect(turns.map(\.agent) == ["writer", nil, "writer", "critic", "critic"])
    #expect(turns.last?.modelCall?.toldTurns == [3, 1, 2])
  }

  @Test func reusedIdsDoNotHideASecondCall() throws {
    let first = [system, user("U"), asked("x"), told("x", "R")]
    let opened = try open([
      pair([system, user("U")], asked("x")), pair(first, asked("x")),
      pair(first + [asked("x"), told("x", "R")], said("A")),
    ])
    let turns = try opened.turns()
    #expect(turns.map(\.kind) == [.system, .user, .assistant, .tool, .assistant, .tool, .assistant])
    #expect(turns.last?.modelCall?.toldTurns == [0, 1, 2, 3, 4, 5])
  }

  @Test func whatOnlyAHistoryHoldsSaysSo() throws {
    let opened = try open([pair([system, user("U"), asked("old"), told("old", "R"), user("V")], said("A"))])
    #expect(try opened.turns().map(\.isHistory) == [false, true, true, true, false, false])
  }

  @Test func aRefusedRequestIsATurnAndSpeakerSelectionIsNot() throws {
    let refused =
      #"{"request":{"messages":[\#(user("U"))]},"status":400,"response":{"error":{"message":"no","type":"invalid_request_error","param":"tools[0].function.name","code":"bad"}}}"#
    let choice = #"{"role":"system","content":"Read. Then select the next role from ['a', 'b'] to play."}"#
    let opened = try open([refused, pair([choice], said("a"))])
    let turns = try opened.turns()
    #expect(turns.map(\.kind) == [.user, .refusal])
    guard case .rejected(let rejection)? = turns[1].modelCall?.outcome else {
      Issue.record("not refused")
      return
    }
    #expect(rejection.status == 400)
    #expect(rejection.code == "bad")
    #expect(rejection.param == "tools[0].function.name")
    #expect(turns[1].modelCall?.tools == OfferedTools.none)
    #expect(try opened.source.window(of: rejection.origin).text.hasPrefix("{\"request\""))
    #expect(try opened.source.otherRecords(in: 0..<1).map(\.kind) == ["speaker selection"])
    #expect(try opened.source.rows(in: 1..<2).first?.summary.contains("no") == true)
  }

  @Test func theBytesOfRequestAndAnswerCanBeShown() throws {
    let opened = try open([pair([user("U")], said("A"))])
    let call = try #require(try opened.source.turn(at: 1).modelCall)
    let request = try #require(call.request)
    #expect(request.pointer == "/request")
    #expect(try opened.source.window(of: request).text.hasPrefix(#"{"model":"m","messages":"#))
    let response = try #require(call.response)
    #expect(try opened.source.window(of: response).text.hasPrefix(#"{"choices":"#))
    let declaration = try #require(call.tools.declarations.first)
    #expect(try opened.source.window(of: declaration.origin).text.hasPrefix(#"{"type":"function""#))
  }

  @Test func aFolderOfCapturedCallsIsOneSession() throws {
    _ = try scratch.file("001.request.json", #"{"model":"m","stream":true,"messages":[\#(user("U"))]}"#)
    _ = try scratch.file(
      "001.response.sse",
      """
      data: {"choices":[{"index":0,"delta":{"role":"assistant","tool_calls":[{"index":1,"id":"c1","function":{"name":"lo","arguments":"{\\"a\\""}}]}}]}

      data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"function":{"name":"ok","arguments":": 1}"}}]}}]}

      data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

      data: [DONE]

      """)
    _ = try scratch.file(
      "002.request.json", #"{"model":"m","messages":[\#(user("U")),\#(asked("c1")),\#(told("c1", "R"))]}"#)
    _ = try scratch.file("002.response.json", "<html>Sign in</html>")
    _ = try scratch.file("002.meta.json", #"{"status": 200}"#)
    let opened = try Opened(scratch.path)
    #expect(opened.session.format == "openai-exchange-folder")
    let turns = try opened.turns()
    #expect(turns.map(\.kind) == [.user, .assistant, .tool, .refusal])
    let call = try #require(turns[1].message.calls.first)
    #expect(call.name == "look")
    #expect(call.arguments.text == #"{"a": 1}"#)
    #expect(turns[1].origin.member == "001.response.sse")
    #expect(turns[1].raw.text.hasPrefix("data: "))
    #expect(turns[1].modelCall?.isStreamed == true)
    #expect(turns[3].raw.text == "<html>Sign in</html>")
  }

  @Test func aLoneBodyOpens() throws {
    let request = try Opened(
      scratch.file(
        "a", #"{"model":"m","messages":[\#(user("U"))],"tools":[{"type":"function","function":{"name":"look"}}]}"#))
    #expect(request.session.format == "openai-request")
    #expect(try request.turns().last?.modelCall?.outcome == .pending)
    let response = try Opened(
      scratch.file("b", #"{"object":"chat.completion","choices":[{"message":\#(asked("c1"))}]}"#))
    #expect(response.session.format == "openai-response")
    #expect(response.session.end == .open)
    #expect(try response.turns().map { $0.message.calls.count } == [1])
    let refusal = try Opened(scratch.file("c", #"{"error":{"message":"no","type":"t","param":null,"code":null}}"#))
    #expect(refusal.session.turns.map(\.kind) == [.refusal])
  }

  @Test func aCallThatIsLaidOutOverSeveralLinesIsOneRecord() throws {
    let record =
      "{\n \"messages\": [\n\(user("U"))],\n \"response\": {\"choices\": [{\"message\":\n\(said("A"))}]}\n}\n"
    let opened = try Opened(scratch.file("a", record))
    #expect(opened.session.format == "openai-exchanges")
    let turns = try opened.turns()
    #expect(turns.map(\.kind) == [.user, .assistant])
    #expect(turns.map(\.raw.text) == [user("U"), said("A")])
  }

  @Test func furtherChoicesAreRecordsThatNothingGoesOnFrom() throws {
    let choices = #"{"index":0,"message":\#(said("A"))},{"index":1,"message":\#(said("B"))}"#
    let opened = try open([
      #"{"request":{"model":"m","messages":[\#(user("U"))]},"response":{"choices":[\#(choices)]}}"#
    ])
    #expect(try opened.turns().map(\.message.text) == ["U", "A"])
    let others = try opened.source.otherRecords(in: 0..<9)
    #expect(others.map(\.kind) == ["another choice"])
    #expect(try others.map { try opened.source.window(of: $0.origin).text } == [said("B")])
  }

  @Test func ofAStreamOnlyTheFirstChoiceIsTheAnswer() throws {
    func chunk(_ index: Int, _ text: String) -> String {
      #"data: {"id":"x","choices":[{"index":\#(index),"delta":{"content":"\#(text)"}}]}"#
    }
    let scratch = try Scratch()
    let text = [chunk(0, "one "), chunk(1, "uno "), chunk(0, "two"), chunk(1, "dos")].joined(separator: "\n\n")
    #expect(try Opened(try scratch.file("x", text)).turns().map(\.message.text) == ["one two"])
  }

  @Test func examplesToLearnFromAreNoRequests() throws {
    let opened = try open([
      #"{"messages":[\#(user("U")),\#(said("A"))]}"#, #"{"messages":[\#(user("V")),\#(said("B"))]}"#,
    ])
    #expect(try opened.turns().map(\.message.text) == ["U", "A", "V", "B"])
    #expect(opened.session.end == .open)
  }
}
