package import Conversation
package import LosslessJSON

/// What a message says, in 64 bits: equal when it is the same message again in a later request. Differences that the
/// frameworks make while they keep a message (`null`, absent and empty content, white space in the JSON, names) do not count.
package struct MessageDigest: Sendable, Equatable {
  /// Role, content, calls with their ids, the answered id.
  package var full: UInt64
  /// The same without the role: another agent is told it as a user's message.
  package var spoken: UInt64
  package var role: Message.Role
  /// The content alone.
  package var content: UInt64
  /// The names of the calls; 0 where there are none.
  package var callNames: UInt64
  /// The id that the message answers; 0 where there is none.
  package var answers: UInt64
  /// There is neither content nor a call.
  package var isEmpty: Bool

  /// Digests a message in the Chat form, or an AgentChat model message. Costs one pass over its text.
  package init(of message: JSONValue, role written: String? = nil) {
    var content = Mixer()
    var calls = Mixer()
    var names = Mixer()
    var answered = Mixer()
    var role = written
    var hasCalls = false
    var contentValue: JSONValue?
    var responses: JSONValue?
    func add(_ call: JSONValue) {
      let holder = call["function"] ?? call["custom"] ?? call
      let name = (holder["name"]?.decodedBytes ?? [])[...]
      names.add(name)
      calls.add((call["id"]?.decodedBytes ?? [])[...])
      calls.add(name)
      calls.add(words(holder["arguments"] ?? holder["input"]))
      hasCalls = true
    }
    for member in message.members {
      if member.isNamed("role"), written == nil {
        role = member.value.string
      } else if member.isNamed("content") {
        contentValue = member.value
      } else if member.isNamed("tool_calls") {
        for call in member.value.elements { add(call) }
      } else if member.isNamed("function_call"), member.value.kind == .object {
        add(member.value)
      } else if member.isNamed("tool_responses"), member.value.kind == .array {
        responses = member.value
      } else if member.isNamed("tool_call_id") || member.isNamed("call_id") {
        answered.add((member.value.decodedBytes ?? [])[...])
      }
    }
    if message.kind != .object {
      // A request's `system` by itself.
      contentValue = message
      role = role ?? "system"
    }
    var text: ArraySlice<UInt8> = []
    if responses == nil, contentValue?.kind == .array, contentValue?[0]?["call_id"] != nil { responses = contentValue }
    if let responses {
      // Results in one message: each with the id that it answers.
      for response in responses.elements {
        answered.add(((response["tool_call_id"] ?? response["call_id"])?.decodedBytes ?? [])[...])
        text.append(contentsOf: words(response["content"]))
      }
      role = role ?? "tool"
    } else if let contentValue, contentValue.kind == .array, contentValue[0]?["arguments"] != nil {
      for call in contentValue.elements { add(call) }
    } else if let contentValue, contentValue.kind == .array, Self.hasAnthropicBlocks(contentValue) {
      for block in contentValue.elements {
        let type = block["type"]?.string
        if AnthropicMessages.isCall(type) {
          add(block)
        } else if AnthropicMessages.isResult(type) {
          answered.add((block["tool_use_id"]?.decodedBytes ?? [])[...])
          text.append(contentsOf: words(block["content"]))
          if role == "user" { role = "tool" }
        } else if type != "thinking", type != "redacted_thinking" {
          text.append(contentsOf: block["text"]?.decodedBytes ?? Array(block.rawBytes))
        }
      }
    } else {
      text = words(contentValue)
    }
    if hasCalls, text.elementsEqual("None".utf8) { text = [] }
    content.add(text)
    self.content = content.value
    self.role = OpenAIChat.role(of: role)
    callNames = hasCalls ? names.value : 0
    answers = answered.count > 0 ? answered.value : 0
    isEmpty = text.isEmpty && !hasCalls
    var all = content
    all.add(calls.value)
    all.add(answered.value)
    spoken = all.value
    all.add(UInt64(truncatingIfNeeded: self.role.rawValue.utf8.first ?? 0))
    full = all.value
  }

  private static func hasAnthropicBlocks(_ content: JSONValue) -> Bool {
    content.elements.contains { block in
      let type = block["type"]?.string
      return AnthropicMessages.isCall(type) || AnthropicMessages.isResult(type) || type == "thinking"
    }
  }

  /// What a tool answered, as the message that tells it to the model would read.
  package init(ofResult value: JSONValue?, id: String?) {
    var content = Mixer()
    let text = words(value)
    content.add(text)
    self.content = content.value
    var answered = Mixer()
    if let id { answered.add(Array(id.utf8)[...]) }
    role = .tool
    callNames = 0
    answers = answered.count > 0 ? answered.value : 0
    isEmpty = text.isEmpty
    var all = content
    all.add(Mixer().value)
    all.add(answered.value)
    spoken = all.value
    all.add(UInt64(Message.Role.tool.rawValue.utf8.first ?? 0))
    full = all.value
  }
}

/// The text of a content or of arguments, as the reader of the message gets it.
private func words(_ value: JSONValue?) -> ArraySlice<UInt8> {
  guard let value else { return [] }
  switch value.kind {
  case .null: return []
  case .string: return (value.decodedBytes ?? [])[...]
  case .array:
    var joined: [UInt8] = []
    for part in value.elements {
      guard let text = part.decodedBytes ?? part["text"]?.decodedBytes else { return value.rawBytes }
      joined.append(contentsOf: text)
    }
    return joined[...]
  default: return value.rawBytes
  }
}

/// A 64-bit hash that is the same in every process: eight bytes a step, multiplied and folded.
package struct Mixer: Sendable {
  package private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15
  /// Bytes taken.
  package private(set) var count = 0

  package init() {}

  package mutating func add(_ word: UInt64) {
    let (high, low) = (value ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    value = high ^ low &+ 0x2545_F491_4F6C_DD1D
  }

  package mutating func add(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { buffer in
      var at = 0
      while at + 8 <= buffer.count {
        add(buffer.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        at += 8
      }
      var last = UInt64(buffer.count) << 56
      for (place, byte) in buffer[at...].enumerated() { last |= UInt64(byte) << UInt64(8 * place) }
      add(last)
    }
    count += bytes.count
  }
}
