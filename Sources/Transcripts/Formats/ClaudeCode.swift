import Conversation
import Dialects
import Glibc
import LosslessJSON

/// A session of Claude Code: JSON Lines under `~/.claude/projects`, the stream that `--output-format stream-json` prints
/// (lines, or saved as one array), or the web export `{loglines: […]}`.
struct ClaudeCode: ReadableFormat {
  let name = "claude-code"
  private static let types: Set = [
    "user", "assistant", "system", "summary", "progress", "result", "file-history-snapshot", "queue-operation",
    "attachment",
  ]
  private static let marks = ["parentUuid", "isSidechain", "leafUuid", "session_id", "sessionId", "uuid"]

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.container == .lines || glimpse.container == .document else { return 0 }
    return ["", "[].", "loglines[]."].lazy.map { Self.confidence(in: glimpse, under: $0) }.max() ?? 0
  }

  private static func confidence(in glimpse: Glimpse, under prefix: String) -> Double {
    guard !glimpse.strings(prefix + "type").isDisjoint(with: types), !glimpse.has(prefix + "message.parts") else {
      return 0
    }
    let isMarked = marks.contains { glimpse.has(prefix + $0) }
    guard glimpse.has(prefix + "message.content") else {
      return isMarked && ["parentUuid", "isSidechain", "leafUuid", "subtype"].contains { glimpse.has(prefix + $0) }
        ? 0.7 : 0
    }
    return isMarked ? 0.95 : prefix == "loglines[]." ? 0.9 : 0.4
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    let isArray = opening.glimpse.has("[].type") || opening.glimpse.has("loglines[].type")
    let indexer: any SessionIndexer =
      isArray || opening.glimpse.isLaidOut
      ? DocumentIndexer(opening.file, handler: ClaudeCodeArray())
      : LineIndexer(opening.file, takesTorn: !opening.isGrowing, handler: ClaudeCodeLines())
    let main = opening.session(format: name, producer: name, end: .unknown, indexer: indexer)
    return [main] + subagents(of: opening)
  }

  /// The sub-agents that the session keeps in files beside its own: `<session>/subagents/**/agent-*.jsonl`.
  private func subagents(of opening: Opening) -> [IndexedSource] {
    guard opening.path.hasSuffix(".jsonl") else { return [] }
    var sources: [IndexedSource] = []
    for path in Self.agentFiles(in: opening.path.dropLast(6) + "/subagents", depth: 0) {
      guard let file = try? openFile(path) else { continue }
      let id = path.split(separator: "/").last.map { String($0.dropFirst("agent-".count).dropLast(".jsonl".count)) }
      let session = Session(
        id: SessionID(opening.firstID + 1 + sources.count), source: path, nativeID: id ?? path, format: name,
        producer: name, end: .unknown, progress: .reading(bytes: 0, of: file.size))
      sources.append(
        IndexedSource(session, texts: file, indexer: LineIndexer(file, handler: ClaudeCodeLines(agentID: id))))
    }
    return sources
  }

  private static func agentFiles(in folder: String, depth: Int) -> [String] {
    (names(in: folder) ?? []).flatMap { name in
      let path = folder + "/" + name
      if name.hasPrefix("agent-"), name.hasSuffix(".jsonl") { return [path] }
      return depth < 3 ? agentFiles(in: path, depth: depth + 1) : []
    }
  }
}

/// A record a line.
struct ClaudeCodeLines: LineHandler {
  private var records: ClaudeCodeRecords
  let readings = [
    Reading(pointer: "", dialect: ClaudeCodeRecord(), form: .lines), Reading(pointer: "", dialect: AnyRecord()),
  ]

  /// `agentID`: the file is that sub-agent's own.
  init(agentID: String? = nil) { records = ClaudeCodeRecords(agentID: agentID) }

  mutating func take(_ line: StoredLine, into ledger: Ledger) {
    guard let value = line.value(in: ledger) else {
      records.addUnreadable(line.range, into: ledger)
      return
    }
    records.take(StoredRecord(value: value, start: line.start, range: line.range), into: ledger)
  }

  mutating func finish(in ledger: Ledger) { records.finish(in: ledger) }
}

/// The records in an array: the document itself, its `loglines`, or the one record that it is.
struct ClaudeCodeArray: DocumentHandler {
  func take(_ document: Document, start: Int, into ledger: Ledger) -> [Reading] {
    let root = document.root
    let path = root.kind == .array ? "" : root["loglines"]?.kind == .array ? "/loglines" : nil
    let elements = path.map { root.elements(at: $0) } ?? [root]
    var records = ClaudeCodeRecords(agentID: nil)
    for (ordinal, element) in elements.enumerated() {
      let range = start + element.range.lowerBound..<start + element.range.upperBound
      let pointer = path.map { $0 + "/\(ordinal)" } ?? ""
      records.take(
        StoredRecord(value: element, start: start, range: range, ordinal: ordinal, pointer: pointer), into: ledger)
    }
    records.finish(in: ledger)
    let pointer = path.map { $0 + "/#" } ?? ""
    return [
      Reading(pointer: pointer, dialect: ClaudeCodeRecord(), form: .elements),
      Reading(pointer: pointer, dialect: AnyRecord()),
    ]
  }
}
