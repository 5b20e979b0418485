import Conversation
import Dialects
import LosslessJSON

/// JSON Lines of model calls: `{"request": …, "response": …}` in the spellings that loggers use, or a request body with its
/// `response` beside it.
struct OpenAIExchangeLines: ReadableFormat {
  let name = "openai-exchanges"
  let readsElements = true

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.container == .lines || glimpse.container == .document else { return 0 }
    let request = ExchangeSpelling.requests.first { glimpse.has(ExchangeSpelling.dotted($0, "messages[].role")) }
    let response = ExchangeSpelling.responses.first {
      glimpse.has(ExchangeSpelling.dotted($0, "choices[].message")) || glimpse.has(ExchangeSpelling.dotted($0, "error"))
    }
    switch (request, response) {
    case (_?, _?): return 0.88
    case (nil, _?): return glimpse.has("custom_id") ? 0.8 : 0.55
    case (_?, nil): return glimpse.container == .lines ? 0.45 : glimpse.tailNames.contains("choices") ? 0.75 : 0
    case (nil, nil): return 0
    }
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    // Lines of answers, or of examples, tell nothing of what came after them.
    let isLog = opening.glimpse.has("model") || opening.glimpse.outline.paths.contains { $0.hasSuffix(".model") }
    let tellsResults = ExchangeSpelling.requests.contains {
      opening.glimpse.has(ExchangeSpelling.dotted($0, "messages[].role"))
    }
    return [
      opening.session(
        format: name, producer: "unknown", end: isLog ? .unknown : .open, recordsResults: tellsResults,
        indexer: opening.records(ExchangeLines(source: opening.path)))
    ]
  }
}

/// The names under which loggers keep the two halves of a call.
enum ExchangeSpelling {
  static let requests: [[String]] = [
    ["request", "body"], ["request"], ["req", "body"], ["req"], ["input"], ["kwargs"], ["body"], ["payload"], [],
  ]
  static let responses: [[String]] = [
    ["response", "body"], ["response"], ["resp", "body"], ["resp"], ["res", "body"], ["res"], ["output"], ["reply"],
  ]
  static let statuses: [[String]] = [
    ["status"], ["status_code"], ["response", "status"], ["response", "status_code"], ["resp", "status"],
    ["res", "status"],
  ]

  static func dotted(_ path: [String], _ last: String) -> String { (path + [last]).joined(separator: ".") }
}

/// One model call a line.
struct ExchangeLines: LineHandler {
  private let source: String
  private let chat = ProviderChat()
  private var tracer = ExchangeTracer()
  /// A message and a body for each spelling, and the record.
  let readings: [Reading] =
    [Reading(pointer: "", dialect: AnyRecord())]
    + ExchangeSpelling.requests.map { Reading(pointer: pointer($0) + "/messages/#", dialect: ProviderChat()) }
    + ExchangeSpelling.responses.flatMap {
      [
        Reading(pointer: pointer($0) + "/choices/0/message", dialect: ProviderChat()),
        Reading(pointer: pointer($0), dialect: ProviderChat()),
      ]
    }
    + ExchangeSpelling.requests.map { Reading(pointer: pointer($0) + "/system", dialect: AnthropicMessages()) }

  init(source: String) { self.source = source }

  mutating func take(_ line: StoredLine, into ledger: Ledger) {
    guard let record = line.value(in: ledger) else {
      ledger.with { _ = $0.add(MessageOutline(kind: .unreadable), at: Place(line.range)) }
      return
    }
    let whole = Place(line.range)
    let request = request(in: record, line)
    if let sent = request?.value["messages"], let kind = SideCall.kind(agent: nil, messages: Array(sent.elements)) {
      ledger.with { $0.addOther(kind, at: whole) }
      return
    }
    let status = ExchangeSpelling.statuses.lazy.compactMap { record.value(at: pointer($0))?.int }.first
    let agent = (record["agent"] ?? record["agent_name"] ?? record["custom_id"])?.string
    guard
      var exchange = Exchange(
        request: request, response: response(in: record, line), status: status, agent: agent, record: whole,
        origin: Origin(source: source, bytes: line.range))
    else {
      ledger.with { $0.addOther("record", at: whole) }
      return
    }
    if case .pending = exchange.answer, record["model"] == nil, request?.pointer == "" {
      // An example to learn from, not a request.
      exchange.answer = .none
    }
    // The requests of a batch have nothing to do with one another.
    if record["custom_id"] != nil { tracer = ExchangeTracer() }
    ledger.with { tracer.add(exchange, reading: chat, to: &$0) }
  }

  private func request(in record: JSONValue, _ line: StoredLine) -> StoredBody? {
    for (index, path) in ExchangeSpelling.requests.enumerated() {
      guard let body = record.value(at: pointer(path)), body["messages"]?.kind == .array else { continue }
      let system = 1 + ExchangeSpelling.requests.count + 2 * ExchangeSpelling.responses.count + index
      return StoredBody(
        value: body, start: line.start, pointer: pointer(path), inner: UInt16(1 + index), whole: 0,
        system: UInt16(system))
    }
    return nil
  }

  private func response(in record: JSONValue, _ line: StoredLine) -> StoredBody? {
    for (index, path) in ExchangeSpelling.responses.enumerated() {
      guard let body = record.value(at: pointer(path)), !body.isNull else { continue }
      if path.count == 1, body["body"]?.kind == .object { continue }
      let reading = UInt16(1 + ExchangeSpelling.requests.count + 2 * index)
      return StoredBody(
        value: body, form: .answer(body), start: line.start, pointer: pointer(path), inner: reading,
        whole: reading + 1)
    }
    guard record["error"]?.kind == .object else { return nil }
    return StoredBody(value: record, form: .chatResponse, start: line.start, inner: 0, whole: 0)
  }
}
