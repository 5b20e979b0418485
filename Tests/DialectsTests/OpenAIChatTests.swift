import Conversation
import Dialects
import LosslessJSON
import Testing

@Suite struct OpenAIChatTests {
  private func message(_ text: String) throws -> Message {
    let document = try Document(text)
    return OpenAIChat().message(at: Located(root: document.root, at: Origin(source: "s", bytes: 100..<200)), turn: 7)
  }

  @Test func argumentsKeepTheFormTheyWereWrittenIn() throws {
    let message = try message(
      """
      {"role": "assistant", "content": "", "tool_calls": [
        {"id": "a", "function": {"name": "f", "arguments": "{\\"x\\": 1.10}"}},
        {"function": {"name": "g", "arguments": {"x": 1.10}}},
        {"id": null, "function": {"name": "h", "arguments": null}},
        {"id": "d", "function": {"name": "i"}}]}
      """)
    #expect(message.calls.map(\.arguments.form) == [.text, .value, .null, .absent])
    #expect(message.calls.map(\.id) == ["a", nil, nil, "d"])
    #expect(message.calls.map(\.arguments.text) == [#"{"x": 1.10}"#, #"{"x": 1.10}"#, "", ""])
    #expect(message.calls.map(\.key.turn) == [7, 7, 7, 7])
  }

  @Test func placesCountFromTheSourcesStart() throws {
    let message = try message(#"{"role": "user", "content": [{"type": "text", "text": "hi"}]}"#)
    guard case .text("hi", let origin)? = message.content.first else {
      Issue.record("the text part is missing")
      return
    }
    #expect(origin.pointer == "/content/0/text")
    #expect(origin.bytes == 154..<158)
  }

  @Test func legacyCallsAndTheirAnswersAreRead() throws {
    let call = try message(
      #"{"role": "assistant", "content": null, "function_call": {"name": "f", "arguments": "{}"}}"#)
    #expect(call.calls.map(\.isLegacy) == [true])
    let answer = try message(#"{"role": "function", "name": "f", "content": "ok"}"#)
    #expect(answer.role == .tool)
    #expect(answer.results.first?.name == "f")
    #expect(answer.results.first?.callID == nil)
  }
}
