package import Conversation
package import LosslessJSON

/// A message or event of AgentChat's own, as `TaskResult` and the team's message thread hold it: `{id, source, type, content}`.
package struct AgentChatMessage: MessageDialect {
  package let name = "agentchat-message"
  package init() {}

  package func outline(of message: JSONValue) -> MessageOutline {
    let type = message["type"]?.string
    let source = message["source"]?.string
    var outline = MessageOutline(
      kind: Self.kind(type, source), agent: source, time: message["created_at"]?.string)
    let content = message["content"]
    switch type {
    case "ToolCallRequestEvent":
      for call in content.map({ Array($0.elements) }) ?? [] {
        outline.add(callNamed: callName(of: call), id: call["id"]?.string)
      }
    case "ToolCallExecutionEvent":
      for result in content.map({ Array($0.elements) }) ?? [] {
        outline.add(resultOf: result["call_id"]?.string, name: result["name"]?.string)
        if result["is_error"]?.bool == true { outline.flags.insert(.markedFailed) }
      }
    default:
      if hasText(content) { outline.flags.insert(.text) }
    }
    return outline
  }

  package func message(at place: Located, turn: Int) -> Message {
    let type = place.value["type"]?.string
    let kind = Self.kind(type, place.value["source"]?.string)
    var message = Message(role: kind == .user ? .user : kind == .tool ? .tool : .assistant, writtenRole: type)
    let content = place["content"]
    switch type {
    case "ToolCallRequestEvent":
      message.calls = (content?.elements ?? []).enumerated().map {
        toolCall(from: $1, key: CallKey(turn: turn, index: $0))
      }
    case "ToolCallExecutionEvent":
      message.results = (content?.elements ?? []).map(agentChatResult)
    case "ThoughtEvent":
      if let content, let text = content.value.string { message.content = [.thought(text, content.origin)] }
    default:
      message.content = contentParts(of: content)
    }
    return message
  }

  /// Kinds of records that repeat or announce what other records say: never turns.
  package static func isBookkeeping(_ type: String?) -> Bool {
    ["ModelClientStreamingChunkEvent", "SelectSpeakerEvent", "SelectorEvent", "MemoryQueryEvent"].contains(type)
  }

  static func kind(_ type: String?, _ source: String?) -> TurnKind {
    guard let type else { return .record }
    switch type {
    case "ToolCallExecutionEvent": return .tool
    case "UserInputRequestedEvent": return .user
    default:
      guard type.hasSuffix("Message") || type.hasSuffix("Event") else { return .record }
      return source == "user" ? .user : .assistant
    }
  }
}

/// One element of a `FunctionExecutionResult` list: `{content, name, call_id, is_error}`.
func agentChatResult(_ place: Located) -> ToolResult {
  let (content, origin) = resultContent(of: place["content"], in: place)
  return ToolResult(
    callID: place.value["call_id"]?.string, name: place.value["name"]?.string, content: content,
    isError: place.value["is_error"]?.bool, origin: origin)
}
