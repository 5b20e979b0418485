import Conversation
import Dialects
import LosslessJSON

/// The events of a run of ag2's classic line (`agent.run()`, `response.events`), one JSON object a line or in an array:
/// `{"type": "tool_call", "content": {"uuid": …, "sender": …}}`.
struct Ag2EventStream: ReadableFormat {
  let name = "autogen-ag2-stream"
  let readsElements = true
  private static let types: Set = [
    "text", "tool_call", "tool_response", "function_call", "function_response", "execute_function",
    "executed_function", "termination", "run_completion", "using_auto_reply", "group_chat_run_chat", "input_request",
    "post_carryover_processing", "usage_summary", "error",
  ]

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.isRecords, glimpse.has("content.uuid") else { return 0 }
    return glimpse.strings("type").isDisjoint(with: Self.types) ? 0 : 0.9
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "ag2 0.x", end: .unknown,
        indexer: opening.records(Ag2StreamLines()))
    ]
  }
}

/// What the events mean: what was said is a turn, a function that ran is evidence, the rest is counted.
struct Ag2StreamLines: LineHandler {
  private enum As { static let message: UInt16 = 0, record: UInt16 = 1, error: UInt16 = 2 }
  let readings = [
    Reading(pointer: "/content", dialect: AutoGenHistory()), Reading(pointer: "", dialect: AnyRecord()),
    Reading(pointer: "/content/error", dialect: AnyRecord()),
  ]
  private let dialect = AutoGenHistory()
  private var names = ResultNames()
  /// Who spoke first: the side that asks.
  private var asking: String?

  mutating func take(_ line: StoredLine, into ledger: Ledger) {
    guard let event = line.value(in: ledger) else {
      ledger.with { _ = $0.add(MessageOutline(kind: .unreadable), at: Place(line.range, reading: As.record)) }
      return
    }
    let type = event["type"]?.string ?? "record"
    guard let content = event["content"], content.kind == .object else { return addOther(type, line, ledger) }
    switch type {
    case "text", "tool_call", "tool_response", "function_call", "function_response":
      add(content, type, line, ledger)
    case "executed_function":
      addExecution(content, line, ledger)
      addOther(type, line, ledger)
    case "error":
      let place = content["error"].map { Place($0, start: line.start, reading: As.error) }
      ledger.with {
        $0.add(
          MessageOutline(kind: .ended, flags: [.text, .markedFailed]),
          at: place ?? Place(line.range, reading: As.record))
        $0.session.end = .closed
      }
    case "run_completion":
      ledger.with { $0.session.end = .closed }
      addOther(type, line, ledger)
    default: addOther(type, line, ledger)
    }
  }

  private mutating func add(_ content: JSONValue, _ type: String, _ line: StoredLine, _ ledger: Ledger) {
    var outline = dialect.outline(of: content)
    let sender = content["sender"]?.string
    outline.agent = sender
    if type == "function_response", outline.results == 0 {
      outline = MessageOutline(kind: .tool, agent: sender, tool: content["name"]?.string, results: 1)
      outline.flags.insert(.results)
    } else if outline.results == 0 {
      if asking == nil { asking = sender }
      outline.kind = outline.calls == 0 && sender == asking ? .user : .assistant
    }
    let named = names.named(outline)
    ledger.with { _ = $0.add(named, at: Place(content, start: line.start, reading: As.message)) }
  }

  private func addExecution(_ content: JSONValue, _ line: StoredLine, _ ledger: Ledger) {
    guard content["is_exec_success"]?.bool != false else { return }
    let returned = content["content"].map { $0.decodedBytes ?? Array($0.rawBytes) }
    ledger.with { state in
      state.executions.append(
        ExecutionRecord(
          agent: content["recipient"]?.string, function: content["func_name"]?.string ?? "",
          arguments: RawText(content["arguments"]?.rawBytes ?? []), returned: RawText(returned ?? []),
          before: state.count, origin: Origin(source: state.session.source, bytes: line.range)))
    }
  }

  private func addOther(_ kind: String, _ line: StoredLine, _ ledger: Ledger) {
    ledger.with { $0.addOther(kind, at: Place(line.range, reading: As.record)) }
  }
}
