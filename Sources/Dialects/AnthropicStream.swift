import LosslessJSON

/// A streamed answer of the Messages API (server-sent events, `data: {event}` a line, or the events alone, one a line),
/// joined into the message that it stands for.
package enum AnthropicStream {
  /// The message's body as JSON text: what the events say, fragments joined by their block's index. A call's input is
  /// the text that its fragments add up to: an object where that is JSON, else a string of it. An error event stands as
  /// `error`.
  package static func joined(_ bytes: [UInt8]) -> [UInt8] {
    var message = JoinedMessage()
    for event in StreamEvents(bytes) { message.add(event) }
    return message.json()
  }
}

/// The JSON payloads of a stream, in order, one a line or several: events of their own lines, or the elements of an array.
/// What is no JSON (`[DONE]`, event names) is passed over.
struct StreamEvents: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var at = 0
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> JSONValue? {
    while let start = bytes[at...].firstIndex(of: 0x7B) {
      let line = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      if let event = try? Document.tolerating(Array(bytes[start..<line])).document.root {
        at = line
        return event
      }
      if case .value(let range) = JSONPrefix(of: bytes, at: start) {
        at = range.upperBound
        if let event = try? Document(bytes[range]).root { return event }
      } else {
        at = line
      }
    }
    return nil
  }
}

/// A line of a stream of server-sent events.
package enum StreamLine {
  /// The JSON text that a line carries: after `data:`, or the line itself where it is an object; nil for other lines.
  package static func payload(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let rest = line.starts(with: "data:".utf8) ? line.dropFirst(5) : line
    let text = rest.drop { $0 == 0x20 || $0 == 0x09 }
    return text.first == 0x7B ? text : nil
  }
}

/// A message while its events arrive.
private struct JoinedMessage {
  private struct Block {
    var index: Int
    /// The block as it began.
    var start: JSONValue
    var text = ""
    var thought = ""
    var signature = ""
    var input = ""
  }
  private var head: JSONValue?
  private var blocks: [Block] = []
  private var stopReason: String?
  private var usage: JSONValue?
  private var error: JSONValue?

  mutating func add(_ event: JSONValue) {
    switch event["type"]?.string {
    case "message_start": head = event["message"]
    case "content_block_start":
      if let start = event["content_block"] {
        blocks.append(Block(index: event["index"]?.int ?? blocks.count, start: start))
      }
    case "content_block_delta":
      guard let delta = event["delta"], let at = blocks.lastIndex(where: { $0.index == event["index"]?.int }) else {
        return
      }
      blocks[at].text += delta["text"]?.string ?? ""
      blocks[at].thought += delta["thinking"]?.string ?? ""
      blocks[at].signature += delta["signature"]?.string ?? ""
      blocks[at].input += delta["partial_json"]?.string ?? ""
    case "message_delta":
      if let reason = event["delta"]?["stop_reason"]?.string { stopReason = reason }
      if let given = event["usage"], given.kind == .object { usage = given }
    case "error": error = event["error"]
    default: break
    }
  }

  func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      if let error {
        writer.member("type", "error")
        writer.member("error", error)
      }
      for member in head.map({ Array($0.members) }) ?? []
      where !["content", "stop_reason", "usage"].contains(member.key) && !(error != nil && member.key == "type") {
        writer.member(member.key, member.value)
      }
      guard head != nil || !blocks.isEmpty else { return }
      writer.member(
        "content",
        array: { writer in
          for block in blocks { write(block, &writer) }
        })
      writer.member("stop_reason", stopReason ?? head?["stop_reason"]?.string)
      // The last event repeats what the first said and adds what was generated.
      writer.member(
        "usage",
        object: { writer in
          let last = usage.map { Array($0.members) } ?? []
          for member in head?["usage"].map({ Array($0.members) }) ?? []
          where !last.contains(where: { $0.key == member.key }) {
            writer.member(member.key, member.value)
          }
          for member in last { writer.member(member.key, member.value) }
        })
    }
    return writer.bytes
  }

  private func write(_ block: Block, _ writer: inout JSONWriter) {
    writer.object { writer in
      for member in block.start.members {
        switch member.key {
        case "text" where !block.text.isEmpty: writer.member("text", (member.value.string ?? "") + block.text)
        case "thinking" where !block.thought.isEmpty:
          writer.member("thinking", (member.value.string ?? "") + block.thought)
        case "signature" where !block.signature.isEmpty: break
        case "input" where !block.input.isEmpty: break
        default: writer.member(member.key, member.value)
        }
      }
      if !block.signature.isEmpty { writer.member("signature", block.signature) }
      guard !block.input.isEmpty else { return }
      if let whole = try? Document(block.input).root {
        writer.member("input", whole)
      } else {
        writer.member("input", block.input)
      }
    }
  }
}
