package import Conversation
package import LosslessJSON

/// A message of OpenAI's Chat Completions: `{role, content, tool_calls | function_call | tool_call_id}`, in requests,
/// answers and saved histories. What other servers and AutoGen add to it (`reasoning_content`, `tool_responses`, `name`) is
/// read where it stands.
package struct OpenAIChat: MessageDialect {
  package let name = "openai-chat"
  package init() {}

  package func outline(of message: JSONValue) -> MessageOutline {
    guard message.kind == .object else { return MessageOutline(kind: .record) }
    var outline = MessageOutline(kind: .record)
    var role: String?
    var ownName: String?
    var answers: JSONValue?
    for member in message.members {
      if member.isNamed("role") {
        role = member.value.string
      } else if member.isNamed("name") {
        ownName = member.value.string
      } else if member.isNamed("content") {
        if hasText(member.value) { outline.flags.insert(.text) }
        for call in writtenCalls(in: member.value) { outline.add(callNamed: callName(of: call), id: nil) }
      } else if member.isNamed("tool_call_id") {
        outline.answersID = member.value.string
      } else if member.isNamed("tool_calls") {
        for call in member.value.elements { outline.add(callNamed: callName(of: call), id: call["id"]?.string) }
      } else if member.isNamed("function_call"), member.value.kind == .object {
        outline.add(callNamed: callName(of: member.value), id: nil)
      } else if member.isNamed("tool_responses"), member.value.kind == .array {
        answers = member.value
      }
    }
    outline.kind = Self.kind(of: role)
    if let answers {
      outline.kind = .tool
      outline.agent = ownName
      for answer in answers.elements { outline.add(resultOf: answer["tool_call_id"]?.string, name: nil) }
    } else if role == "tool" || role == "function" {
      let id = outline.answersID
      outline.add(resultOf: id, name: ownName)
    } else {
      outline.agent = ownName
    }
    return outline
  }

  package func message(at place: Located, turn: Int) -> Message {
    let value = place.value
    let writtenRole = value["role"]?.string
    var message = Message(role: Self.role(of: writtenRole), writtenRole: writtenRole)
    if let answers = place["tool_responses"], answers.value.kind == .array {
      message.role = .tool
      message.results = answers.elements.map { result(at: $0, name: nil) }
      return message
    }
    if writtenRole == "tool" || writtenRole == "function" {
      message.results = [result(at: place, name: value["name"]?.string)]
      return message
    }
    for name in ["reasoning_content", "reasoning"] {
      if let thought = place[name], let text = thought.value.string, !text.isEmpty {
        message.content.append(.thought(text, thought.origin))
        break
      }
    }
    if let content = place["content"] {
      message.content += contentParts(of: content)
      message.calls += writtenCalls(at: content, turn: turn)
    }
    if let refusal = place["refusal"], let text = refusal.value.string {
      message.content.append(.text(text, refusal.origin))
    }
    if let calls = place["tool_calls"] {
      for call in calls.elements {
        message.calls.append(toolCall(from: call, key: CallKey(turn: turn, index: message.calls.count)))
      }
    }
    if let call = place["function_call"], call.value.kind == .object {
      message.calls.append(
        toolCall(from: call, key: CallKey(turn: turn, index: message.calls.count), isLegacy: true))
    }
    return message
  }

  private func result(at place: Located, name: String?) -> ToolResult {
    let (content, origin) = resultContent(of: place["content"], in: place)
    return ToolResult(
      callID: place.value["tool_call_id"]?.string, name: name, content: content, isError: nil, origin: origin)
  }

  static func kind(of role: String?) -> TurnKind {
    switch role {
    case "system", "developer": .system
    case "user": .user
    case "assistant": .assistant
    case "tool", "function": .tool
    default: .record
    }
  }

  static func role(of role: String?) -> Message.Role {
    switch kind(of: role) {
    case .system: .system
    case .user: .user
    case .assistant: .assistant
    case .tool: .tool
    default: .other
    }
  }
}
