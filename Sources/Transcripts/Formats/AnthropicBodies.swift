import Conversation
import Dialects

/// The body of one request of the Messages API.
struct AnthropicRequest: ReadableFormat {
  let name = "anthropic-request"

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.container == .document, glimpse.has("messages[].role") else { return 0 }
    return Self.isMarked(glimpse, "") ? 0.85 : 0
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "unknown", end: .open,
        indexer: DocumentIndexer(opening.file, handler: LoneBody(source: opening.path, isRequest: true)))
    ]
  }

  /// Whether a request under a path has what only the Messages API's have.
  static func isMarked(_ glimpse: Glimpse, _ prefix: String) -> Bool {
    AnthropicBlocks.areSeen(in: glimpse, at: prefix + "messages[].content[]")
      || glimpse.has(prefix + "tools[].input_schema") || glimpse.has(prefix + "system")
      || (prefix.isEmpty && glimpse.tailNames.contains("input_schema"))
      || glimpse.strings(prefix + "model").contains { $0.hasPrefix("claude-") }
        && glimpse.has(prefix + "max_tokens") && !glimpse.says(prefix + "messages[].role", "system")
  }
}

/// The body of one answer of the Messages API, or of a refusal.
struct AnthropicResponse: ReadableFormat {
  let name = "anthropic-response"

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.container == .document else { return 0 }
    if glimpse.says("type", "error"), glimpse.has("error.type"), glimpse.has("error.message") { return 0.8 }
    let isMessage = glimpse.says("type", "message") && glimpse.has("content")
    let isAnswer = glimpse.has("stop_reason") || glimpse.tailNames.contains("stop_reason")
    return isMessage && isAnswer ? 0.95 : isAnswer && glimpse.has("content[].type") ? 0.7 : 0
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "unknown", end: .open,
        indexer: DocumentIndexer(opening.file, handler: LoneBody(source: opening.path, isRequest: false)))
    ]
  }
}

/// JSON Lines of calls of the Messages API: requests with their answers, in the spellings that loggers use.
struct AnthropicExchangeLines: ReadableFormat {
  let name = "anthropic-exchanges"
  let readsElements = true

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.container == .lines || glimpse.container == .document else { return 0 }
    let request = ExchangeSpelling.requests.first { glimpse.has(ExchangeSpelling.dotted($0, "messages[].role")) }
    guard let request else { return 0 }
    let isAnswered = ExchangeSpelling.responses.contains {
      glimpse.has(ExchangeSpelling.dotted($0, "content[].type"))
        || glimpse.says(ExchangeSpelling.dotted($0, "type"), "error")
    }
    if isAnswered { return 0.9 }
    guard !ExchangeSpelling.responses.contains(where: { glimpse.has(ExchangeSpelling.dotted($0, "choices")) }) else {
      return 0
    }
    let isMarked = AnthropicRequest.isMarked(glimpse, ExchangeSpelling.dotted(request, ""))
    return isMarked ? glimpse.container == .lines ? 0.86 : request.isEmpty ? 0 : 0.8 : 0
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "unknown", end: .unknown,
        indexer: opening.records(ExchangeLines(source: opening.path)))
    ]
  }
}

/// A JSON array of Anthropic's messages.
struct AnthropicMessageArray: ReadableFormat {
  let name = "anthropic-messages"

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.container == .document, glimpse.has("[].role") else { return 0 }
    return AnthropicBlocks.areSeen(in: glimpse, at: "[].content[]") ? 0.8 : 0
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "unknown", end: .unknown,
        indexer: DocumentIndexer(opening.file, handler: MessageArray(path: [], dialect: AnthropicMessages())))
    ]
  }
}

/// JSON Lines, one of Anthropic's messages each.
struct AnthropicMessageLines: ReadableFormat {
  let name = "anthropic-message-lines"

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.container == .lines || glimpse.container == .document, glimpse.has("role") else { return 0 }
    return AnthropicBlocks.areSeen(in: glimpse, at: "content[]") ? glimpse.container == .lines ? 0.8 : 0.65 : 0
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "unknown", end: .unknown,
        indexer: LineIndexer(opening.file, handler: MessageLines(dialect: AnthropicMessages())))
    ]
  }
}

/// Content blocks that no other provider writes.
enum AnthropicBlocks {
  private static let types: Set = [
    "tool_use", "tool_result", "thinking", "redacted_thinking", "server_tool_use", "mcp_tool_use", "mcp_tool_result",
  ]

  static func areSeen(in glimpse: Glimpse, at path: String) -> Bool {
    !glimpse.strings(path + ".type").isDisjoint(with: types)
  }
}
