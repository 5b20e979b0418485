import Conversation
import Dialects
import LosslessJSON

/// A record and where it stands.
struct StoredRecord {
  var value: JSONValue
  /// The byte that the value's document begins at.
  var start: Int
  var range: Range<Int>
  var ordinal = 0
  var pointer = ""
}

/// What the records of a Claude Code session mean, in order. A model's message is a turn where it begins, with all records
/// that share its id; the results that stand inside it follow.
struct ClaudeCodeRecords: Sendable {
  private enum As { static let message: UInt16 = 0, record: UInt16 = 1 }

  /// A turn that more records may still belong to, or that waits for one.
  private struct Waiting: Sendable {
    var outline: MessageOutline
    var range: Range<Int>
    var ordinal: Int
    var call: CallEntry?
    /// The model's message id while more of it may come.
    var open: (agent: String, id: String)?
    var reading = As.message
  }

  private static let longestWait = 20_000
  private let dialect = ClaudeCodeRecord()
  private var waiting: [Waiting] = []
  private var agents: ClaudeCodeAgents
  private var names = ResultNames()
  private var isVersionKnown = false

  init(agentID: String?) { agents = ClaudeCodeAgents(ownID: agentID) }

  mutating func take(_ record: StoredRecord, into ledger: Ledger) {
    let value = record.value
    let type = value["type"]?.string
    if !isVersionKnown, let version = value["version"]?.string ?? value["claude_code_version"]?.string {
      isVersionKnown = true
      ledger.with { $0.session.producer = "claude-code " + version }
    }
    let isRelayed = ClaudeCodeRecord.isRelayed(value)
    guard isRelayed || ((type == "user" || type == "assistant") && value["message"]?.kind == .object) else {
      addOther(Self.kind(of: value), record, ledger)
      if type == "result" { ledger.with { $0.session.end = .closed } }
      if let tools = value["tools"], value["subtype"]?.string == "init" {
        ledger.with { $0.offer(tools.elements.compactMap(\.string)) }
      }
      return
    }
    var outline = dialect.outline(of: value)
    if value["isMeta"]?.bool == true, outline.results == 0 { return addOther("meta", record, ledger) }
    let agent = agents.agent(of: value, isRelayed: isRelayed)
    agents.note(value, by: agent)
    outline.agent = outline.kind == .user ? agent.asker : agent.name
    if outline.kind == .assistant {
      addAnswer(outline, by: agent, record)
    } else {
      if outline.kind == .user { close(agent.key) }
      waiting.append(Waiting(outline: outline, range: record.range, ordinal: record.ordinal))
    }
    if waiting.count > Self.longestWait { waiting[0].open = nil }
    drain(into: ledger)
  }

  mutating func addUnreadable(_ range: Range<Int>, into ledger: Ledger) {
    waiting.append(
      Waiting(outline: MessageOutline(kind: .unreadable), range: range, ordinal: 0, reading: As.record))
    drain(into: ledger)
  }

  /// No more records are there now.
  mutating func finish(in ledger: Ledger) {
    for index in waiting.indices { waiting[index].open = nil }
    drain(into: ledger)
  }

  // MARK: - Messages of a model

  private mutating func addAnswer(_ outline: MessageOutline, by agent: ClaudeCodeAgents.Agent, _ record: StoredRecord) {
    let id = ClaudeCodeRecord.messageID(of: record.value)
    if let id, let at = waiting.lastIndex(where: { $0.open?.agent == agent.key && $0.open?.id == id }) {
      waiting[at].range = waiting[at].range.lowerBound..<record.range.upperBound
      waiting[at].outline.join(outline)
      waiting[at].call = call(in: record) ?? waiting[at].call
      return
    }
    close(agent.key)
    var new = Waiting(outline: outline, range: record.range, ordinal: record.ordinal, call: call(in: record))
    new.open = id.map { (agent.key, $0) }
    if record.value["isApiErrorMessage"]?.bool == true {
      new.outline.kind = .refusal
      new.outline.flags.insert(.markedFailed)
    }
    waiting.append(new)
  }

  /// What the record says about the model call: the last record of a message has the final counts.
  private func call(in record: StoredRecord) -> CallEntry? {
    let path = ClaudeCodeRecord.path(of: record.value)
    guard let message = record.value.value(at: pointer(path)), !Self.isOnlyBegun(message) else { return nil }
    var call = CallEntry(
      response: WirePlace(
        place: Place(message, start: record.start), pointer: record.pointer + pointer(path), form: .anthropicResponse))
    if record.value["isApiErrorMessage"]?.bool == true {
      let place = Located(root: message, at: Origin(source: ""))
      let text = AnthropicMessages().message(at: place, turn: 0).text
      call.outcome = .rejected(
        ModelCall.Rejection(
          status: Self.status(in: text), code: record.value["error"]?.string, message: text, param: nil,
          origin: Origin(source: "", bytes: record.range, pointer: record.pointer)))
    }
    return call
  }

  /// A message that broke off while the model was thinking is no answer yet.
  private static func isOnlyBegun(_ message: JSONValue) -> Bool {
    guard message["stop_reason"]?.isNull == true, let content = message["content"], content.kind == .array else {
      return false
    }
    return content.elements.allSatisfy { $0["type"]?.isString("thinking") == true }
  }

  /// The status in a text such as "API Error: 529 {…}".
  private static func status(in text: String) -> Int? {
    text.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }.first { 400..<600 ~= $0 }
  }

  /// No more of an agent's last message will come.
  private mutating func close(_ agent: String) {
    for index in waiting.indices where waiting[index].open?.agent == agent { waiting[index].open = nil }
  }

  private mutating func drain(into ledger: Ledger) {
    let ready = waiting.prefix { $0.open == nil }
    guard !ready.isEmpty else { return }
    for item in ready {
      let outline = names.named(item.outline)
      let place = Place(item.range, ordinal: item.ordinal, reading: item.reading)
      ledger.with { state in
        var call = item.call
        if case .rejected(var rejection)? = call?.outcome {
          rejection.origin.source = state.session.source
          call?.outcome = .rejected(rejection)
        }
        state.add(outline, at: place, call: call)
      }
    }
    waiting.removeFirst(ready.count)
  }

  // MARK: - Other records

  private func addOther(_ kind: String, _ record: StoredRecord, _ ledger: Ledger) {
    ledger.with {
      $0.addOther(kind, at: Place(record.range, ordinal: record.ordinal, reading: As.record))
    }
  }

  private static func kind(of record: JSONValue) -> String {
    let type = record["type"]?.string ?? "record"
    let detail = record["subtype"]?.string ?? record["data"]?["type"]?.string
    return detail.map { "\(type): \($0)" } ?? type
  }
}

extension MessageOutline {
  /// Takes another part of the same message into account.
  fileprivate mutating func join(_ other: MessageOutline) {
    flags.formUnion(other.flags)
    tool = tool ?? other.tool
    if results == 0 { answersID = other.answersID }
    calls += other.calls
    results += other.results
    callIDs += other.callIDs
  }
}
