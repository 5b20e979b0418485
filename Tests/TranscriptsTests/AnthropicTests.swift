import Conversation
import Testing
import Transcripts

@Suite struct AnthropicTests {
  private let tool =
    #"{"name":"locate","description":"Find.","input_schema":{"type":"object","properties":{"code":{"type":"string"}}}}"#
  private let asked = #"{"role":"user","content":"Where is PX-1?"}"#
  private let called =
    #"{"role":"assistant","content":[{"type":"text","text":"I look."},{"type":"tool_use","id":"t1","name":"locate","input":{"code": 7}}]}"#
  private let told =
    #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","is_error":true,"content":"no text"}]}"#
  private let answer =
    #"{"id":"m2","type":"message","role":"assistant","model":"claude-x","content":[{"type":"text","text":"Gone."}],"stop_reason":"end_turn","usage":{"input_tokens":20,"cache_read_input_tokens":5,"output_tokens":3}}"#

  @Test func anArrayOfMessagesOpensWithItsCallsAndResults() throws {
    let scratch = try Scratch()
    let opened = try Opened(try scratch.file("x", "[\(asked),\(called),\(told)]"))
    #expect(opened.session.format == "anthropic-messages")
    let turns = try opened.turns()
    #expect(turns.map(\.kind) == [.user, .assistant, .tool])
    let call = try #require(turns[1].message.calls.first)
    #expect(call.arguments.form == .value && call.arguments.text == #"{"code": 7}"#)
    #expect(call.arguments.origin.pointer == "/1/content/1/input")
    #expect(try opened.source.window(of: call.arguments.origin).text == #"{"code": 7}"#)
    let result = try #require(turns[2].message.results.first)
    #expect(result.callID == "t1" && result.isError == true && result.content.text == "no text")
    #expect(opened.session.turns[2].flags.contains(.markedFailed))
    #expect(opened.session.tools == ["locate"])
  }

  @Test func pairsOfRequestAndAnswerShareTheirHistory() throws {
    let scratch = try Scratch()
    let first =
      #"{"id":"m1","type":"message",\#(called.dropFirst().dropLast()),"model":"claude-x","stop_reason":"tool_use","usage":{}}"#
    let lines = [
      #"{"request":{"model":"claude-x","max_tokens":9,"system":"Be brief.","tools":[\#(tool)],"messages":[\#(asked)]},"response":\#(first)}"#,
      #"{"request":{"model":"claude-x","max_tokens":9,"system":"Be brief.","tools":[\#(tool)],"messages":[\#(asked),\#(called),\#(told)]},"response":\#(answer)}"#,
    ]
    let opened = try Opened(try scratch.file("x", lines.joined(separator: "\n")))
    #expect(opened.session.format == "anthropic-exchanges")
    #expect(opened.session.toolsOffered == 1)
    let turns = try opened.turns()
    #expect(turns.map(\.kind) == [.system, .user, .assistant, .tool, .assistant])
    #expect(turns[0].message.text == "Be brief.")
    #expect(turns[0].origin.pointer == "/request/system")
    let call = try #require(turns[4].modelCall)
    #expect(call.toldTurns == [0, 1, 2, 3])
    #expect(call.tools.declarations.map(\.name) == ["locate"])
    #expect(call.outcome == .answered(finishReason: "end_turn", promptTokens: 25, completionTokens: 3))
  }

  @Test func requestsAnswersAndRefusalsOpenByThemselves() throws {
    let scratch = try Scratch()
    let request = try Opened(
      try scratch.file("r", #"{"model":"m","max_tokens":9,"tools":[\#(tool)],"messages":[\#(asked)]}"#))
    #expect(request.session.format == "anthropic-request")
    let response = try Opened(try scratch.file("a", answer))
    #expect(response.session.format == "anthropic-response")
    #expect(try response.turns().map(\.message.text) == ["Gone."])
    let refusal = try Opened(
      try scratch.file("e", #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#))
    #expect(refusal.session.turns.map(\.kind) == [.refusal])
    #expect(try refusal.source.rows(in: 0..<1).map(\.summary) == ["Overloaded"])
  }

  @Test func streamedFragmentsAddUpAndABrokenMessageStaysBesideTheNext() throws {
    let scratch = try Scratch()
    let start = #"{"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","content":[]}}"#
    let block =
      #"{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t1","name":"locate","input":{}}}"#
    func delta(_ text: String) -> String {
      #"{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"\#(text)"}}"#
    }
    let events = [
      start, block, delta(#"{\"co"#), start, block, delta(#"{\"code\""#), delta(#": 7}"#),
      #"{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":9}}"#,
      #"{"type":"message_stop"}"#,
    ]
    let text = events.map { "event: x\ndata: \($0)\n\n" }.joined()
    let opened = try Opened(try scratch.file("x", text))
    #expect(opened.session.format == "anthropic-stream")
    let turns = try opened.turns()
    #expect(turns.count == 2)
    #expect(turns[0].message.calls.map(\.arguments.text) == [#"{"co"#])
    #expect(turns[0].message.calls.first?.arguments.form == .text)
    #expect(turns[1].message.calls.map(\.arguments.text) == [#"{"code": 7}"#])
    #expect(turns[1].modelCall?.outcome == .answered(finishReason: "tool_use", promptTokens: nil, completionTokens: 9))
    // Nothing of the stream belongs to no turn, and each turn shows its own events.
    #expect(turns[0].raw.text + "\n\n" + turns[1].raw.text + "\n\n" == text)
  }
}
