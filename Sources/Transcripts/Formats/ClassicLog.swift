import Conversation
import Dialects
import LosslessJSON
import Synchronization

/// The database that classic AutoGen's `runtime_logging` writes (`logs.db`): every model call with its request and answer,
/// every function that returned.
struct ClassicLog: ReadableFormat {
  let name = "autogen-classic-log"

  func confidence(in glimpse: Glimpse) -> Double {
    glimpse.container == .database && glimpse.tables.contains("chat_completions") ? 0.95 : 0
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    guard let database = opening.database else { return [] }
    var ids: [String] = []
    try database.query("SELECT session_id, min(rowid) FROM chat_completions GROUP BY session_id ORDER BY 2") { row in
      ids.append(row.text(0) ?? "")
      return true
    }
    if ids.isEmpty { ids = [""] }
    let starts = try ids.map { id throws(Failure) in ids.count == 1 ? "" : try start(of: id, in: database) }
    let producer = try producer(database, tables: opening.glimpse.tables)
    return ids.indices.map { index in
      let texts = DatabaseTexts(database, source: opening.path, columns: ClassicLogRows.columns)
      let window = ClassicLogWindow(
        id: ids.count == 1 ? nil : ids[index], from: index == 0 ? "" : starts[index],
        to: index + 1 < starts.count ? starts[index + 1] : nil)
      let session = Session(
        id: SessionID(opening.firstID + index), source: opening.path,
        nativeID: ids[index].isEmpty ? String(index) : ids[index], format: name,
        producer: producer, end: .unknown, progress: .reading(bytes: 0, of: opening.file.size))
      return IndexedSource(
        session, texts: texts,
        indexer: ClassicLogRows(database, texts: texts, window: window, tables: opening.glimpse.tables))
    }
  }

  /// ag2's fork fills in every field of a model's configuration; 0.2 writes down what the program gave.
  private func producer(_ database: Database, tables: Set<String>) throws(Failure) -> String {
    guard tables.contains("oai_wrappers") else { return "autogen-classic" }
    var producer = "autogen-classic"
    try database.query("SELECT init_args FROM oai_wrappers ORDER BY rowid LIMIT 1") { row in
      let first = (try? Document(row.bytes(0) ?? []))?.root.elements(at: "/config_list").first
      producer = first?["model_client_cls"] != nil && first?["tags"] != nil ? "ag2 0.x" : "autogen 0.2"
      return false
    }
    return producer
  }

  private func start(of id: String, in database: Database) throws(Failure) -> String {
    var start = ""
    try database.query("SELECT min(start_time) FROM chat_completions WHERE session_id IS ?", [.text(id)]) { row in
      start = row.text(0) ?? ""
      return false
    }
    return start
  }
}

/// Which rows are one session's. Tables without a session are divided by time.
struct ClassicLogWindow: Sendable {
  /// nil: the database holds one session, and everything is its.
  var id: String?
  var from: String
  var to: String?

  func holds(_ time: String) -> Bool { time >= from && (to.map { time < $0 } ?? true) }
}

/// Goes through the rows of one session: model calls in order, executions between them, everything else counted.
final class ClassicLogRows: SessionIndexer {
  static let columns = [
    ("chat_completions", "request"), ("chat_completions", "response"), ("function_calls", "args"),
    ("events", "json_state"), ("agents", "init_args"), ("oai_wrappers", "init_args"), ("oai_clients", "init_args"),
    ("version", "version_number"),
  ]
  private enum As { static let message: UInt16 = 0, answer: UInt16 = 1, body: UInt16 = 2 }
  let readings = [
    Reading(pointer: "/messages/#", dialect: OpenAIChat()),
    Reading(pointer: "/choices/0/message", dialect: OpenAIChat()),
    Reading(pointer: "", dialect: OpenAIChat()),
  ]

  private let database: Database
  private let texts: DatabaseTexts
  private let window: ClassicLogWindow
  private let tables: Set<String>
  private let isDone = Mutex(false)
  private let chat = OpenAIChat()

  init(_ database: Database, texts: DatabaseTexts, window: ClassicLogWindow, tables: Set<String>) {
    self.database = database
    self.texts = texts
    self.window = window
    self.tables = tables
  }

  func index(into ledger: Ledger, _ post: (IndexProgress) -> Bool) throws(Failure) {
    let wasDone = isDone.withLock { done in
      defer { done = true }
      return done
    }
    if wasDone { return }
    var executions = try functionCalls()[...]
    var tracer = ExchangeTracer()
    var last: Int64 = 0
    var bytes = 0
    while true {
      let calls = try modelCalls(after: last)
      guard let end = calls.last?.rowid else { break }
      last = end
      for call in calls where window.id == nil || call.session == window.id {
        while let next = executions.first, next.time <= call.start {
          add(next, to: ledger)
          executions.removeFirst()
        }
        bytes += call.request.count + call.response.count
        add(call, &tracer, to: ledger)
      }
      guard post(.reading(bytes: bytes, of: nil)) else { return }
    }
    for execution in executions { add(execution, to: ledger) }
    try addOthers(to: ledger)
  }

  // MARK: - Model calls

  private struct ModelCallRow {
    var rowid: Int64
    var session: String
    var agent: String?
    var request: [UInt8]
    var response: [UInt8]
    var isCached: Bool
    var start: String
  }

  /// The next rows: few at a time, so that a program that goes on writing is never kept waiting.
  private func modelCalls(after rowid: Int64) throws(Failure) -> [ModelCallRow] {
    var rows: [ModelCallRow] = []
    var bytes = 0
    try database.query(
      """
      SELECT rowid, session_id, source_name, request, response, is_cached, start_time FROM chat_completions
      WHERE rowid > ? ORDER BY rowid LIMIT 64
      """, [.int(rowid)]
    ) { row in
      let call = ModelCallRow(
        rowid: row.int(0) ?? 0, session: row.text(1) ?? "", agent: row.text(2), request: row.bytes(3) ?? [],
        response: row.bytes(4) ?? [], isCached: row.int(5) == 1, start: row.text(6) ?? "")
      rows.append(call)
      bytes += call.request.count + call.response.count
      return bytes < 1 << 20
    }
    return rows
  }

  private func add(_ row: ModelCallRow, _ tracer: inout ExchangeTracer, to ledger: Ledger) {
    let requestText = texts.add(rowid: row.rowid, column: 0)
    let responseText = texts.add(rowid: row.rowid, column: 1)
    let request = try? Document.tolerating(row.request).document.root
    let sent = request?["messages"].map { Array($0.elements) } ?? []
    let requestPlace = Place(0..<row.request.count, text: requestText, reading: As.body)
    if let kind = SideCall.kind(agent: row.agent, messages: sent) {
      ledger.with { $0.addOther(kind, at: requestPlace) }
      return
    }
    var exchange = Exchange(
      agent: row.agent,
      messages: sent.enumerated().map {
        ($1, Place($1, start: 0, text: requestText, ordinal: $0, reading: As.message))
      },
      answer: answer(row, responseText),
      request: request == nil ? nil : WirePlace(place: requestPlace, form: .chatRequest),
      response: WirePlace(place: Place(0..<row.response.count, text: responseText), form: .chatResponse),
      isCached: row.isCached, offered: request.flatMap { WireForm.chatRequest.offered($0) })
    exchange.alternatives = Exchange.alternatives(
      in: (try? Document.tolerating(row.response))?.document.root, start: 0, text: responseText)
    ledger.with { tracer.add(exchange, reading: chat, to: &$0) }
  }

  private func answer(_ row: ModelCallRow, _ text: UInt32) -> Exchange.Answer {
    let whole = Place(0..<row.response.count, text: text, reading: As.body)
    guard let body = try? Document.tolerating(row.response).document.root else {
      return .rejected(refusal("the answer is not JSON", text, row.response.count), whole)
    }
    if let message = body["choices"]?[0]?["message"] {
      return .message(
        chat.outline(of: message), MessageDigest(of: message, role: "assistant"),
        Place(message, start: 0, text: text, reading: As.answer))
    }
    if body["choices"] == nil, let words = body["response"]?.string, ClassicRefusal.isOne(words) {
      return .rejected(refusal(words, text, row.response.count), whole)
    }
    return .message(chat.outline(of: body), MessageDigest(of: body, role: "assistant"), whole)
  }

  private func refusal(_ words: String, _ text: UInt32, _ count: Int) -> ModelCall.Rejection {
    var origin = texts.origin(of: text)
    origin.bytes = 0..<count
    return ClassicRefusal.rejection(words, at: origin)
  }

  // MARK: - Executions and the rest

  private struct Execution {
    var rowid: Int64
    var agent: String?
    var function: String
    var arguments: [UInt8]
    var returned: [UInt8]
    var time: String
  }

  private func functionCalls() throws(Failure) -> [Execution] {
    guard tables.contains("function_calls") else { return [] }
    var rows: [Execution] = []
    try database.query(
      "SELECT rowid, source_name, function_name, args, returns, timestamp FROM function_calls ORDER BY rowid"
    ) { row in
      let execution = Execution(
        rowid: row.int(0) ?? 0, agent: row.text(1), function: row.text(2) ?? "", arguments: row.bytes(3) ?? [],
        returned: row.bytes(4) ?? [], time: row.text(5) ?? "")
      if window.holds(execution.time) { rows.append(execution) }
      return true
    }
    return rows
  }

  private func add(_ row: Execution, to ledger: Ledger) {
    let text = texts.add(rowid: row.rowid, column: 2)
    var origin = texts.origin(of: text)
    origin.bytes = 0..<row.arguments.count
    let returned = (try? Document(row.returned))?.root.decodedBytes ?? row.returned
    ledger.with { state in
      state.executions.append(
        ExecutionRecord(
          agent: row.agent, function: row.function, arguments: RawText(row.arguments), returned: RawText(returned),
          before: state.count, origin: origin))
      state.addOther("function_calls", at: Place(origin.bytes, text: text))
    }
  }

  private func addOthers(to ledger: Ledger) throws(Failure) {
    let rest: [(table: String, kind: String, column: Int, time: String)] = [
      ("events", "event_name", 3, "timestamp"), ("agents", "'agent'", 4, "timestamp"),
      ("oai_wrappers", "'wrapper'", 5, "timestamp"), ("oai_clients", "'client'", 6, "timestamp"),
      ("version", "'version'", 7, "''"),
    ]
    for part in rest where tables.contains(part.table) {
      let hasSession = part.table != "events" && part.table != "version"
      let name = Self.columns[part.column].1
      try database.query(
        """
        SELECT rowid, \(part.kind), length(CAST("\(name)" AS BLOB)), \(part.time), \(hasSession ? "session_id" : "NULL")
        FROM "\(part.table)" ORDER BY rowid
        """
      ) { row in
        let isOurs = window.id.map { id in hasSession ? row.text(4) == id : window.holds(row.text(3) ?? "") } ?? true
        guard isOurs else { return true }
        let text = texts.add(rowid: row.int(0) ?? 0, column: part.column)
        ledger.with { $0.addOther(row.text(1) ?? part.table, at: Place(0..<Int(row.int(2) ?? 0), text: text)) }
        return true
      }
    }
  }
}
