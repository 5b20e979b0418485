import Conversation
import Testing
import Transcripts

@Suite struct ClaudeCodeTests {
  /// Two calls in one message that is split over three records; the first result stands inside it. A hook's progress, a
  /// sub-agent's message that is passed on, and records without a message stand between.
  private let lines = [
    #"{"type":"summary","summary":"Parcels","leafUuid":"u9"}"#,
    #"{"type":"user","uuid":"u1","parentUuid":null,"sessionId":"s","version":"2.1.39","timestamp":"2026-01-01T10:00:00.000Z","message":{"role":"user","content":"Where is PX-1?"}}"#,
    #"{"type":"user","uuid":"u2","parentUuid":"u1","isMeta":true,"sessionId":"s","message":{"role":"user","content":"a caveat"}}"#,
    #"{"type":"assistant","uuid":"u3","parentUuid":"u1","sessionId":"s","message":{"id":"m1","role":"assistant","model":"claude-x","content":[{"type":"thinking","thinking":"Look it up."}],"stop_reason":null,"usage":{"input_tokens":10,"output_tokens":1}}}"#,
    #"{"type":"assistant","uuid":"u4","parentUuid":"u3","sessionId":"s","message":{"id":"m1","role":"assistant","model":"claude-x","content":[{"type":"tool_use","id":"t1","name":"Task","input":{"subagent_type":"Explore","prompt":"find PX-1"}}],"stop_reason":null,"usage":{"input_tokens":10,"output_tokens":1}}}"#,
    #"{"type":"progress","parentToolUseID":"t1","toolUseID":"x","sessionId":"s","data":{"type":"hook_progress"}}"#,
    #"{"type":"progress","parentToolUseID":"t1","toolUseID":"x","sessionId":"s","data":{"type":"agent_progress","agentId":"a7","message":{"type":"assistant","message":{"id":"m9","role":"assistant","content":[{"type":"tool_use","id":"t9","name":"Grep","input":{"pattern":"PX-1"}}]}}}}"#,
    #"{"type":"user","uuid":"u5","parentUuid":"u4","sessionId":"s","toolUseResult":{"agentId":"a7","totalDurationMs":1500},"message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"in depot 4"}]}]}}"#,
    #"{"type":"assistant","uuid":"u6","parentUuid":"u3","sessionId":"s","message":{"id":"m1","role":"assistant","model":"claude-x","content":[{"type":"tool_use","id":"t2","name":"Bash","input":{"command": "ls"}}],"stop_reason":"tool_use","usage":{"input_tokens":10,"output_tokens":55}}}"#,
    #"{"type":"user","uuid":"u7","parentUuid":"u6","sessionId":"s","toolUseResult":"Error: no","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t2","content":"no such file","is_error":true}]}}"#,
    #"{"type":"assistant","uuid":"u8","parentUuid":"u7","sessionId":"s","isApiErrorMessage":true,"error":"overloaded","message":{"id":"m2","role":"assistant","model":"<synthetic>","content":[{"type":"text","text":"API Error: 529 Overloaded"}]}}"#,
    #"{"type":"newer-than-this","sessionId":"s"}"#,
  ]

  @Test func aSplitMessageIsOneTurnAndItsResultsFollow() throws {
    let scratch = try Scratch()
    let opened = try Opened(try scratch.file("x", lines.joined(separator: "\n")))
    #expect(opened.session.format == "claude-code")
    #expect(opened.session.producer == "claude-code 2.1.39")
    let turns = try opened.turns()
    #expect(turns.map(\.kind) == [.user, .assistant, .assistant, .tool, .tool, .refusal])
    let message = turns[1].message
    #expect(message.calls.map(\.name) == ["Task", "Bash"])
    #expect(message.content.count == 1)
    // The bytes go from the first record to the last.
    #expect(turns[1].raw.text.hasPrefix(lines[3]) && turns[1].raw.text.hasSuffix(lines[8]))
    #expect(try opened.source.window(of: message.calls[1].arguments.origin).text == #"{"command": "ls"}"#)
    #expect(message.calls[1].arguments.origin.pointer == "/message/content/0/input")
    #expect(opened.session.turns[1].calls == 2)
    // The last record's counts are those of the whole message.
    #expect(
      turns[1].modelCall?.outcome == .answered(finishReason: "tool_use", promptTokens: 10, completionTokens: 55))
  }

  @Test func subAgentsAreNamedAfterTheCallThatStartedThem() throws {
    let scratch = try Scratch()
    let opened = try Opened(try scratch.file("x", lines.joined(separator: "\n")))
    #expect(try opened.turns().map(\.agent) == ["user", "claude", "Explore a7", "claude", "claude", "claude"])
  }

  @Test func flagsDurationsAndRefusalsAreRead() throws {
    let scratch = try Scratch()
    let turns = try Opened(try scratch.file("x", lines.joined(separator: "\n"))).turns()
    #expect(turns[3].message.results.map(\.content.text) == ["in depot 4"])
    #expect(turns[3].message.results.first?.isError == false)
    #expect(turns[3].message.results.first?.duration == 1.5)
    #expect(turns[4].message.results.first?.isError == true)
    guard case .rejected(let rejection)? = turns[5].modelCall?.outcome else {
      Issue.record("the refused request has no refusal")
      return
    }
    #expect(rejection.status == 529 && rejection.code == "overloaded")
  }

  @Test func everyOtherRecordIsListedByItsKind() throws {
    let scratch = try Scratch()
    let opened = try Opened(try scratch.file("x", lines.joined(separator: "\n")))
    let others = try opened.source.otherRecords(in: 0..<opened.session.otherRecords)
    #expect(others.map(\.kind) == ["summary", "meta", "progress: hook_progress", "newer-than-this"])
    #expect(try others.map { try opened.source.window(of: $0.origin).text } == [0, 2, 5, 11].map { lines[$0] })
  }

  @Test func aMessageThatBreaksOffInThoughtIsNoAnswer() throws {
    let scratch = try Scratch()
    let turns = try Opened(try scratch.file("x", lines[...3].joined(separator: "\n"))).turns()
    #expect(turns.map(\.kind) == [.user, .assistant])
    #expect(turns[1].modelCall == nil)
  }

  @Test func aBrokenLineCostsOnlyItself() throws {
    let scratch = try Scratch()
    var torn = lines
    torn[5] = String(torn[5].prefix(40))
    let opened = try Opened(try scratch.file("x", torn.joined(separator: "\n")))
    #expect(opened.session.turns.map(\.kind) == [.user, .assistant, .unreadable, .assistant, .tool, .tool, .refusal])
    #expect(try opened.source.turn(at: 2).raw.text == torn[5])
  }

  @Test func anArrayAndAWebExportReadLikeLines() throws {
    let scratch = try Scratch()
    let array = lines.joined(separator: ",\n ")
    for text in ["[\(array)]", "{\"loglines\": [\n\(array)\n]}"] {
      let opened = try Opened(try scratch.file("x", text))
      #expect(opened.session.format == "claude-code")
      let turns = try opened.turns()
      #expect(turns.map(\.kind) == [.user, .assistant, .assistant, .tool, .tool, .refusal])
      #expect(turns[1].message.calls.map(\.name) == ["Task", "Bash"])
      let arguments = try #require(turns[1].message.calls.last?.arguments)
      #expect(arguments.origin.pointer.hasSuffix("/8/message/content/0/input"))
      #expect(try opened.source.window(of: arguments.origin).text == #"{"command": "ls"}"#)
    }
  }

  @Test func filesOfSubAgentsAreSessionsBesideTheirParent() throws {
    let scratch = try Scratch()
    let path = try scratch.file("s.jsonl", lines.joined(separator: "\n"))
    try scratch.folder("s/subagents")
    _ = try scratch.file(
      "s/subagents/agent-b2.jsonl",
      #"{"type":"assistant","agentId":"b2","uuid":"w","sessionId":"s","message":{"role":"assistant","content":"done"}}"#
    )
    let opened = try Opened.all(path)
    #expect(opened.map(\.session.nativeID) == ["0", "b2"])
    #expect(try opened.last?.turns().map(\.agent) == ["subagent b2"])
  }
}
