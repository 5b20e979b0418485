import Conversation
import Dialects
import LosslessJSON

/// The event log of ag2 1.x (`log/<stream>.jsonl` of a knowledge store), one event a line.
struct Ag2Events: ReadableFormat {
  let name = "autogen-ag2-events"
  let readsElements = true

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.isRecords, glimpse.has("data") else { return 0 }
    return glimpse.strings("type").contains { $0.hasPrefix("ag2.events.") } ? 0.95 : 0
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "ag2 1.x", end: .unknown,
        indexer: opening.records(Ag2EventLines()))
    ]
  }
}

/// What the lines mean. A call is written up to three times (in the model's response, in the list of calls to run, alone)
/// and a result twice: each is a turn the first time and a copy after that.
struct Ag2EventLines: LineHandler {
  private enum As { static let event: UInt16 = 0, call: UInt16 = 1, result: UInt16 = 2, record: UInt16 = 3 }
  let readings = [
    Reading(pointer: "", dialect: Ag2Event()),
    Reading(pointer: "/data/calls/#", dialect: Ag2Event()),
    Reading(pointer: "/data/results/#", dialect: Ag2Event()),
    Reading(pointer: "", dialect: AnyRecord()),
  ]
  private let dialect = Ag2Event()
  /// Calls that a response holds and no list has repeated yet; and those that are still to be repeated alone.
  private var listed: [UInt64] = []
  private var alone: [UInt64] = []
  /// Results that no list has repeated yet.
  private var answered: [UInt64] = []

  mutating func take(_ line: StoredLine, into ledger: Ledger) {
    guard let event = line.value(in: ledger) else {
      ledger.with { _ = $0.add(MessageOutline(kind: .unreadable), at: Place(line.range, reading: As.record)) }
      return
    }
    let kind = Ag2Event.kind(of: event) ?? "record"
    let data = Ag2Event.data(of: event)
    let outline = dialect.outline(of: event)
    switch kind {
    case "ModelResponse":
      let calls = (data["tool_calls"]?["calls"]).map { $0.elements.map(Self.digest) } ?? []
      listed += calls
      alone += calls
      let place = Place(data, start: line.start)
      let call = CallEntry(response: WirePlace(place: place, pointer: "/data", form: .ag2Response))
      ledger.with { _ = $0.add(outline, at: Place(line.range, reading: As.event), call: call) }
    case "ToolCallsEvent": add(data["calls"], As.call, line, ledger)
    case "ToolResultsEvent": add(data["results"], As.result, line, ledger)
    case _ where Ag2Event.calls.contains(kind):
      if Self.remove(Self.digest(data), from: &alone) {
        addOther(kind, line, ledger)
      } else {
        addTurn(outline, line, ledger)
      }
    case _ where Ag2Event.results.contains(kind):
      answered.append(Self.digest(data))
      addTurn(outline, line, ledger)
    case _ where outline.kind == .record: addOther(kind, line, ledger)
    default: addTurn(outline, line, ledger)
    }
  }

  /// The calls or results of a list: those that were not seen are turns.
  private mutating func add(_ list: JSONValue?, _ reading: UInt16, _ line: StoredLine, _ ledger: Ledger) {
    var isNew = false
    let events = list.map { Array($0.elements) } ?? []
    for (ordinal, event) in events.enumerated() {
      let digest = Self.digest(event)
      if reading == As.call {
        if Self.remove(digest, from: &listed) { continue }
        alone.append(digest)
      } else if Self.remove(digest, from: &answered) {
        continue
      }
      isNew = true
      let place = Place(event, start: line.start, ordinal: ordinal, reading: reading)
      ledger.with { _ = $0.add(dialect.outline(of: event), at: place) }
    }
    if !isNew { addOther(reading == As.call ? "ToolCallsEvent" : "ToolResultsEvent", line, ledger) }
  }

  private func addTurn(_ outline: MessageOutline, _ line: StoredLine, _ ledger: Ledger) {
    ledger.with { _ = $0.add(outline, at: Place(line.range, reading: As.event)) }
  }

  private func addOther(_ kind: String, _ line: StoredLine, _ ledger: Ledger) {
    ledger.with { $0.addOther(kind, at: Place(line.range, reading: As.record)) }
  }

  /// What tells a call or a result from others: its id; where it has none its name and arguments.
  private static func digest(_ event: JSONValue) -> UInt64 {
    var mixer = Mixer()
    if let id = (event["parent_id"] ?? event["id"])?.decodedBytes {
      mixer.add(id[...])
    } else {
      mixer.add((event["name"]?.decodedBytes ?? [])[...])
      mixer.add((event["arguments"]?.decodedBytes ?? [])[...])
    }
    return mixer.value
  }

  /// Takes one out, the oldest first.
  private static func remove(_ digest: UInt64, from known: inout [UInt64]) -> Bool {
    guard let at = known.firstIndex(of: digest) else { return false }
    known.remove(at: at)
    return true
  }
}

/// What ag2 1.x's network hub keeps of a channel (`channels/<id>/wal.jsonl`): an envelope a line.
struct Ag2HubLog: ReadableFormat {
  let name = "autogen-ag2-hub"
  let readsElements = true

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.isRecords else { return 0 }
    return ["channel_id", "sender_id", "event_type", "event_data"].allSatisfy(glimpse.has) ? 0.9 : 0
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "ag2 1.x", end: .unknown,
        indexer: opening.records(Ag2HubLines()))
    ]
  }
}

private struct Ag2HubLines: LineHandler {
  private let dialect = Ag2Envelope()
  let readings = [Reading(pointer: "", dialect: Ag2Envelope()), Reading(pointer: "", dialect: AnyRecord())]

  mutating func take(_ line: StoredLine, into ledger: Ledger) {
    guard let envelope = line.value(in: ledger) else {
      ledger.with { _ = $0.add(MessageOutline(kind: .unreadable), at: Place(line.range, reading: 1)) }
      return
    }
    let outline = dialect.outline(of: envelope)
    ledger.with { state in
      if outline.kind == .record {
        state.addOther(envelope["event_type"]?.string ?? "record", at: Place(line.range, reading: 1))
      } else {
        state.add(outline, at: Place(line.range))
      }
    }
  }
}
