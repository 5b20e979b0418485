import Conversation
import Dialects
import LosslessJSON
import Synchronization

/// Finds the turns of one session in its stored texts and writes them into a ledger. One file per format.
protocol SessionIndexer: AnyObject, Sendable {
  /// How the turns that it adds are read again; `Place.reading` is an index into it.
  var readings: [Reading] { get }
  /// Goes on from where it stopped until what there is now. `post` makes what was added visible; false cancels.
  func index(into ledger: Ledger, _ post: (IndexProgress) -> Bool) throws(Failure)
}

/// A recorded session of any format: an indexer finds the turns once, and each is read again when it is asked for.
final class IndexedSource: TurnSource {
  private let texts: any StoredTexts
  private let indexer: any SessionIndexer
  private let ledger: Ledger
  /// The last body that was parsed: neighbouring turns often share one.
  private let lastBody = Mutex<(origin: Origin, body: Located)?>(nil)
  private let schemas = SharedSchemas()

  init(_ session: Session, texts: any StoredTexts, indexer: any SessionIndexer) {
    self.texts = texts
    self.indexer = indexer
    ledger = Ledger(session)
  }

  var session: Session { ledger.with { $0.session } }
  var executions: [ExecutionRecord] { ledger.with { $0.executions } }
  var registrations: [RegisteredTool] { ledger.with { $0.registrations } }

  func index(_ post: (Session) -> Bool) throws(Failure) {
    var isCancelled = false
    try indexer.index(into: ledger) { progress in
      if isCancelled || !post(ledger.publish(progress)) { isCancelled = true }
      return !isCancelled
    }
    guard !isCancelled else { return }
    _ = post(ledger.publish(.complete))
  }

  func window(of origin: Origin) throws(Failure) -> RawText { RawText(try texts.bytes(at: origin)) }

  func rows(in range: Range<Int>) throws(Failure) -> [TurnRow] {
    var rows: [TurnRow] = []
    for index in range {
      guard let found = entry(at: index) else { continue }
      let origin = texts.origin(of: found.place, pointer: "")
      rows.append(try row(index, found, origin))
    }
    return rows
  }

  private func row(_ index: Int, _ entry: Entry, _ origin: Origin) throws(Failure) -> TurnRow {
    var origin = origin
    let isWhole = origin.bytes.count <= rowLimit
    if !isWhole { origin.bytes = origin.bytes.lowerBound..<origin.bytes.lowerBound + rowLimit }
    let bytes = try texts.bytes(at: origin)
    var summary: String?
    var time: String?
    var tools = entry.tool.map { [$0] } ?? []
    if entry.head.kind != .unreadable, isWhole,
      let (message, written) = try? reading(entry.place).message(bytes, at: origin, turn: index)
    {
      time = written
      if !message.calls.isEmpty { tools = message.calls.map(\.name) }
      summary = Summary.text(of: message)
    }
    switch entry.call?.outcome {
    case .rejected(let rejection): summary = rejection.message
    case .pending: summary = "no answer is recorded"
    default: break
    }
    return TurnRow(
      index: index, summary: Summary.cut(summary ?? Summary.text(ofPrefix: bytes)), tools: tools, time: time)
  }

  func turn(at index: Int) throws(Failure) -> Turn {
    guard let entry = entry(at: index) else {
      throw Failure(
        .unreadable, what: "there is no turn \(index)", where: Origin(source: texts.source),
        remedy: "choose a turn of the list")
    }
    let reading = reading(entry.place)
    let origin = texts.origin(of: entry.place, pointer: reading.pointer(entry.place.ordinal))
    let bytes = try texts.bytes(at: origin)
    var turn = Turn(
      index: index, kind: entry.head.kind, agent: entry.agent, message: Message(role: .other),
      isHistory: entry.head.flags.contains(.history), origin: origin, raw: RawText(bytes))
    do {
      (turn.message, turn.time) = try reading.message(bytes, at: origin, turn: index)
    } catch {
      // The bytes are in `raw`; the message says why they could not be read.
      let place = "line \(error.line), column \(error.column)"
      turn.message.content = [.text("\(error.reason) (\(place))", origin)]
    }
    if let role = Self.role(of: entry.head.kind) { turn.message.role = role }
    if let call = entry.call { turn.modelCall = try modelCall(call, told: entry.told, agent: entry.agent) }
    if let echo = entry.echo {
      let origin = texts.origin(of: echo, pointer: self.reading(echo).pointer(echo.ordinal))
      turn.echo = try? self.reading(echo).message(texts.bytes(at: origin), at: origin, turn: index).0
    }
    return turn
  }

  func otherRecords(in range: Range<Int>) throws(Failure) -> [OtherRecord] {
    let entries = ledger.with { Array($0.others[range.clamped(to: 0..<$0.others.count)]) }
    var records: [OtherRecord] = []
    for entry in entries {
      let origin = texts.origin(of: entry.place, pointer: "")
      var head = origin
      head.bytes = origin.bytes.lowerBound..<min(origin.bytes.upperBound, origin.bytes.lowerBound + rowLimit)
      let bytes = try texts.bytes(at: head)
      records.append(
        OtherRecord(kind: entry.kind, origin: origin, summary: Summary.cut(String(decoding: bytes, as: UTF8.self))))
    }
    return records
  }

  // MARK: - What the ledger knows of a turn

  private struct Entry: Sendable {
    var head: TurnHead
    var place: Place
    var agent: String?
    var tool: String?
    var call: CallEntry?
    var told: [Int]
    var echo: Place?
  }

  private func entry(at index: Int) -> Entry? {
    ledger.with { state in
      guard state.session.turns.indices.contains(index) else { return nil }
      let head = state.session.turns[index]
      let call = state.call(of: index)
      return Entry(
        head: head, place: state.places[index],
        agent: head.agent == .max ? nil : state.session.agents[Int(head.agent)],
        tool: head.tool == .max ? nil : state.session.tools[Int(head.tool)], call: call,
        told: call.map { call in state.told[call.told].flatMap { $0.map(Int.init) } } ?? [],
        echo: state.echoes[Int32(index)])
    }
  }

  private func reading(_ place: Place) -> Reading { indexer.readings[Int(place.reading)] }

  private static func role(of kind: TurnKind) -> Message.Role? {
    switch kind {
    case .system: .system
    case .user: .user
    case .assistant: .assistant
    case .tool: .tool
    case .refusal, .ended, .unreadable, .record: nil
    }
  }

  private func modelCall(_ entry: CallEntry, told: [Int], agent: String?) throws(Failure) -> ModelCall {
    var call = ModelCall(agent: agent, toldTurns: told, isCached: entry.isCached)
    if let request = entry.request {
      let place = try located(request)
      call.request = place?.origin ?? texts.origin(of: request.place, pointer: request.pointer)
      if let place {
        let facts = request.form.request(at: place)
        call.model = facts.model
        call.tools = schemas.shared(facts.tools)
        call.toolChoice = facts.toolChoice
        call.isStreamed = facts.isStreamed
      }
    }
    if let response = entry.response {
      let place = try located(response)
      call.response = place?.origin ?? texts.origin(of: response.place, pointer: response.pointer)
      if let place {
        let facts = response.form.response(at: place)
        call.model = call.model ?? facts.model
        call.outcome = facts.outcome
        call.isCached = call.isCached || facts.isCached
      }
    }
    switch entry.outcome {
    case .fromResponse: break
    case .pending: call.outcome = .pending
    case .rejected(let rejection): call.outcome = .rejected(rejection)
    }
    return call
  }

  /// A request's or answer's body, parsed; nil where it is not JSON.
  private func located(_ wire: WirePlace) throws(Failure) -> Located? {
    let origin = texts.origin(of: wire.place, pointer: wire.pointer)
    if let known = lastBody.withLock({ $0 }), known.origin == origin { return known.body }
    let body = wire.form.body(try texts.bytes(at: origin), at: origin)
    if let body { lastBody.withLock { $0 = (origin, body) } }
    return body
  }
}

/// Rows and other records are made from at most this many bytes.
private let rowLimit = 4 << 10

extension Ledger.State {
  fileprivate func call(of turn: Int) -> CallEntry? {
    var low = 0
    var high = calls.count
    while low < high {
      let middle = (low + high) / 2
      if Int(calls[middle].turn) < turn { low = middle + 1 } else { high = middle }
    }
    return low < calls.count && Int(calls[low].turn) == turn ? calls[low] : nil
  }
}
