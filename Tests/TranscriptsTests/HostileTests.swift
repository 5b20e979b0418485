import Conversation
import Foundation
import Testing
import Transcripts

@Suite struct HostileTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func bytesThatAreNotTextStayShowable() throws {
    var lines = Data(#"{"role":"user","content":"one"}"#.utf8 + [0x0A])
    lines.append(
      contentsOf: Array(#"{"role":"user","content":""#.utf8) + [0xFF, 0xFE, 0x00, 0x1B] + Array("\"}\n".utf8))
    lines.append(contentsOf: Array("{\"role\":\"user\",\"content\":\"\\ud83c \\u001b[2J\"}\n".utf8))
    let opened = try Opened(scratch.file("a", lines))
    #expect(opened.session.turns.map(\.kind) == [.user, .user, .user])
    let turns = try opened.turns()
    #expect(turns[1].raw.bytes.contains(0xFF))
    #expect(turns[1].message.text == "\u{FFFD}\u{FFFD}\0\u{1B}")
    #expect(
      opened.session.problems.map(\.what) == [
        "the record at byte 32: bytes that are not UTF-8 in a string (column 27); it is read all the same"
      ])
    #expect(turns[2].message.text == "\u{FFFD} \u{1B}[2J")
  }

  @Test func aMessageMayBeAnything() throws {
    let odd = [
      "{}", "[]", "null", "1", #""x""#, #"{"role": null, "content": {"a": 1}}"#,
      #"{"role": "assistant", "tool_calls": {}}"#,
      #"{"role": "assistant", "tool_calls": [null, 1, {"function": 2}, {"id": 7, "function": {"name": null}}]}"#,
      #"{"role": "tool", "content": [{"type": "image"}]}"#, #"{"role": "assistant", "function_call": "x"}"#,
      #"{"role": "user", "content": [null, {"type": "text"}, {"text": "t"}]}"#,
    ]
    let array = try Opened(scratch.file("a", #"[{"role": "user", "content": "x"},"# + odd.joined(separator: ",") + "]"))
    #expect(array.session.turns.count == odd.count + 1)
    #expect(try array.turns().count == odd.count + 1)
    #expect(try array.source.rows(in: 0..<odd.count + 1).count == odd.count + 1)
    let lines = try Opened(
      scratch.file("b", "{\"role\": \"user\", \"content\": \"x\"}\n" + odd.joined(separator: "\n")))
    #expect(try lines.turns().count == odd.count + 1)
    for name in ["chat_history", "messages", "agent_a", "llm_context"] {
      let path = try scratch.file(
        name,
        #"{"type": "XState", "summary": 1, "stop_reason": 2, "\#(name)": [{"role": "user", "name": "u", "source": "s", "type": "TextMessage", "content": "x"},"#
          + odd.joined(separator: ",") + "]}")
      let opened = try Opened(path)
      #expect(try opened.turns().count > odd.count, "\(opened.session.format)")
    }
  }

  @Test func aFileCutAnywhereOpensOrSaysWhere() throws {
    let whole = Data(
      #"{"chat_id": 1, "chat_history": [{"content": "a", "role": "assistant", "name": "u"}, {"tool_calls": [{"id": "c", "function": {"arguments": "{\"x\": 1}", "name": "f"}}], "content": null, "role": "assistant"}], "summary": ""}"#
        .utf8)
    for end in 1..<whole.count {
      let path = try scratch.file("cut", whole.prefix(end))
      if let failure = Opened.failure(path) { #expect(failure.kind == .unreadable && !failure.line.contains("\n")) }
    }
    let events = Data(
      (#"{"type": "LLMCall", "messages": [{"role": "user", "content": "a"}], "tools": [], "response": {"choices": [{"message": {"role": "assistant", "content": "b"}}]}, "agent_id": null}"#
        + "\n" + #"{"type": "ToolCall", "tool_name": "f", "arguments": {}, "result": "r", "agent_id": null}"# + "\n")
        .utf8)
    for end in 1..<events.count {
      let path = try scratch.file("cut", events.prefix(end))
      if let failure = Opened.failure(path) { #expect(failure.kind == .unreadable && !failure.line.contains("\n")) }
    }
  }

  @Test func whatIsWholeOfABrokenDocumentIsRead() throws {
    let first = #"{"role": "user", "content": "one"}"#
    let second = #"{"role": "assistant", "content": "two"}"#
    for rest in [#"{"role": "user", "cont"#, #"{"role": "user" "content": "x"}, \#(first)]"#] {
      let text = "[\(first), \(second), \(rest)"
      let opened = try Opened(try scratch.file("x", text))
      let turns = try opened.turns()
      #expect(turns.map(\.kind) == [.user, .assistant, .unreadable])
      #expect(turns[1].message.text == "two")
      #expect(turns[2].raw.text == rest)
      #expect(opened.session.problems.first?.what.hasSuffix("what stands before it is read") == true)
    }
  }

  @Test func aVeryDeepFileIsOneLine() throws {
    let path = try scratch.file("deep", "[" + String(repeating: "[", count: 200_000))
    #expect(Opened.failure(path)?.what.contains("nested deeper") == true)
  }

  @Test func aNameProvesNothing() throws {
    #expect(try Opened(scratch.file("logs.db", "plain words\n")).session.format == "text")
    #expect(
      try Opened(scratch.file("events.jsonl", #"[{"role": "user", "content": "x"}]"#)).session.format == "openai-chat")
    #expect(
      try Opened(scratch.file("chat_result.json", #"{"role": "user", "content": "chat_history, LLMCall, turntable"}"#))
        .session.format == "openai-chat-lines")
    #expect(
      try Opened(scratch.file("y", #"{"message": "x", "chat_history": [{"role": "CHATBOT", "message": "y"}]}"#))
        .session.format == "json")
    #expect(
      try Opened(scratch.file("x.json", #"{"note": "\"chat_history\": [{\"role\": 1}]"}"#)).session.format == "json")
  }

  @Test func aPipeIsReadToItsEnd() throws {
    let path = scratch.path + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    let text = #"[{"role": "user", "content": "through a pipe"}]"#
    let writer = Thread {
      let end = open(path, O_WRONLY)
      _ = write(end, text, text.utf8.count)
      close(end)
    }
    // A reader is there before the writer opens, so that neither waits for the other; what was written stays in the pipe.
    let held = open(path, O_RDONLY | O_NONBLOCK)
    let second = open(path, O_WRONLY)
    writer.start()
    while !writer.isFinished { sched_yield() }
    close(second)
    #expect(try Opened(path).turns().map(\.message.text) == ["through a pipe"])
    close(held)
  }
}
