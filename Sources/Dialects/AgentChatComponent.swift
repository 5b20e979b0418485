package import Conversation
package import LosslessJSON

/// A component of AgentChat as `dump_component()` writes it: `{provider, component_type, label, config}`. A tool has its
/// source in it, an agent its system message. Nothing of it is run.
package struct AgentChatComponent: MessageDialect {
  package let name = "agentchat-component"
  package init() {}

  package static func isOne(_ value: JSONValue) -> Bool {
    value.kind == .object && value["provider"]?.kind == .string && value["config"]?.kind == .object
  }

  package func outline(of component: JSONValue) -> MessageOutline {
    let config = component["config"]
    let name = config?["name"]?.string
    if config?["source_code"] != nil { return MessageOutline(kind: .record, flags: .text, tool: name) }
    if config?["system_message"]?.kind == .string {
      return MessageOutline(kind: .system, flags: .text, agent: name)
    }
    return MessageOutline(kind: .record, flags: .text, agent: name)
  }

  package func message(at place: Located, turn: Int) -> Message {
    let config = place["config"]
    let kind = outline(of: place.value).kind
    var message = Message(
      role: kind == .system ? .system : .other, writtenRole: place.value["component_type"]?.string)
    for name in ["description", "source_code", "system_message"] where kind != .system || name == "system_message" {
      if let part = config?[name], let text = part.value.string, !text.isEmpty {
        message.content.append(.text(text, part.origin))
      }
    }
    if message.content.isEmpty { message.content = contentParts(of: place["description"] ?? place) }
    return message
  }
}
