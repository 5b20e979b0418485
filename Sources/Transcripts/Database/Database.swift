import CSQLite
import Conversation
import Glibc
import Synchronization

/// A SQLite database that is read and never touched: nothing is written to it or beside it. One connection, serialised.
final class Database: Sendable {
  private let handle: Mutex<Handle>

  /// Opens in place where that leaves no trace, else a private copy; of a stream that was spooled always a copy, because
  /// the spool has no name. Fails where it is locked or no database.
  init(_ file: ByteFile) throws(Failure) {
    let path = file.isSpooled ? file.descriptorPath : file.source
    handle = Mutex(try Handle(path, source: file.source, isCopied: file.isSpooled))
  }

  /// Runs one short query; `row` is called for each row until it returns false.
  func query(_ sql: String, _ values: [SQLValue] = [], _ row: (SQLRow) throws -> Bool) throws(Failure) {
    var failure: Failure?
    handle.withLock { handle in
      do throws(Failure) {
        try handle.query(sql, values, row)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}

/// A value bound to a `?`.
enum SQLValue {
  case int(Int64)
  case text(String)
}

/// The row that a statement stands on; valid during the callback only.
struct SQLRow {
  fileprivate let statement: OpaquePointer

  func int(_ column: Int32) -> Int64? {
    sqlite3_column_type(statement, column) == SQLITE_NULL ? nil : sqlite3_column_int64(statement, column)
  }

  /// The column's text as UTF-8 bytes; nil where it is NULL.
  func bytes(_ column: Int32) -> [UInt8]? {
    guard sqlite3_column_type(statement, column) != SQLITE_NULL else { return nil }
    guard let start = sqlite3_column_text(statement, column) else { return [] }
    return Array(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
  }

  func text(_ column: Int32) -> String? { bytes(column).map { String(decoding: $0, as: UTF8.self) } }
}

/// The connection. Opening follows the file's header: a rollback database is read in place; a WAL database in place without
/// locks and without shared memory; one that was left in the middle of a write from a copy that may be rolled back.
private struct Handle: ~Copyable, @unchecked Sendable {
  private let path: String
  private let source: String
  private var connection: OpaquePointer?

  init(_ path: String, source: String, isCopied: Bool) throws(Failure) {
    self.path = path
    self.source = source
    let header = try Self.header(path)
    if isCopied || Self.hasHotJournal(path) {
      try openCopy()
    } else if header.count > 19, header[18] == 2 || header[19] == 2 {
      // At rest there is no -wal, and any way of opening but this one would leave an empty one behind.
      let isAtRest = access(path + "-wal", F_OK) != 0
      try open(Self.address(path, isAtRest ? "mode=ro&immutable=1" : "mode=ro&vfs=unix-none"))
      try execute("PRAGMA locking_mode=EXCLUSIVE")
    } else {
      try open(Self.address(path, "mode=ro"))
    }
    sqlite3_busy_timeout(connection, 2000)
    do throws(Failure) {
      try execute("SELECT count(*) FROM sqlite_master")
    } catch {
      // Somebody writes just now, or the file is damaged: a copy is at least at rest.
      close()
      try openCopy()
      try execute("SELECT count(*) FROM sqlite_master")
    }
  }

  deinit { close() }

  private func close() { sqlite3_close_v2(connection) }

  private mutating func open(_ address: String) throws(Failure) {
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    let isReadOnly = address.contains("mode=ro")
    let status = sqlite3_open_v2(
      address, &connection, isReadOnly ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX : flags, nil)
    guard status == SQLITE_OK else { throw failure() }
  }

  /// Copies the database and what belongs to it into a private folder, opens that, and takes the folder's names away again.
  private mutating func openCopy() throws(Failure) {
    let folder = try privateFolder(source)
    defer { removeCopy(folder) }
    for suffix in ["", "-journal", "-wal"] where access(path + suffix, F_OK) == 0 {
      try copyFile(path + suffix, to: folder + "/copy" + suffix)
    }
    try open(Self.address(folder + "/copy", "mode=rw"))
    // Rolls a half-done write back in the copy; from then on nothing but the open file is needed.
    try execute("PRAGMA locking_mode=EXCLUSIVE")
    try execute("SELECT count(*) FROM sqlite_master")
  }

  func query(_ sql: String, _ values: [SQLValue], _ row: (SQLRow) throws -> Bool) throws(Failure) {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK, let statement else { throw failure() }
    defer { sqlite3_finalize(statement) }
    for (index, value) in values.enumerated() {
      switch value {
      case .int(let number): sqlite3_bind_int64(statement, Int32(index + 1), number)
      case .text(let text):
        sqlite3_bind_text(statement, Int32(index + 1), text, -1, unsafeBitCast(-1, to: sqlite3_destructor_type.self))
      }
    }
    while true {
      let status = sqlite3_step(statement)
      if status == SQLITE_DONE { return }
      guard status == SQLITE_ROW else { throw failure() }
      guard (try? row(SQLRow(statement: statement))) == true else { return }
    }
  }

  private func execute(_ sql: String) throws(Failure) { try query(sql, []) { _ in true } }

  private func failure() -> Failure {
    let code = sqlite3_errcode(connection)
    let remedy =
      code == SQLITE_BUSY || code == SQLITE_LOCKED
      ? "open it again when the program that writes it has finished"
      : "check that the file is whole, for instance with sqlite3 FILE 'pragma integrity_check'"
    return Failure(
      .unreadable, what: "the database cannot be read: \(String(cString: sqlite3_errmsg(connection)))",
      where: Origin(source: source), remedy: remedy)
  }

  private static func address(_ path: String, _ options: String) -> String {
    var address = "file:"
    for byte in path.utf8 {
      let isPlain = byte > 0x20 && byte < 0x7F && byte != 0x25 && byte != 0x3F && byte != 0x23
      address += isPlain ? String(UnicodeScalar(byte)) : "%" + hex(byte)
    }
    return address + "?" + options
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.utf8.count == 1 ? "0" + digits : digits
  }

  private static func header(_ path: String) throws(Failure) -> [UInt8] {
    try openFile(path).read(0..<100)
  }

  /// Whether a write was left half done: a journal whose header has not been cleared.
  private static func hasHotJournal(_ path: String) -> Bool {
    guard access(path + "-journal", F_OK) == 0, let journal = try? openFile(path + "-journal"),
      let first = try? journal.read(0..<8)
    else { return false }
    return first.contains { $0 != 0 }
  }
}
