package import Conversation
package import LosslessJSON

/// A message of AgentChat's model layer, as a saved state's context holds it (`{content, source, type: "AssistantMessage"}`),
/// and the answer of a streamed call (`CreateResult`: `{finish_reason, content, thought}`).
package struct AgentChatModelMessage: MessageDialect {
  package let name = "agentchat-model"
  package init() {}

  package func outline(of message: JSONValue) -> MessageOutline {
    let type = message["type"]?.string
    var outline = MessageOutline(kind: Self.kind(type, message), agent: message["source"]?.string)
    let content = message["content"]
    if outline.kind == .tool {
      for result in content.map({ Array($0.elements) }) ?? [] {
        outline.add(resultOf: result["call_id"]?.string, name: result["name"]?.string)
        if result["is_error"]?.bool == true { outline.flags.insert(.markedFailed) }
      }
    } else if outline.kind == .assistant, let content, content.kind == .array {
      for call in content.elements { outline.add(callNamed: callName(of: call), id: call["id"]?.string) }
      if hasText(message["thought"]) { outline.flags.insert(.text) }
    } else if hasText(content) {
      outline.flags.insert(.text)
    }
    return outline
  }

  package func message(at place: Located, turn: Int) -> Message {
    let value = place.value
    let type = value["type"]?.string
    let kind = Self.kind(type, value)
    var message = Message(role: .other, writtenRole: type)
    if let thought = place["thought"], let text = thought.value.string, !text.isEmpty {
      message.content.append(.thought(text, thought.origin))
    }
    switch kind {
    case .tool:
      message.role = .tool
      message.results = (place["content"]?.elements ?? []).map(agentChatResult)
    case .assistant where value["content"]?.kind == .array:
      message.role = .assistant
      message.calls = (place["content"]?.elements ?? []).enumerated().map {
        toolCall(from: $1, key: CallKey(turn: turn, index: $0))
      }
    default:
      message.role = kind == .system ? .system : kind == .user ? .user : kind == .assistant ? .assistant : .other
      message.content += contentParts(of: place["content"])
    }
    return message
  }

  static func kind(_ type: String?, _ message: JSONValue) -> TurnKind {
    switch type {
    case "SystemMessage": .system
    case "UserMessage": .user
    case "AssistantMessage": .assistant
    case "FunctionExecutionResultMessage": .tool
    case nil where message["finish_reason"] != nil: .assistant
    default: .record
    }
  }
}
