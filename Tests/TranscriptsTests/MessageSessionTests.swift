import Conversation
import Foundation
import Testing
import Transcripts

@Suite struct MessageSessionTests {
  private let messages = """
    [
      {"role": "system", "content": "Be brief."},
      {"role": "user", "content": "Which claims are open?"},
      {"role": "assistant", "content": null, "tool_calls": [
        {"id": "c1", "type": "function", "function": {"name": "search_claims", "arguments": "{\\"status\\": \\"open\\"}"}}]},
      {"role": "tool", "tool_call_id": "c1", "content": "CL-1"}
    ]
    """

  @Test func aMessagesArrayOpensAsTurnsWithExactPlaces() throws {
    let scratch = try Scratch()
    let path = try scratch.file("any-name.txt", messages)
    let opened = try Opened(path)
    #expect(opened.session.format == "openai-chat")
    #expect(opened.session.turns.map(\.kind) == [.system, .user, .assistant, .tool])
    let turns = try opened.turns()
    let call = try #require(turns[2].message.calls.first)
    #expect(call.name == "search_claims")
    #expect(call.arguments.form == .text)
    #expect(call.arguments.text == #"{"status": "open"}"#)
    #expect(call.arguments.origin.pointer == "/2/tool_calls/0/function/arguments")
    #expect(try opened.source.window(of: call.arguments.origin).text == #""{\"status\": \"open\"}""#)
    #expect(turns[3].message.results.first?.content.text == "CL-1")
    #expect(turns[3].raw.text == #"{"role": "tool", "tool_call_id": "c1", "content": "CL-1"}"#)
    #expect(opened.session.tools == ["search_claims"])
    #expect(opened.session.turns[3].tool == 0)
  }

  @Test func jsonLinesOfMessagesKeepAnUnreadableLine() throws {
    let scratch = try Scratch()
    let lines = """
      {"role": "user", "content": "one"}

      {"role": "user", "content": "two
      {"role": "assistant", "content": "three"}\r
      {"role": "user", "content": "fo
      """
    let opened = try Opened(try scratch.file("x", lines))
    #expect(opened.session.format == "openai-chat-lines")
    #expect(opened.session.turns.map(\.kind) == [.user, .unreadable, .assistant, .unreadable])
    let turns = try opened.turns()
    #expect(turns[1].raw.text == #"{"role": "user", "content": "two"#)
    #expect(turns[2].raw.text == #"{"role": "assistant", "content": "three"}"#)
    #expect(try opened.source.rows(in: 0..<3).map(\.summary).last == "three")
  }

  @Test func classicRolesFollowTheSpeakersNotTheOwnerOfTheList() throws {
    let scratch = try Scratch()
    let chat = """
      {"chat_id": null, "chat_history": [
        {"content": "Look it up.", "role": "assistant", "name": "user_proxy"},
        {"tool_calls": [{"id": "c1", "function": {"arguments": "{}", "name": "look"}, "type": "function"}], "content": null, "role": "assistant"},
        {"content": "Error: no\\n\\nfound", "tool_responses": [
          {"tool_call_id": "c1", "role": "tool", "content": "Error: no"}, {"tool_call_id": "c2", "role": "tool", "content": "found"}],
         "role": "tool", "name": "user_proxy"},
        {"content": "Done. TERMINATE", "role": "user", "name": "assistant"}],
       "summary": "", "cost": {}, "human_input": []}
      """
    let opened = try Opened(try scratch.file("x", chat))
    #expect(opened.session.format == "autogen-classic-chat")
    #expect(opened.session.end == .closed)
    let turns = try opened.turns()
    #expect(turns.map(\.kind) == [.user, .assistant, .tool, .assistant])
    #expect(turns.map(\.agent) == ["user_proxy", "assistant", "user_proxy", "assistant"])
    #expect(turns.map(\.message.role) == [.user, .assistant, .tool, .assistant])
    #expect(turns[2].message.results.map(\.callID) == ["c1", "c2"])
    #expect(turns[2].message.results.map(\.content.text) == ["Error: no", "found"])
    #expect(turns[2].message.results[1].origin.pointer == "/chat_history/2/tool_responses/1/content")
  }

  @Test func otherTextOpensAsRecordsWithAWordAboutIt() throws {
    let scratch = try Scratch()
    let text = try Opened(try scratch.file("a.json", "first line\nsecond line\n"))
    #expect(text.session.format == "text")
    #expect(try text.turns().map(\.message.text) == ["first line", "second line"])
    #expect(text.session.problems.count == 1)
    let json = try Opened(try scratch.file("b.txt", #"[{"a": 1}, 2, "three"]"#))
    #expect(json.session.format == "json")
    #expect(try json.turns().map(\.raw.text) == [#"{"a": 1}"#, "2", #""three""#])
    let lines = try Opened(try scratch.file("c.txt", "{\"a\": 1}\n{\"a\": 2}\n"))
    #expect(lines.session.format == "json-lines")
    #expect(lines.session.turns.count == 2)
  }

  @Test func badSourcesEndInOneLine() throws {
    let scratch = try Scratch()
    #expect(Opened.failure(scratch.path + "/none")?.kind == .unreadable)
    #expect(Opened.failure(scratch.path)?.kind == .unreadable)
    #expect(Opened.failure(try scratch.file("empty", ""))?.what == "the file is empty")
    let broken = try #require(
      Opened.failure(try scratch.file("broken", "[{\"role\": \"user\",\n \"content\": \"x\" 1}]")))
    #expect(broken.position == TextPosition(line: 2, column: 17, offset: 34))
    #expect(broken.line.contains("broken: expected ',' or '}' after a member at line 2, column 17"))
  }
}
