import Conversation
import Dialects
import LosslessJSON

/// A session that Turntable recorded while a program ran. It may still grow: what is there is read, and read on later.
struct TurntableRecording: ReadableFormat {
  let name = "turntable-recording"

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.isRecords else { return 0 }
    return glimpse.has("turntable") && glimpse.has("command") && glimpse.has("started") ? 1 : 0
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "turntable", end: opening.isGrowing ? .open : .unknown,
        indexer: LineIndexer(
          opening.file, takesTorn: !opening.isGrowing, handler: RecordingLines(isGrowing: opening.isGrowing)))
    ]
  }
}

/// What the lines of a recording mean.
struct RecordingLines: LineHandler {
  private enum As {
    static let line: UInt16 = 0
    static let message: UInt16 = 1
    static let answer: UInt16 = 2
    static let body: UInt16 = 3
    static let error: UInt16 = 4
  }
  let readings = [
    Reading(pointer: "", dialect: HookEvent()),
    Reading(pointer: "/request/messages/#", dialect: OpenAIChat()),
    Reading(pointer: "/response/choices/0/message", dialect: OpenAIChat()),
    Reading(pointer: "/response", dialect: OpenAIChat()),
    Reading(pointer: "/error", dialect: AnyRecord()),
  ]
  private let isGrowing: Bool
  private let chat = OpenAIChat()
  private let hook = HookEvent()
  private var tracer = ExchangeTracer()
  /// Requests without an answer yet, by the recording's own name of the call, in order.
  private var asked: [(call: String, request: TracedRequest)] = []
  /// Calls of answers whose execution has not been seen.
  private var expected: [(name: String, id: String?)] = []

  init(isGrowing: Bool) { self.isGrowing = isGrowing }

  mutating func take(_ line: StoredLine, into ledger: Ledger) {
    guard let event = line.value(in: ledger) else {
      ledger.with { _ = $0.add(MessageOutline(kind: .unreadable), at: Place(line.range, reading: As.line)) }
      return
    }
    let kind = event["event"]?.string ?? (event["turntable"] == nil ? "record" : "header")
    if let purpose = event["purpose"]?.string {
      addOther(purpose, line, ledger)
      return
    }
    switch kind {
    case "model-request": addRequest(event, line, ledger)
    case "model-reply", "model-error": addAnswer(event, line, ledger)
    case "tool-call": addCall(event, line, ledger)
    case "tool-result": addResult(event, line, ledger)
    case "exception": addTurn(event, line, ledger)
    case "ended":
      giveUp(in: ledger)
      addTurn(event, line, ledger)
      ledger.with { $0.session.end = .closed }
    case "registered":
      ledger.with { $0.registrations = Self.registered(event) }
      addOther(kind, line, ledger)
    case "runtime":
      if let evidence = event["evidence"]?.string { ledger.with { $0.session.producer = evidence } }
      addOther(kind, line, ledger)
    default: addOther(kind, line, ledger)
    }
  }

  mutating func finish(in ledger: Ledger) {
    if !isGrowing { giveUp(in: ledger) }
  }

  private func addOther(_ kind: String, _ line: StoredLine, _ ledger: Ledger) {
    ledger.with { $0.addOther(kind, at: Place(line.range, reading: As.line)) }
  }

  private func addTurn(_ event: JSONValue, _ line: StoredLine, _ ledger: Ledger) {
    ledger.with { _ = $0.add(hook.outline(of: event), at: Place(line.range, reading: As.line)) }
  }

  // MARK: - Model calls

  private mutating func addRequest(_ event: JSONValue, _ line: StoredLine, _ ledger: Ledger) {
    guard let call = event["call"]?.string, let body = event["request"], body.kind == .object else {
      return addOther("model-request", line, ledger)
    }
    let sent = body["messages"].map { Array($0.elements) } ?? []
    let agent = event["agent"]?.string
    if let kind = SideCall.kind(agent: agent, messages: sent) { return addOther(kind, line, ledger) }
    let exchange = Exchange(
      agent: agent,
      messages: sent.enumerated().map { ($1, Place($1, start: line.start, ordinal: $0, reading: As.message)) },
      answer: .pending(Place(line.range, reading: As.line)),
      request: WirePlace(place: Place(body, start: line.start), pointer: "/request", form: .chatRequest),
      offered: WireForm.chatRequest.offered(body))
    let request = ledger.with { tracer.ask(exchange, reading: chat, in: &$0) }
    asked.append((call, request))
  }

  private mutating func addAnswer(_ event: JSONValue, _ line: StoredLine, _ ledger: Ledger) {
    let kind = event["event"]?.string ?? ""
    guard let index = asked.firstIndex(where: { $0.call == event["call"]?.string }) else {
      return addOther(kind, line, ledger)
    }
    var request = asked.remove(at: index).request
    request.exchange.isCached = event["cached"]?.bool ?? false
    if kind == "model-error" {
      let origin = Origin(source: ledger.with { $0.session.source }, bytes: line.range)
      let rejection =
        rejection(at: Located(root: event, at: origin), status: nil)
        ?? ModelCall.Rejection(status: nil, code: nil, message: "no answer", param: nil, origin: origin)
      let place =
        event["error"].map { Place($0, start: line.start, reading: As.error) } ?? Place(line.range, reading: As.line)
      request.exchange.answer = .rejected(rejection, place)
    } else if let response = event["response"] {
      let message = response["choices"]?[0]?["message"]
      let outline = chat.outline(of: message ?? response)
      request.exchange.response = WirePlace(
        place: Place(response, start: line.start), pointer: "/response", form: .chatResponse)
      request.exchange.answer = .message(
        outline, MessageDigest(of: message ?? response, role: "assistant"),
        Place(message ?? response, start: line.start, reading: message == nil ? As.body : As.answer))
      for call in message?["tool_calls"].map({ Array($0.elements) }) ?? [] {
        expected.append((callName(of: call), call["id"]?.string))
      }
      if let call = message?["function_call"], call.kind == .object { expected.append((callName(of: call), nil)) }
    }
    ledger.with { tracer.answer(request, in: &$0) }
  }

  /// Requests that will get no answer any more.
  private mutating func giveUp(in ledger: Ledger) {
    for (_, request) in asked { ledger.with { tracer.answer(request, in: &$0) } }
    asked = []
  }

  // MARK: - Tools

  /// The execution of a call that an answer holds is no turn; a call that no model asked for is one.
  private mutating func addCall(_ event: JSONValue, _ line: StoredLine, _ ledger: Ledger) {
    let name = event["name"]?.string
    let id = event["id"]?.string
    let found =
      expected.firstIndex { id != nil && $0.id == id }
      ?? expected.firstIndex { Self.folded($0.name) == Self.folded(name ?? "") && (id == nil || $0.id == nil) }
    if let found {
      expected.remove(at: found)
      addOther("tool-call", line, ledger)
    } else {
      addTurn(event, line, ledger)
    }
  }

  private mutating func addResult(_ event: JSONValue, _ line: StoredLine, _ ledger: Ledger) {
    let digest = MessageDigest(ofResult: event["content"], id: event["id"]?.string)
    ledger.with { state in
      let turn = state.add(hook.outline(of: event), at: Place(line.range, reading: As.line))
      tracer.expect(result: turn, digest)
    }
  }

  /// Frameworks replace what a name may not hold.
  private static func folded(_ name: String) -> [UInt8] { name.utf8.map { $0 == 0x2E ? 0x5F : $0 } }

  private static func registered(_ event: JSONValue) -> [RegisteredTool] {
    func names(_ value: JSONValue?) -> [String] { value?.elements.compactMap(\.string) ?? [] }
    return event["tools"]?.elements.map { tool in
      RegisteredTool(
        name: tool["name"]?.string ?? "", exposedBy: names(tool["exposed_by"]),
        executableBy: names(tool["executable_by"]), unappliedAt: tool["unapplied_at"]?.string)
    } ?? []
  }
}
