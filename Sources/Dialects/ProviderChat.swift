package import Conversation
package import LosslessJSON

/// A message in OpenAI's or in Anthropic's form, told apart by its content blocks: logs hold both, and gateways turn one
/// into the other.
package struct ProviderChat: MessageDialect {
  package let name = "provider-chat"
  private let chat = OpenAIChat()
  private let anthropic = AnthropicMessages()
  package init() {}

  package func outline(of message: JSONValue) -> MessageOutline {
    Self.isAnthropic(message) ? anthropic.outline(of: message) : chat.outline(of: message)
  }

  package func message(at place: Located, turn: Int) -> Message {
    Self.isAnthropic(place.value)
      ? anthropic.message(at: place, turn: turn) : chat.message(at: place, turn: turn)
  }

  /// Whether a message has blocks that only Anthropic writes, or is a request's `system`.
  private static func isAnthropic(_ message: JSONValue) -> Bool {
    guard message.kind == .object else { return message.kind == .string || message.kind == .array }
    guard let content = message["content"], content.kind == .array else { return false }
    return content.elements.contains { block in
      let type = block["type"]?.string
      return AnthropicMessages.isCall(type) || AnthropicMessages.isResult(type) || type == "redacted_thinking"
    }
  }
}
