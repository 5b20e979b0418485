import LosslessJSON

/// A streamed Chat Completions answer (server-sent events, `data: {chunk}` a line, or the chunks alone), joined into the answer that it stands for.
package enum ChatStream {
  /// Whether bytes look like such a stream.
  package static func isStream(_ bytes: [UInt8]) -> Bool {
    let start = bytes.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D }
    return ["data:", "event:", ":"].contains { start.starts(with: $0.utf8) }
  }

  /// The answer's body as JSON text: what the chunks say, fragments joined by their index. An error event stands as `error`.
  package static func joined(_ bytes: [UInt8]) -> [UInt8] {
    var answer = JoinedAnswer()
    for chunk in StreamEvents(bytes) { answer.add(chunk) }
    return answer.json()
  }
}

/// An answer while its chunks arrive.
private struct JoinedAnswer {
  private struct Call {
    var index: Int
    var id: String?
    var name = ""
    var arguments = ""
  }
  private var model: String?
  private var content: String?
  private var thought = ""
  private var calls: [Call] = []
  private var legacy: Call?
  private var finish: String?
  private var usage: JSONValue?
  private var error: JSONValue?
  private var hasChoice = false

  mutating func add(_ chunk: JSONValue) {
    if let name = chunk["model"]?.string { model = name }
    if let given = chunk["usage"], given.kind == .object { usage = given }
    if let given = chunk["error"], !given.isNull { error = given }
    // Of several answers to one request the first is the one that goes on.
    guard let choice = chunk["choices"]?.elements.first(where: { $0["index"]?.int ?? 0 == 0 }) else { return }
    hasChoice = true
    if let reason = choice["finish_reason"]?.string { finish = reason }
    guard let delta = choice["delta"] else { return }
    if let text = delta["content"]?.string { content = (content ?? "") + text }
    if let text = (delta["reasoning_content"] ?? delta["reasoning"])?.string { thought += text }
    for (place, fragment) in (delta["tool_calls"].map { Array($0.elements) } ?? []).enumerated() {
      let index = fragment["index"]?.int ?? place
      let at = calls.firstIndex { $0.index == index } ?? calls.endIndex
      if at == calls.endIndex { calls.append(Call(index: index)) }
      if let id = fragment["id"]?.string, !id.isEmpty { calls[at].id = id }
      calls[at].name += fragment["function"]?["name"]?.string ?? ""
      calls[at].arguments += fragment["function"]?["arguments"]?.string ?? ""
    }
    if let fragment = delta["function_call"], fragment.kind == .object {
      legacy = legacy ?? Call(index: 0)
      legacy?.name += fragment["name"]?.string ?? ""
      legacy?.arguments += fragment["arguments"]?.string ?? ""
    }
  }

  func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("object", "chat.completion")
      if let model { writer.member("model", model) }
      if let error { writer.member("error", error) }
      if hasChoice {
        writer.member(
          "choices",
          array: { writer in
            writer.object { writer in
              writer.member("finish_reason", finish)
              writer.member("message", object: { writer in write(message: &writer) })
            }
          })
      }
      if let usage { writer.member("usage", usage) }
    }
    return writer.bytes
  }

  private func write(message writer: inout JSONWriter) {
    writer.member("role", "assistant")
    writer.member("content", content)
    if !thought.isEmpty { writer.member("reasoning_content", thought) }
    if !calls.isEmpty {
      writer.member(
        "tool_calls",
        array: { writer in
          for call in calls {
            writer.object { writer in
              if let id = call.id { writer.member("id", id) }
              writer.member("type", "function")
              writer.member(
                "function",
                object: { writer in
                  writer.member("name", call.name)
                  writer.member("arguments", call.arguments)
                })
            }
          }
        })
    }
    if let legacy {
      writer.member(
        "function_call",
        object: { writer in
          writer.member("name", legacy.name)
          writer.member("arguments", legacy.arguments)
        })
    }
  }
}
