package import Conversation
package import LosslessJSON

/// A line of the attach hook, or of a recording, that is a turn by itself: a tool's call or result, an exception that nobody
/// caught, the program's end.
package struct HookEvent: MessageDialect {
  package let name = "turntable-hook"
  package init() {}

  package func outline(of event: JSONValue) -> MessageOutline {
    var outline = MessageOutline(kind: .record, agent: event["agent"]?.string, time: event["time"]?.string)
    let id = event["id"]?.string
    let tool = event["name"]?.string
    switch event["event"]?.string {
    case "tool-call":
      outline.kind = .assistant
      outline.add(callNamed: tool ?? "", id: id)
    case "tool-result":
      outline.kind = .tool
      outline.add(resultOf: id, name: tool)
      if event["is_error"]?.bool == true || event["exception"]?.kind == .object { outline.flags.insert(.markedFailed) }
    case "exception":
      outline.kind = .ended
      outline.flags = [.text, .markedFailed]
    case "ended":
      outline.kind = .ended
      if event["status"]?.int != 0 { outline.flags.insert(.markedFailed) }
    default: break
    }
    return outline
  }

  package func message(at place: Located, turn: Int) -> Message {
    let event = place.value
    let kind = event["event"]?.string
    var message = Message(role: .other, writtenRole: kind)
    switch kind {
    case "tool-call":
      message.role = .assistant
      message.calls = [toolCall(from: place, key: CallKey(turn: turn, index: 0))]
    case "tool-result":
      message.role = .tool
      message.results = [result(place)]
    case "exception":
      let text = event["traceback"]?.string ?? "\(event["type"]?.string ?? ""): \(event["message"]?.string ?? "")"
      message.content = [.text(text, (place["traceback"] ?? place).origin)]
    case "ended":
      message.content = [.text(Self.ending(event), place.origin)]
    default:
      message.content = contentParts(of: place)
    }
    return message
  }

  private func result(_ place: Located) -> ToolResult {
    let (content, origin) = resultContent(of: place["content"], in: place)
    let event = place.value
    return ToolResult(
      callID: event["id"]?.string, name: event["name"]?.string, content: content, isError: event["is_error"]?.bool,
      origin: origin, exception: Self.exception(event["exception"]),
      duration: event["duration_ms"]?.double.map { $0 / 1000 })
  }

  /// `{type, message, traceback}`.
  package static func exception(_ value: JSONValue?) -> ExceptionRecord? {
    guard let value, let type = value["type"]?.string else { return nil }
    return ExceptionRecord(
      type: type, message: value["message"]?.string ?? "", traceback: value["traceback"]?.string)
  }

  private static func ending(_ event: JSONValue) -> String {
    if let signal = event["signal"]?.int { return "The program was ended by signal \(signal)." }
    return "The program ended with status \(event["status"]?.int ?? 0)."
  }
}
