import Conversation
import Testing
import Transcripts

/// The event log of ag2 1.x and the event stream of the line before it.
@Suite struct Ag2Tests {
  private let call =
    #"{"__event__":"ag2.events.tool_events.ToolCallEvent","id":"c1","name":"locate","arguments":"{\"code\": 7}"}"#
  private func result(_ type: String, _ id: String, _ part: String, error: String = "") -> String {
    #""__event__":"ag2.events.tool_events.\#(type)","parent_id":"\#(id)","name":"locate",\#(error)"result":{"__dataclass__":"ag2.events.tool_events.ToolResult","data":{"parts":[\#(part)]}}"#
  }
  private let text = #"{"__event__":"ag2.events.input_events.TextInput","content":"in depot 4"}"#

  private func line(_ type: String, _ data: String) -> String { #"{"type":"ag2.events.\#(type)","data":{\#(data)}}"# }

  private var start: [String] {
    [
      line(
        "input_events.ModelRequest", #""parts":[{"__event__":"ag2.events.input_events.TextInput","content":"Where?"}]"#),
      line("types.UsageEvent", #""kind":"model_call""#),
      line(
        "types.ModelResponse",
        #""message":null,"tool_calls":{"__event__":"ag2.events.tool_events.ToolCallsEvent","calls":[\#(call)]},"usage":{"__dataclass__":"ag2.events.types.Usage","data":{"prompt_tokens":5,"completion_tokens":2}},"model":"m","finish_reason":"tool_calls""#
      ),
      line("tool_events.ToolCallsEvent", #""calls":[\#(call)]"#),
      line("tool_events.ToolCallEvent", String(call.dropFirst().dropLast())),
    ]
  }

  @Test func aCallIsWrittenThreeTimesAndAResultTwiceAndEachIsOneTurn() throws {
    let scratch = try Scratch()
    let end = [
      line("tool_events.ToolResultEvent", result("ToolResultEvent", "c1", text)),
      line("tool_events.ToolResultsEvent", #""results":[{\#(result("ToolResultEvent", "c1", text))}]"#),
      line(
        "types.ModelResponse",
        #""message":{"__event__":"ag2.events.types.ModelMessage","content":"Depot 4."},"tool_calls":{"calls":[]}"#),
    ]
    let opened = try Opened(try scratch.file("x", (start + end).joined(separator: "\n")))
    #expect(opened.session.format == "autogen-ag2-events")
    let turns = try opened.turns()
    #expect(turns.map(\.kind) == [.user, .assistant, .tool, .assistant])
    #expect(turns.map(\.message.text) == ["Where?", "", "", "Depot 4."])
    #expect(turns[1].message.calls.map(\.arguments.text) == [#"{"code": 7}"#])
    #expect(
      turns[1].modelCall?.outcome == .answered(finishReason: "tool_calls", promptTokens: 5, completionTokens: 2))
    #expect(turns[2].message.results.map(\.content.text) == ["in depot 4"])
    #expect(turns[2].message.results.first?.isError == false)
    let others = try opened.source.otherRecords(in: 0..<10)
    #expect(others.map(\.kind) == ["UsageEvent", "ToolCallsEvent", "ToolCallEvent", "ToolResultsEvent"])
  }

  @Test func anErrorKeepsItsExceptionAndALoneListItsResults() throws {
    let scratch = try Scratch()
    let error = #""error":{"__exception__":"RuntimeError","message":"closed"},"#
    let opened = try Opened(
      try scratch.file(
        "x",
        (start + [
          line("tool_events.ToolErrorEvent", result("ToolErrorEvent", "c1", text, error: error)),
          line("tool_events.ToolResultsEvent", #""results":[{\#(result("ToolResultEvent", "c0", text))}]"#),
        ]).joined(separator: "\n")))
    let turns = try opened.turns()
    #expect(turns.map(\.kind) == [.user, .assistant, .tool, .tool])
    #expect(turns[2].message.results.first?.exception == ExceptionRecord(type: "RuntimeError", message: "closed"))
    #expect(opened.session.turns[2].flags.contains(.markedFailed))
    #expect(turns[3].message.results.map(\.callID) == ["c0"])
    #expect(turns[3].origin.pointer == "/data/results/0")
  }

  @Test func aResultThatIsNoNumberIsRead() throws {
    let scratch = try Scratch()
    let data = #"{"__event__":"ag2.events.input_events.DataInput","data":NaN}"#
    let opened = try Opened(
      try scratch.file(
        "x",
        (start + [line("tool_events.ToolResultEvent", result("ToolResultEvent", "c1", data))]).joined(separator: "\n")))
    #expect(try opened.turns().last?.message.results.map(\.content.text) == ["NaN"])
    #expect(opened.session.problems.first?.what.contains("JSON has no 'NaN'") == true)
  }

  @Test func whatAHubSendsIsSaidByItsSender() throws {
    let scratch = try Scratch()
    func envelope(_ type: String, _ data: String) -> String {
      #"{"channel_id":"c","sender_id":"desk","audience":null,"event_type":"\#(type)","event_data":{\#(data)},"created_at":"2026-01-01T00:00:00Z"}"#
    }
    let lines = [envelope("ag2.channel.opened", ""), envelope("ag2.msg.text", #""text":"The parcel is here.""#)]
    let opened = try Opened(try scratch.file("x", lines.joined(separator: "\n")))
    #expect(opened.session.format == "autogen-ag2-hub")
    #expect(try opened.turns().map(\.agent) == ["desk"])
    #expect(try opened.turns().map(\.message.text) == ["The parcel is here."])
    #expect(opened.session.otherRecords == 1)
  }

  private let stream = [
    #"{"type":"text","content":{"uuid":"1","content":"Where?","sender":"user_proxy","recipient":"assistant"}}"#,
    #"{"type":"tool_call","content":{"uuid":"2","content":null,"sender":"assistant","recipient":"user_proxy","role":"assistant","function_call":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"locate","arguments":"{}"}}]}}"#,
    #"{"type":"execute_function","content":{"uuid":"3","func_name":"locate","call_id":"c1","arguments":{},"recipient":"user_proxy"}}"#,
    #"{"type":"executed_function","content":{"uuid":"4","func_name":"locate","call_id":"c1","arguments":{},"content":"in depot 4","recipient":"user_proxy","is_exec_success":true}}"#,
    #"{"type":"tool_response","content":{"uuid":"5","content":"in depot 4","sender":"user_proxy","role":"tool","tool_responses":[{"tool_call_id":"c1","role":"tool","content":"in depot 4"}]}}"#,
    #"{"type":"text","content":{"uuid":"6","content":"Depot 4.","sender":"assistant","recipient":"user_proxy"}}"#,
    #"{"type":"run_completion","content":{"uuid":"7","summary":"Depot 4.","history":[]}}"#,
  ]

  @Test func aStreamOfEventsReadsAlikeAsLinesAndAsAnArray() throws {
    let scratch = try Scratch()
    for text in [stream.joined(separator: "\n"), "[\n" + stream.joined(separator: ",\n") + "\n]"] {
      let opened = try Opened(try scratch.file("x", text))
      #expect(opened.session.format == "autogen-ag2-stream")
      #expect(opened.session.end == .closed)
      let turns = try opened.turns()
      #expect(turns.map(\.kind) == [.user, .assistant, .tool, .assistant])
      #expect(turns.map(\.agent) == ["user_proxy", "assistant", "user_proxy", "assistant"])
      #expect(turns[2].message.results.map(\.content.text) == ["in depot 4"])
      #expect(opened.source.executions.map(\.function) == ["locate"])
      #expect(opened.session.otherRecords == 3)
      for turn in turns { #expect(try opened.source.window(of: turn.origin) == turn.raw) }
    }
  }
}
