package import Conversation
package import LosslessJSON

/// A record of a Claude Code session that carries a message: `{type: "user" | "assistant", message: {…}, …}`, or the
/// `progress` record in which a sub-agent's message is passed on. One message may be split over several records, a content
/// block each.
package struct ClaudeCodeRecord: MessageDialect {
  package let name = "claude-code"
  package init() {}

  /// Where a record's message stands in it.
  package static func path(of record: JSONValue) -> [String] {
    isRelayed(record) ? ["data", "message", "message"] : ["message"]
  }

  /// A sub-agent's record inside a `progress` record.
  package static func isRelayed(_ record: JSONValue) -> Bool {
    record["type"]?.isString("progress") == true && record["data"]?["message"]?["message"]?.kind == .object
  }

  package func outline(of record: JSONValue) -> MessageOutline {
    let holder = Self.isRelayed(record) ? record["data"]?["message"] ?? record : record
    let time = (record["timestamp"] ?? holder["timestamp"])?.string
    var outline = MessageOutline(kind: .record, time: time)
    outline.kind = OpenAIChat.kind(of: holder["message"]?["role"]?.string ?? holder["type"]?.string)
    outline.add(blocks: holder["message"]?["content"])
    if outline.kind == .user, outline.results > 0 { outline.kind = .tool }
    return outline
  }

  package func message(at place: Located, turn: Int) -> Message { message(joining: [place], turn: turn) }

  package func message(joining records: [Located], turn: Int) -> Message {
    var message = Message(role: .other)
    for record in records {
      let inner = record.at(Self.path(of: record.value))
      let kind = outline(of: record.value).kind
      message.role = kind == .assistant ? .assistant : kind == .user ? .user : kind == .tool ? .tool : .other
      message.writtenRole = inner?.value["role"]?.string ?? record.value["type"]?.string
      message.add(blocks: inner?["content"], turn: turn)
      if message.results.count == 1 {
        message.results[0].duration = Self.duration(record.value["toolUseResult"])
      }
      // Claude Code leaves the flag out where a tool did not fail.
      for index in message.results.indices where message.results[index].isError == nil {
        message.results[index].isError = false
      }
    }
    return message
  }

  package func isPart(_ record: JSONValue, of first: JSONValue) -> Bool {
    let path = Self.path(of: record)
    guard path == Self.path(of: first), let id = Self.messageID(of: record) else { return false }
    return id == Self.messageID(of: first)
  }

  /// The model's id of an assistant's message, which its records share.
  package static func messageID(of record: JSONValue) -> String? {
    let holder = isRelayed(record) ? record["data"]?["message"] ?? record : record
    guard holder["type"]?.isString("assistant") == true else { return nil }
    return holder["message"]?["id"]?.string
  }

  private static func duration(_ result: JSONValue?) -> Double? {
    guard let result, result.kind == .object else { return nil }
    if let milliseconds = (result["durationMs"] ?? result["totalDurationMs"])?.double { return milliseconds / 1000 }
    return result["durationSeconds"]?.double
  }
}
