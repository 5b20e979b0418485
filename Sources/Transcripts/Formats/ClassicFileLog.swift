import Conversation
import Dialects
import LosslessJSON

/// The text file that classic AutoGen's `runtime_logging` writes with its file logger (`runtime.log`): JSON objects without a
/// type, one a line, and notes between them. Each start of a program adds a session.
struct ClassicFileLog: ReadableFormat {
  let name = "autogen-classic-file-log"
  static let start = Array("Started new session with Session ID: ".utf8)

  func confidence(in glimpse: Glimpse) -> Double {
    if glimpse.head.starts(with: Self.start) { return 0.95 }
    guard glimpse.isRecords else { return 0 }
    let isEvent = glimpse.has("source_name") && glimpse.has("thread_id") && glimpse.has("json_state")
    let isCall = glimpse.has("invocation_id") && glimpse.has("request") && glimpse.has("response")
    return isCall && glimpse.has("thread_id") ? 0.9 : isEvent ? 0.85 : 0
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    var starts: [(offset: Int, id: String)] = []
    var reader = LineReader(opening.file)
    while try reader.next(
      takesTorn: true,
      { line in
        guard line.bytes.starts(with: Self.start) else { return }
        let id = String(decoding: line.bytes.dropFirst(Self.start.count), as: UTF8.self)
        starts.append((line.start, id.trimmed))
      })
    {}
    // What stands before the first start belongs to it.
    if starts.isEmpty { starts = [(0, "0")] }
    starts[0].offset = 0
    return starts.indices.map { index in
      let end = index + 1 < starts.count ? starts[index + 1].offset : nil
      let session = Session(
        id: SessionID(opening.firstID + index), source: opening.path, nativeID: starts[index].id, format: name,
        producer: "autogen-classic", end: .unknown, progress: .reading(bytes: 0, of: opening.file.size))
      return IndexedSource(
        session, texts: opening.file,
        indexer: LineIndexer(
          opening.file, takesTorn: end != nil || !opening.isGrowing, from: starts[index].offset, until: end,
          handler: ClassicFileLogLines()))
    }
  }
}

extension String {
  /// Without white space around it.
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}

/// What the lines of one session mean.
struct ClassicFileLogLines: LineHandler {
  private enum As {
    static let message: UInt16 = 0, answer: UInt16 = 1, words: UInt16 = 2, record: UInt16 = 3, note: UInt16 = 4
  }
  let readings = [
    Reading(pointer: "/request/messages/#", dialect: OpenAIChat()),
    Reading(pointer: "/response", dialect: OpenAIChat(), form: .stream(.chatRepr)),
    Reading(pointer: "/response", dialect: AnyRecord()),
    Reading(pointer: "", dialect: AnyRecord()),
    Reading(pointer: "", dialect: AnyRecord(), form: .text),
  ]
  private let chat = OpenAIChat()
  private var tracer = ExchangeTracer()
  /// Calls of answers that no execution was matched with, newest last: the lines do not say which function ran.
  private var called: [(name: String, arguments: JSONValue)] = []

  mutating func take(_ line: StoredLine, into ledger: Ledger) {
    guard line.bytes.first == 0x7B else {
      ledger.with { $0.addOther("note of the logger", at: Place(line.range, reading: As.note)) }
      return
    }
    guard let record = line.value(in: ledger) else {
      ledger.with { _ = $0.add(MessageOutline(kind: .unreadable), at: Place(line.range, reading: As.record)) }
      return
    }
    if record["invocation_id"] != nil, record["request"] != nil {
      addCall(record, line, ledger)
    } else if record["input_args"] != nil {
      addExecution(record, line, ledger)
    } else {
      let kind =
        record["event_name"]?.string
        ?? (record["agent_name"] != nil ? "agent" : record["client_id"] != nil ? "client" : "wrapper")
      if let object = record["args"]?["self"] {
        // Only ag2's agents hand off.
        ledger.with { $0.session.producer = object["handoffs"] == nil ? "autogen 0.2" : "ag2 0.x" }
      }
      addOther(kind, line, ledger)
    }
  }

  private func addOther(_ kind: String, _ line: StoredLine, _ ledger: Ledger) {
    ledger.with { $0.addOther(kind, at: Place(line.range, reading: As.record)) }
  }

  private mutating func addCall(_ record: JSONValue, _ line: StoredLine, _ ledger: Ledger) {
    let agent = record["source_name"]?.string
    let sent = record.elements(at: "/request/messages")
    if let kind = SideCall.kind(agent: agent, messages: sent) { return addOther(kind, line, ledger) }
    let response = record["response"]
    let exchange = Exchange(
      agent: agent,
      messages: sent.enumerated().map { ($1, Place($1, start: line.start, ordinal: $0, reading: As.message)) },
      answer: answer(response, line, ledger),
      request: record["request"].map {
        WirePlace(place: Place($0, start: line.start), pointer: "/request", form: .chatRequest)
      },
      response: response.map {
        WirePlace(place: Place($0, start: line.start), pointer: "/response", form: .chatRepr)
      },
      isCached: record["is_cached"]?.int == 1, offered: record["request"].flatMap { WireForm.chatRequest.offered($0) })
    ledger.with { tracer.add(exchange, reading: chat, to: &$0) }
  }

  private mutating func answer(_ response: JSONValue?, _ line: StoredLine, _ ledger: Ledger) -> Exchange.Answer {
    guard let response else { return .pending(Place(line.range, reading: As.record)) }
    let place = Place(response, start: line.start, reading: As.answer)
    let origin = Origin(source: ledger.with { $0.session.source }, bytes: place.bytes, pointer: "/response")
    let body = WireForm.chatRepr.body(Array(response.rawBytes), at: origin)?.value
    if let message = body?["choices"]?[0]?["message"] {
      for call in message["tool_calls"].map({ Array($0.elements) }) ?? [] {
        guard let arguments = call["function"]?["arguments"]?.string.flatMap({ try? Document($0).root }) else {
          continue
        }
        called.append((callName(of: call), arguments))
      }
      return .message(chat.outline(of: message), MessageDigest(of: message, role: "assistant"), place)
    }
    var words = place
    words.reading = As.words
    let text = response.string ?? response.rawText
    return .rejected(ClassicRefusal.rejection(text, at: origin), words)
  }

  private mutating func addExecution(_ record: JSONValue, _ line: StoredLine, _ ledger: Ledger) {
    let arguments = record["input_args"]
    let returned = record["returns"]
    if let given = (arguments?.string).flatMap({ try? Document($0).root }),
      let found = called.lastIndex(where: { $0.arguments == given })
    {
      let name = called.remove(at: found).name
      ledger.with { state in
        state.executions.append(
          ExecutionRecord(
            agent: record["source_name"]?.string, function: name, arguments: RawText(arguments?.decodedBytes ?? []),
            returned: RawText(Self.text(returned)), before: state.count,
            origin: Origin(source: state.session.source, bytes: line.range)))
      }
    }
    addOther("function_calls", line, ledger)
  }

  /// What was returned: JSON in a string, a string itself most often.
  private static func text(_ returned: JSONValue?) -> [UInt8] {
    guard let written = returned?.decodedBytes else { return Array(returned?.rawBytes ?? []) }
    return (try? Document(written))?.root.decodedBytes ?? written
  }
}

/// What `runtime_logging` writes in the place of an answer that never came: "error_code:CODE, config 0 failed".
enum ClassicRefusal {
  static func isOne(_ words: String) -> Bool { words.hasPrefix("error_code:") }

  static func rejection(_ words: String, at origin: Origin) -> ModelCall.Rejection {
    let written = isOne(words) ? String(words.dropFirst("error_code:".count).prefix { $0 != "," }) : nil
    let code = written == "None" ? nil : written
    return ModelCall.Rejection(
      status: code.flatMap { Int($0) }, code: code, message: words, param: nil, origin: origin)
  }
}
