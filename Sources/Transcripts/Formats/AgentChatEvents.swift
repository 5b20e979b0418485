import Conversation
import Dialects
import LosslessJSON

/// AgentChat's event log (`autogen_core.events`), one JSON object a line: LLMCall, ToolCall, Message and their kin.
struct AgentChatEvents: ReadableFormat {
  let name = "autogen-agentchat-events"
  let readsElements = true
  private static let types: Set = [
    "LLMCall", "LLMStreamStart", "LLMStreamEnd", "ToolCall", "Message", "MessageDropped", "MessageHandlerException",
    "AgentConstructionException",
  ]

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.isRecords else { return 0 }
    let types = glimpse.strings("type").intersection(Self.types)
    if types.isDisjoint(with: ["LLMCall", "LLMStreamStart", "LLMStreamEnd"]) {
      let isEvent = glimpse.has("agent_id") || glimpse.has("delivery_stage") || glimpse.has("handling_agent")
      return !types.isEmpty && isEvent ? 0.9 : 0
    }
    return glimpse.has("agent_id") || glimpse.has("messages[].role") ? 0.95 : 0.5
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "autogen-agentchat", end: .unknown,
        indexer: opening.records(AgentChatEventLines()))
    ]
  }
}

/// What the lines of an event log mean.
struct AgentChatEventLines: LineHandler {
  private enum As {
    static let message: UInt16 = 0, answer: UInt16 = 1, body: UInt16 = 2, created: UInt16 = 3, record: UInt16 = 4
  }

  let readings = [
    Reading(pointer: "/messages/#", dialect: OpenAIChat()),
    Reading(pointer: "/response/choices/0/message", dialect: OpenAIChat()),
    Reading(pointer: "/response", dialect: OpenAIChat()),
    Reading(pointer: "/response", dialect: AgentChatModelMessage()),
    Reading(pointer: "", dialect: AnyRecord()),
  ]
  private let chat = OpenAIChat()
  private var tracer = ExchangeTracer()
  /// Streamed calls that have begun and not ended, in order.
  private var begun: [(agent: String?, line: StoredLine)] = []

  mutating func take(_ line: StoredLine, into ledger: Ledger) {
    guard let event = line.value(in: ledger) else {
      ledger.with { _ = $0.add(MessageOutline(kind: .unreadable), at: Place(line.range, reading: As.record)) }
      return
    }
    let agent = Self.agentName(event["agent_id"]?.string)
    switch event["type"]?.string {
    case "LLMCall": addCall(event, line, agent, ledger)
    case "LLMStreamStart": begun.append((agent, line))
    case "LLMStreamEnd": addStreamed(event, line, agent, ledger)
    case "ToolCall": addExecution(event, line, agent, ledger)
    case let type: ledger.with { $0.addOther(type ?? "record", at: Place(line.range, reading: As.record)) }
    }
  }

  mutating func finish(in ledger: Ledger) {
    for start in begun { addUnanswered(start.agent, start.line, ledger) }
    begun = []
  }

  private mutating func addCall(_ event: JSONValue, _ line: StoredLine, _ agent: String?, _ ledger: Ledger) {
    let sent = event["messages"].map { Array($0.elements) } ?? []
    if let kind = SideCall.kind(agent: event["agent_id"]?.string, messages: sent) {
      ledger.with { $0.addOther(kind, at: Place(line.range, reading: As.record)) }
      return
    }
    let whole = Place(line.range, reading: As.record)
    let response = event["response"]
    let message = response?["choices"]?[0]?["message"]
    let answer = message ?? response
    var exchange = Exchange(
      agent: agent, messages: placed(sent, line.start),
      answer: answer.map {
        .message(
          chat.outline(of: $0), MessageDigest(of: $0, role: "assistant"),
          Place($0, start: line.start, reading: message == nil ? As.body : As.answer))
      } ?? .pending(whole),
      request: WirePlace(place: whole, form: .chatRequest),
      response: response.map {
        WirePlace(place: Place($0, start: line.start), pointer: "/response", form: .chatResponse)
      },
      offered: WireForm.chatRequest.offered(event))
    exchange.alternatives = Exchange.alternatives(in: response, start: line.start)
    add(exchange, ledger)
  }

  private mutating func addStreamed(_ event: JSONValue, _ line: StoredLine, _ agent: String?, _ ledger: Ledger) {
    let found = begun.firstIndex { $0.agent == agent }
    let start = found.map { begun.remove(at: $0) }
    let request = start?.line.value()
    let sent = request?["messages"].map { Array($0.elements) } ?? []
    if let start, let kind = SideCall.kind(agent: request?["agent_id"]?.string, messages: sent) {
      for part in [start.line, line] { ledger.with { $0.addOther(kind, at: Place(part.range, reading: As.record)) } }
      return
    }
    guard let response = event["response"] else {
      ledger.with { $0.addOther("LLMStreamEnd", at: Place(line.range, reading: As.record)) }
      return
    }
    let exchange = Exchange(
      agent: agent, messages: placed(sent, start?.line.start ?? 0),
      answer: .message(
        AgentChatModelMessage().outline(of: response), MessageDigest(of: response, role: "assistant"),
        Place(response, start: line.start, reading: As.created)),
      request: start.map { WirePlace(place: Place($0.line.range), form: .chatRequestWithoutTools) },
      response: WirePlace(place: Place(response, start: line.start), pointer: "/response", form: .createResult))
    add(exchange, ledger)
  }

  private mutating func addUnanswered(_ agent: String?, _ line: StoredLine, _ ledger: Ledger) {
    guard let request = line.value() else { return }
    let sent = request["messages"].map { Array($0.elements) } ?? []
    let whole = Place(line.range, reading: As.record)
    add(
      Exchange(
        agent: agent, messages: placed(sent, line.start), answer: .pending(whole),
        request: WirePlace(place: whole, form: .chatRequestWithoutTools), response: nil), ledger)
  }

  private mutating func add(_ exchange: Exchange, _ ledger: Ledger) {
    ledger.with { tracer.add(exchange, reading: chat, to: &$0) }
  }

  private func placed(_ messages: [JSONValue], _ start: Int) -> [(value: JSONValue, place: Place)] {
    messages.enumerated().map { ($1, Place($1, start: start, ordinal: $0, reading: As.message)) }
  }

  private func addExecution(_ event: JSONValue, _ line: StoredLine, _ agent: String?, _ ledger: Ledger) {
    let arguments = event["arguments"]
    let returned = event["result"]
    ledger.with { state in
      state.executions.append(
        ExecutionRecord(
          agent: agent, function: event["tool_name"]?.string ?? "",
          arguments: RawText(arguments?.rawBytes ?? []),
          returned: RawText(returned.map { $0.decodedBytes ?? Array($0.rawBytes) } ?? []), before: state.count,
          origin: Origin(source: state.session.source, bytes: line.range)))
      state.addOther("ToolCall", at: Place(line.range, reading: As.record))
    }
  }

  /// The agent's name in an id such as "writer_aa0d0a1e/aa0d0a1e": its type without the topic that follows it.
  static func agentName(_ id: String?) -> String? {
    guard let id, let slash = id.lastIndex(of: "/") else { return id }
    let type = id[..<slash]
    let topic = "_" + id[id.index(after: slash)...]
    return String(type.hasSuffix(topic) && type.count > topic.count ? type.dropLast(topic.count) : type)
  }
}
