package import Conversation
package import LosslessJSON

/// An event of ag2 1.x as its event log writes it: `{"type": "ag2.events.….ModelResponse", "data": {…}}` a line, or nested in
/// another event, `{"__event__": "…", …}`. What is said, called and answered is read; the rest is bookkeeping.
package struct Ag2Event: MessageDialect {
  package let name = "ag2-event"
  package init() {}

  /// The last part of an event's type: "ModelResponse".
  package static func kind(of event: JSONValue) -> String? {
    (event["__event__"] ?? event["type"])?.string?.split(separator: ".").last.map(String.init)
  }

  /// What an event holds: itself where it is nested.
  package static func data(of event: JSONValue) -> JSONValue {
    event["__event__"] == nil ? event["data"] ?? event : event
  }

  private static let requests: Set = ["ModelRequest", "DrainedModelRequest", "HumanMessage"]
  private static let answers: Set = ["ModelResponse", "HumanInputRequest", "ToolApprovalRequest"]
  package static let calls: Set = ["ToolCallEvent", "BuiltinToolCallEvent", "ClientToolCallEvent"]
  package static let results: Set = [
    "ToolResultEvent", "BuiltinToolResultEvent", "ToolErrorEvent", "ToolNotFoundEvent",
  ]

  package func outline(of event: JSONValue) -> MessageOutline {
    let data = Self.data(of: event)
    let kind = Self.kind(of: event) ?? ""
    var outline = MessageOutline(kind: .record, time: Self.time(data["created_at"]))
    switch kind {
    case _ where Self.requests.contains(kind):
      outline.kind = .user
      outline.agent = "user"
      if hasText(data["content"] ?? data["parts"]) { outline.flags.insert(.text) }
    case _ where Self.answers.contains(kind):
      outline.kind = .assistant
      for call in data["tool_calls"]?["calls"].map({ Array($0.elements) }) ?? [] {
        outline.add(callNamed: callName(of: call), id: call["id"]?.string)
      }
      if hasText(data["message"]?["content"] ?? data["content"]) { outline.flags.insert(.text) }
    case _ where Self.calls.contains(kind):
      outline.kind = .assistant
      outline.add(callNamed: callName(of: data), id: data["id"]?.string)
    case _ where Self.results.contains(kind):
      outline.kind = .tool
      outline.add(resultOf: data["parent_id"]?.string, name: data["name"]?.string)
      if data["error"] != nil { outline.flags.insert(.markedFailed) }
    default: break
    }
    return outline
  }

  package func message(at place: Located, turn: Int) -> Message {
    let kind = Self.kind(of: place.value) ?? ""
    let data = place.value["__event__"] == nil ? place["data"] ?? place : place
    var message = Message(role: .other, writtenRole: kind)
    switch kind {
    case _ where Self.requests.contains(kind):
      message.role = .user
      message.content = data["parts"].map(Self.parts) ?? contentParts(of: data["content"])
    case _ where Self.answers.contains(kind):
      message.role = .assistant
      message.content = contentParts(of: data["message"]?["content"] ?? data["content"])
      message.calls = (data["tool_calls"]?["calls"]?.elements ?? []).enumerated().map {
        toolCall(from: $1, key: CallKey(turn: turn, index: $0))
      }
    case _ where Self.calls.contains(kind):
      message.role = .assistant
      message.calls = [toolCall(from: data, key: CallKey(turn: turn, index: 0))]
    case _ where Self.results.contains(kind):
      message.role = .tool
      message.results = [Self.result(data)]
    default: message.content = contentParts(of: place)
    }
    return message
  }

  /// `{parent_id, name, result: {parts: […]}, error: {__exception__, message}}`.
  private static func result(_ data: Located) -> ToolResult {
    let error = data.value["error"]
    let parts = data.at(["result", "data", "parts"]) ?? data.at(["result", "parts"])
    let values = (parts?.elements ?? []).compactMap { $0["content"] ?? $0["data"] ?? $0 }
    // A result of one part stands where that part does.
    let whole = values.count == 1 ? values[0] : parts
    let (content, origin) = resultContent(of: whole, in: data)
    let text = values.count == 1 ? content : RawText(joined(values))
    return ToolResult(
      callID: data.value["parent_id"]?.string, name: data.value["name"]?.string, content: text,
      isError: error != nil, origin: origin,
      exception: error?["__exception__"]?.string.map {
        ExceptionRecord(type: $0, message: error?["message"]?.string ?? "", traceback: nil)
      })
  }

  private static func joined(_ values: [Located]) -> [UInt8] {
    Array(values.map { $0.value.decodedBytes ?? Array($0.value.rawBytes) }.joined(separator: [0x0A]))
  }

  /// `[{"__event__": "….TextInput", "content": …}, …]`.
  private static func parts(_ parts: Located) -> [ContentPart] {
    parts.elements.map { part in
      if let text = part["content"], let words = text.value.string { return .text(words, text.origin) }
      return .other((part["data"] ?? part).value.detached(), part.origin)
    }
  }

  private static func time(_ seconds: JSONValue?) -> String? { seconds?.numberLexeme }
}

/// An envelope of ag2 1.x's network hub (`wal.jsonl` of a channel): what one agent sent to others. Calls are not in it.
package struct Ag2Envelope: MessageDialect {
  package let name = "ag2-envelope"
  package init() {}

  /// What an envelope says; nil where it only tells of the channel.
  private static func words(of envelope: JSONValue) -> (name: String, value: JSONValue)? {
    guard let data = envelope["event_data"] else { return nil }
    for name in ["text", "content", "body"] {
      if let value = data[name], value.kind == .string, hasText(value) { return (name, value) }
    }
    return nil
  }

  package func outline(of envelope: JSONValue) -> MessageOutline {
    guard Self.words(of: envelope) != nil else { return MessageOutline(kind: .record) }
    return MessageOutline(
      kind: .assistant, flags: .text, agent: envelope["sender_id"]?.string, time: envelope["created_at"]?.string)
  }

  package func message(at place: Located, turn: Int) -> Message {
    var message = Message(role: .assistant, writtenRole: place.value["event_type"]?.string)
    if let words = Self.words(of: place.value) {
      message.content = contentParts(of: place["event_data"]?[words.name])
    }
    return message
  }
}
