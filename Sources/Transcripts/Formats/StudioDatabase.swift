import Conversation
import Dialects
import LosslessJSON
import Synchronization

/// The database of AutoGen Studio: sessions of runs, whose messages are AgentChat's, one a row. (`run.team_result` loses what
/// the messages say, so it is never read.)
struct StudioDatabase: ReadableFormat {
  let name = "autogen-studio"
  private static let tables: Set = ["message", "run", "session", "team"]

  func confidence(in glimpse: Glimpse) -> Double {
    glimpse.container == .database && glimpse.tables.isSuperset(of: Self.tables) ? 0.9 : 0
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    guard let database = opening.database else { return [] }
    var found: [(id: String, name: String)] = []
    try database.query(
      """
      SELECT s.id, s.name FROM session s WHERE EXISTS (SELECT 1 FROM run WHERE run.session_id = s.id)
      OR EXISTS (SELECT 1 FROM message m WHERE m.session_id = s.id) ORDER BY s.rowid
      """
    ) { row in
      found.append((row.text(0) ?? "", row.text(1) ?? ""))
      return true
    }
    if found.isEmpty { found = [("", "")] }
    return found.indices.map { index in
      let texts = DatabaseTexts(database, source: opening.path, columns: StudioRows.columns)
      let session = Session(
        id: SessionID(opening.firstID + index), source: opening.path,
        nativeID: found[index].name.isEmpty ? found[index].id : found[index].name, format: name,
        producer: "autogen-agentchat 0.5 (AutoGen Studio)", end: .unknown,
        progress: .reading(bytes: 0, of: opening.file.size))
      return IndexedSource(
        session, texts: texts, indexer: StudioRows(database, texts: texts, session: found[index].id))
    }
  }
}

/// Goes through the runs of one session and the messages of each.
final class StudioRows: SessionIndexer {
  static let columns = [("message", "config"), ("run", "error_message"), ("run", "task")]
  private enum As { static let message: UInt16 = 0, record: UInt16 = 1, words: UInt16 = 2 }
  let readings = [
    Reading(pointer: "", dialect: AgentChatMessage()), Reading(pointer: "", dialect: AnyRecord()),
    Reading(pointer: "", dialect: AnyRecord(), form: .text),
  ]
  private let database: Database
  private let texts: DatabaseTexts
  private let session: String
  private let isDone = Mutex(false)

  init(_ database: Database, texts: DatabaseTexts, session: String) {
    self.database = database
    self.texts = texts
    self.session = session
  }

  private struct Run {
    var rowid: Int64
    var id: String
    var status: String
    var errorLength: Int
  }

  func index(into ledger: Ledger, _ post: (IndexProgress) -> Bool) throws(Failure) {
    let wasDone = isDone.withLock { done in
      defer { done = true }
      return done
    }
    if wasDone { return }
    var bytes = 0
    for run in try runs() {
      try add(messagesOf: run.id, &bytes, ledger)
      if run.errorLength > 0 {
        let place = Place(0..<run.errorLength, text: texts.add(rowid: run.rowid, column: 1), reading: As.words)
        ledger.with { _ = $0.add(MessageOutline(kind: .ended, flags: [.text, .markedFailed]), at: place) }
      }
      guard post(.reading(bytes: bytes, of: nil)) else { return }
    }
    try add(messagesOf: nil, &bytes, ledger)
  }

  private func runs() throws(Failure) -> [Run] {
    var runs: [Run] = []
    try database.query(
      """
      SELECT rowid, id, status, length(CAST(error_message AS BLOB)) FROM run WHERE session_id = ? ORDER BY rowid
      """, [.text(session)]
    ) { row in
      runs.append(
        Run(rowid: row.int(0) ?? 0, id: row.text(1) ?? "", status: row.text(2) ?? "", errorLength: Int(row.int(3) ?? 0))
      )
      return true
    }
    return runs
  }

  /// The messages of a run, or those of the session that name none.
  private func add(messagesOf run: String?, _ bytes: inout Int, _ ledger: Ledger) throws(Failure) {
    let dialect = AgentChatMessage()
    try database.query(
      "SELECT rowid, config FROM message WHERE \(run == nil ? "run_id IS NULL AND session_id" : "run_id") = ? ORDER BY id",
      [.text(run ?? session)]
    ) { row in
      let config = row.bytes(1) ?? []
      bytes += config.count
      let text = texts.add(rowid: row.int(0) ?? 0, column: 0)
      var place = Place(0..<config.count, text: text, reading: As.message)
      ledger.with { state in
        guard let message = (try? Document.tolerating(config))?.document.root else {
          place.reading = As.record
          state.add(MessageOutline(kind: .unreadable), at: place)
          return
        }
        let type = message["type"]?.string
        if AgentChatMessage.isBookkeeping(type) || message["source"]?.isString("llm_call_event") == true {
          place.reading = As.record
          state.addOther(message["source"]?.string ?? type ?? "record", at: place)
        } else {
          var outline = dialect.outline(of: message)
          // Early versions wrote no type.
          if type == nil { outline.kind = message["source"]?.isString("user") == true ? .user : .assistant }
          state.add(outline, at: place)
        }
      }
      return true
    }
  }
}
