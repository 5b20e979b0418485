package import Conversation
import Glibc

/// Opens what a person named: a file, or "-" for standard input (read to its end). The content decides the format. Returns
/// without indexing: `TurnSource.index` does that. One source may hold several sessions; they are numbered from `firstID`.
/// `isGrowing`: this process writes the recording, so its end is open and a last line without its line break waits.
package func openSessions(
  path: String, firstID: Int, isGrowing: Bool = false
) throws(Failure) -> [any TurnSource] {
  var status = stat()
  if path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
    return try openFolder(path, firstID: firstID)
  }
  let file = try openFile(path)
  let size = file.size
  let head = try file.read(0..<min(size, Glimpse.reach))
  let tail = size > Glimpse.reach ? try file.read(max(Glimpse.reach, size - Glimpse.reach)..<size) : []
  var glimpse = Glimpse(head: head, tail: tail, size: size)
  guard glimpse.container != .empty else {
    throw Failure(
      .unreadable, what: size == 0 ? "the file is empty" : "the file holds nothing but blanks",
      where: Origin(source: path), remedy: "check that the program that writes it has run")
  }
  var database: Database?
  if glimpse.container == .database {
    let opened = try Database(file)
    var tables: Set<String> = []
    try opened.query("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')") { row in
      tables.insert(row.text(0) ?? "")
      return true
    }
    glimpse.tables = tables
    database = opened
  }
  let elements = glimpse.elements
  var best: (format: any ReadableFormat, confidence: Double, isArray: Bool)?
  for format in KnownFormats.readable {
    let confidence = format.confidence(in: glimpse)
    if confidence > best?.confidence ?? 0 { best = (format, confidence, false) }
    guard format.readsElements, let elements else { continue }
    let inner = format.confidence(in: elements)
    if inner > best?.confidence ?? 0 { best = (format, inner, true) }
  }
  guard let best else {
    throw Failure(
      .unreadable, what: "a kind of file that is not known", where: Origin(source: path),
      remedy: "open a saved session: JSON, JSON Lines, a runtime_logging database, or text")
  }
  return try best.format.sessions(
    in: Opening(
      file: file, path: path, glimpse: best.isArray ? elements ?? glimpse : glimpse, database: database,
      firstID: firstID, isArray: best.isArray, isGrowing: isGrowing))
}

/// The sessions of a folder: captured model calls, or each file in it that a format recognises and the calls captured in
/// its folder `http`.
private func openFolder(_ path: String, firstID: Int) throws(Failure) -> [any TurnSource] {
  guard let names = names(in: path) else { throw openFailure(path, errno) }
  if let session = ExchangeFolder().session(in: path, firstID: firstID) { return [session] }
  var sessions: [any TurnSource] = []
  for name in names where !name.hasPrefix(".") {
    let file = path + "/" + name
    var status = stat()
    guard stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
    let found = (try? openSessions(path: file, firstID: firstID + sessions.count)) ?? []
    sessions += found.filter { !$0.session.isUnknown }
  }
  if let calls = ExchangeFolder().session(in: path + "/http", firstID: firstID + sessions.count) {
    sessions.append(calls)
  }
  guard !sessions.isEmpty else { throw .folderWithoutSession(path) }
  return sessions
}

extension Failure {
  /// What opening a folder fails with where nothing in it is a session.
  package static func folderWithoutSession(_ path: String) -> Failure {
    Failure(
      .unreadable, what: "a folder without a session in it", where: Origin(source: path),
      remedy: "name a saved session")
  }
}

extension Session {
  /// No format of sessions recognised the source.
  fileprivate var isUnknown: Bool { [JSONRecords().name, JSONLineRecords().name, TextRecords().name].contains(format) }
}
