import Conversation
import Dialects
import LosslessJSON

/// The body of one Chat Completions request.
struct OpenAIRequest: ReadableFormat {
  let name = "openai-request"

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.container == .document, glimpse.has("messages[].role") else { return 0 }
    return ["model", "tools", "functions"].contains { glimpse.has($0) || glimpse.tailNames.contains($0) } ? 0.7 : 0.5
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "unknown", end: .open,
        indexer: DocumentIndexer(opening.file, handler: LoneBody(source: opening.path, isRequest: true)))
    ]
  }
}

/// The body of one Chat Completions answer, or of a refusal. What became of its calls is not in it, so its end is open.
struct OpenAIResponse: ReadableFormat {
  let name = "openai-response"

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.container == .document else { return 0 }
    if glimpse.has("choices[].message") { return glimpse.has("choices[].message.role") ? 0.8 : 0.6 }
    return glimpse.has("error.message") && glimpse.outline.paths.allSatisfy { $0 == "error" || $0.hasPrefix("error.") }
      ? 0.6 : 0
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "unknown", end: .open,
        indexer: DocumentIndexer(opening.file, handler: LoneBody(source: opening.path, isRequest: false)))
    ]
  }
}

/// A request's or an answer's body by itself.
struct LoneBody: DocumentHandler {
  let source: String
  let isRequest: Bool

  func take(_ document: Document, start: Int, into ledger: Ledger) -> [Reading] {
    let form = isRequest ? WireForm.chatRequest : .answer(document.root)
    let body = StoredBody(value: document.root, form: form, start: start, inner: 1, whole: 0, system: 2)
    let record = Place(document.root, start: start)
    let exchange = Exchange(
      request: isRequest ? body : nil, response: isRequest ? nil : body, status: nil, record: record,
      origin: Origin(source: source, bytes: record.bytes))
    var tracer = ExchangeTracer()
    if let exchange { ledger.with { tracer.add(exchange, reading: ProviderChat(), to: &$0) } }
    return [
      Reading(pointer: "", dialect: isRequest ? AnyRecord() : ProviderChat()),
      Reading(pointer: isRequest ? "/messages/#" : "/choices/0/message", dialect: ProviderChat()),
      Reading(pointer: "/system", dialect: AnthropicMessages()),
    ]
  }
}
