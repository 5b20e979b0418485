package import Conversation
package import LosslessJSON

/// A message of Anthropic's Messages API: `{role, content: "text" | [blocks]}`, and a request's `system` (a text or blocks
/// by themselves). Calls are blocks; results are blocks of the user's next message, or of the same message where the
/// server runs the tool.
package struct AnthropicMessages: MessageDialect {
  package let name = "anthropic-messages"
  package init() {}

  package func outline(of message: JSONValue) -> MessageOutline {
    guard message.kind == .object else {
      return MessageOutline(kind: .system, flags: hasText(message) ? .text : [])
    }
    var outline = MessageOutline(kind: OpenAIChat.kind(of: message["role"]?.string))
    outline.add(blocks: message["content"])
    if outline.kind == .user, outline.results > 0 { outline.kind = .tool }
    return outline
  }

  package func message(at place: Located, turn: Int) -> Message {
    guard place.value.kind == .object else { return Message(role: .system, content: contentParts(of: place)) }
    let role = place.value["role"]?.string
    var message = Message(role: OpenAIChat.role(of: role), writtenRole: role)
    message.add(blocks: place["content"], turn: turn)
    if message.role == .user, !message.results.isEmpty { message.role = .tool }
    return message
  }

  /// A call of the client's, the server's (`server_tool_use`) or an MCP server's tool (`mcp_tool_use`).
  static func isCall(_ type: String?) -> Bool { type == "tool_use" || type?.hasSuffix("_tool_use") == true }

  /// `tool_result`, `mcp_tool_result`, `web_search_tool_result` and their kin.
  static func isResult(_ type: String?) -> Bool { type == "tool_result" || type?.hasSuffix("_tool_result") == true }

  /// Whether a result says that it failed: by its flag, or by an error block in the content's place.
  static func isFailure(_ result: JSONValue) -> Bool? {
    if let flag = result["is_error"]?.bool { return flag }
    return result["content"]?["type"]?.string?.hasSuffix("_error") == true ? true : nil
  }
}

extension MessageOutline {
  /// Takes a message's content blocks into account.
  mutating func add(blocks content: JSONValue?) {
    guard let content, content.kind == .array else {
      if hasText(content) { flags.insert(.text) }
      return
    }
    for block in content.elements {
      let type = block["type"]?.string
      if AnthropicMessages.isCall(type) {
        add(callNamed: block["name"]?.string ?? "", id: block["id"]?.string)
      } else if AnthropicMessages.isResult(type) {
        add(resultOf: block["tool_use_id"]?.string, name: nil)
        if AnthropicMessages.isFailure(block) == true { flags.insert(.markedFailed) }
      } else {
        flags.insert(.text)
      }
    }
  }
}

extension Message {
  /// Adds what a message's content blocks hold.
  mutating func add(blocks content: Located?, turn: Int) {
    guard let content, content.value.kind == .array else {
      self.content += contentParts(of: content)
      return
    }
    for block in content.elements {
      let type = block.value["type"]?.string
      if AnthropicMessages.isCall(type) {
        calls.append(toolCall(from: block, key: CallKey(turn: turn, index: calls.count)))
      } else if AnthropicMessages.isResult(type) {
        let (text, origin) = resultContent(of: block["content"], in: block)
        results.append(
          ToolResult(
            callID: block.value["tool_use_id"]?.string, content: text,
            isError: AnthropicMessages.isFailure(block.value), origin: origin))
      } else {
        self.content.append(contentPart(block))
      }
    }
  }
}
