import Conversation
import Dialects
import Glibc

/// What can be seen of a source without reading it: its first and last 64 KiB. Formats recognise themselves in it.
struct Glimpse: Sendable {
  enum Container: Sendable {
    case empty
    case database
    /// One JSON value that fills the file, or begins and does not end.
    case document
    /// One JSON value a line.
    case lines
    case text
  }
  static let reach = 64 << 10

  var container: Container
  var size: Int
  /// The first 64 KiB, a byte order mark and blanks before them aside.
  var head: ArraySlice<UInt8> = []
  /// The first JSON value breaks lines inside: it is laid out for people, and no line of it is a record.
  var isLaidOut = false
  /// Names and short strings of the JSON in the first 64 KiB, by path from each record's root.
  var outline = KeyOutline()
  /// Text that is a stream of server-sent events; the outline is that of their payloads.
  var isStream = false
  /// Names anywhere in the last 64 KiB, where those are not the first.
  var tailNames: Set<String> = []
  /// For a database: its tables and views.
  var tables: Set<String> = []

  init(head: [UInt8], tail: [UInt8], size: Int) {
    self.size = size
    if head.starts(with: Array("SQLite format 3\0".utf8)) {
      container = .database
      return
    }
    let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = head[start...].firstIndex(where: { !isBlank($0) }) else {
      container = size == head.count ? .empty : .text
      return
    }
    self.head = head[first...]
    guard head[first] == 0x7B || head[first] == 0x5B else {
      container = .text
      isStream = ChatStream.isStream(Array(head[first...].prefix(8)))
      if isStream {
        let payloads = head[first...].split(separator: 0x0A).compactMap(StreamLine.payload)
        outline = KeyOutline(of: Array(payloads.joined(separator: [0x0A]))[...])
      }
      return
    }
    outline = KeyOutline(of: head[first...])
    container = Self.container(head: head[first...], tail: tail, outline: outline)
    isLaidOut = container == .document && head[first..<(outline.firstEnd ?? head.endIndex)].contains(0x0A)
    if !tail.isEmpty { tailNames = KeyOutline.names(in: tail) }
  }

  private static func container(head: ArraySlice<UInt8>, tail: [UInt8], outline: KeyOutline) -> Container {
    if let end = outline.firstEnd {
      let rest = head[end...].drop(while: { isBlank($0) })
      // Something on a line of its own after the first value makes lines; anything else after it is a fault of a document.
      return rest.isEmpty || !head[end..<rest.startIndex].contains(0x0A) ? .document : .lines
    }
    if let bad = outline.badAt {
      // A first line that is broken by itself, with more records after it.
      let line = head[bad...].firstIndex(of: 0x0A)
      let next = line.map { head[$0...].drop(while: { isBlank($0) }).first } ?? nil
      let firstLineIsWhole = !head[..<bad].contains(0x0A)
      if firstLineIsWhole, next == 0x7B, head.first == 0x7B { return .lines }
      return outline.names.isEmpty ? .text : .document
    }
    // The first value is longer than what was seen: pretty-printed text breaks lines inside it, a record does not.
    if head.contains(0x0A) { return .document }
    let lines = tail.split(separator: 0x0A, omittingEmptySubsequences: true)
    return lines.count > 1 && lines.dropFirst().allSatisfy { $0.first == 0x7B } ? .lines : .document
  }

  /// Lines of JSON, one at least.
  var isRecords: Bool { container == .lines || (container == .document && !isLaidOut) }

  /// A path that the outline saw, such as "messages[].role".
  func has(_ path: String) -> Bool { outline.paths.contains(path) }

  /// Whether a short string at a path was seen to be `value`.
  func says(_ path: String, _ value: String) -> Bool { strings(path).contains(value) }

  /// Short strings seen at a path.
  func strings(_ path: String) -> Set<String> { outline.strings[path] ?? [] }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
