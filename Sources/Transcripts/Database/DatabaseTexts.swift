import Conversation
import Synchronization

/// The columns of a database as stored texts. Each is known by a number: its table's, its row's and its column's.
final class DatabaseTexts: StoredTexts {
  let source: String
  private let database: Database
  private let columns: [(table: String, column: String)]
  private let texts = Mutex<[Text]>([])

  private struct Text: Sendable {
    var rowid: Int64
    var column: UInt8
  }

  /// `columns` are the ones that texts will be taken from.
  init(_ database: Database, source: String, columns: [(table: String, column: String)]) {
    self.database = database
    self.source = source
    self.columns = columns
  }

  /// The number of the text in a row's column; `column` is an index into the columns given to `init`.
  func add(rowid: Int64, column: Int) -> UInt32 {
    texts.withLock { texts in
      texts.append(Text(rowid: rowid, column: UInt8(column)))
      return UInt32(texts.count - 1)
    }
  }

  func origin(of text: UInt32) -> Origin {
    let found = texts.withLock { $0[Int(text)] }
    let (table, column) = columns[Int(found.column)]
    return Origin(source: source, row: Origin.Row(table: table, rowid: found.rowid, column: column))
  }

  func bytes(at origin: Origin) throws(Failure) -> [UInt8] {
    guard let row = origin.row, columns.contains(where: { $0.table == row.table && $0.column == row.column }) else {
      return []
    }
    var found: [UInt8] = []
    try database.query("SELECT \"\(row.column)\" FROM \"\(row.table)\" WHERE rowid = ?", [.int(row.rowid)]) { columns in
      found = columns.bytes(0) ?? []
      return false
    }
    guard origin.bytes != 0..<found.count else { return found }
    return Array(found[origin.bytes.clamped(to: 0..<found.count)])
  }
}
