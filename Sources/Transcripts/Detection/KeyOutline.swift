/// The names in a beginning of JSON text, by path ("messages[].role"), with the short strings that stand there. Tolerant: it
/// stops where the text breaks or ends, and keeps what it saw.
struct KeyOutline: Sendable {
  private(set) var paths: Set<String> = []
  private(set) var names: Set<String> = []
  private(set) var strings: [String: Set<String>] = [:]
  /// Values at the top that were seen to their end.
  private(set) var values = 0
  /// The index after the first of them.
  private(set) var firstEnd: Int?
  /// Where the text stopped being JSON, the text's own end not counted.
  private(set) var badAt: Int?

  private static let depthLimit = 6
  private static let recordLimit = 40

  init() {}

  init(of text: ArraySlice<UInt8>) {
    var scan = Scan(text: text, at: text.startIndex)
    while values < Self.recordLimit {
      scan.skipBlanks()
      guard scan.at < text.endIndex else { return }
      guard value(&scan) else {
        if scan.at < text.endIndex { badAt = scan.at }
        return
      }
      values += 1
      if firstEnd == nil { firstEnd = scan.at }
    }
  }

  /// Reads one value from its first byte; false where the text ends or breaks.
  private mutating func value(_ scan: inout Scan) -> Bool {
    var open: [(isObject: Bool, path: String)] = []
    var path = ""
    repeat {
      scan.skipBlanks()
      guard let byte = scan.byte else { return false }
      switch byte {
      case 0x7B, 0x5B:
        scan.at += 1
        scan.skipBlanks()
        if scan.byte == (byte == 0x7B ? 0x7D : 0x5D) {
          scan.at += 1
        } else {
          open.append((byte == 0x7B, byte == 0x7B || open.count > Self.depthLimit ? path : path + "[]"))
          guard next(&scan, open, &path) else { return false }
          continue
        }
      case 0x22:
        guard let text = scan.string(limit: 64) else { return false }
        if !text.isEmpty, open.count < Self.depthLimit { strings[path, default: []].insert(text) }
      default:
        guard scan.skipScalar() else { return false }
      }
      // A value has ended: close what closes with it.
      while let last = open.last {
        scan.skipBlanks()
        guard let byte = scan.byte else { return false }
        if byte == 0x2C {
          scan.at += 1
          guard next(&scan, open, &path) else { return false }
          break
        }
        guard byte == (last.isObject ? 0x7D : 0x5D) else { return false }
        scan.at += 1
        open.removeLast()
      }
    } while !open.isEmpty
    return true
  }

  /// Goes to the next value of the innermost container: past a name where it is an object.
  private mutating func next(
    _ scan: inout Scan, _ open: [(isObject: Bool, path: String)], _ path: inout String
  ) -> Bool {
    guard let last = open.last else { return false }
    guard last.isObject else {
      path = last.path
      return true
    }
    scan.skipBlanks()
    guard scan.byte == 0x22, let name = scan.string(limit: 128) else { return false }
    scan.skipBlanks()
    guard scan.byte == 0x3A else { return false }
    scan.at += 1
    guard open.count < Self.depthLimit else { return true }
    path = last.path.isEmpty ? name : last.path + "." + name
    paths.insert(path)
    names.insert(name)
    return true
  }

  /// The outline of the elements of the arrays that it was made from, as if each were a record; nil where they hold no names.
  var elements: KeyOutline? {
    var inner = KeyOutline()
    inner.paths = Set(paths.filter { $0.hasPrefix("[].") }.map { String($0.dropFirst(3)) })
    guard !inner.paths.isEmpty else { return nil }
    inner.names = names
    for (path, texts) in strings where path.hasPrefix("[].") { inner.strings[String(path.dropFirst(3))] = texts }
    inner.values = values
    return inner
  }

  /// Every name in a piece of JSON text that may begin anywhere.
  static func names(in text: [UInt8]) -> Set<String> {
    var names: Set<String> = []
    var end = 0
    while let quote = text[end...].firstIndex(of: 0x22) {
      var scan = Scan(text: text[...], at: quote)
      guard let name = scan.string(limit: 64) else { break }
      end = scan.at
      scan.skipBlanks()
      if scan.byte == 0x3A { names.insert(name) }
    }
    return names
  }
}

/// A place in a text.
private struct Scan {
  let text: ArraySlice<UInt8>
  var at: Int

  var byte: UInt8? { at < text.endIndex ? text[at] : nil }

  mutating func skipBlanks() {
    while at < text.endIndex, isBlank(text[at]) { at += 1 }
  }

  /// The string that starts here, "" where it is longer than `limit`; nil where it does not end.
  mutating func string(limit: Int) -> String? {
    let start = at + 1
    var end = start
    while end < text.endIndex, text[end] != 0x22 {
      guard text[end] != 0x0A else {
        at = end
        return nil
      }
      end += text[end] == 0x5C ? 2 : 1
    }
    guard end < text.endIndex else {
      at = text.endIndex
      return nil
    }
    at = end + 1
    return end - start <= limit ? String(decoding: text[start..<end], as: UTF8.self) : ""
  }

  /// A number or a word.
  mutating func skipScalar() -> Bool {
    let start = at
    while let byte, byte != 0x2C, byte != 0x7D, byte != 0x5D, !isBlank(byte) {
      let isPart =
        byte == 0x2B || byte == 0x2D || byte == 0x2E || (byte >= 0x30 && byte <= 0x39)
        || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
      guard isPart else { return false }
      at += 1
    }
    return at > start
  }
}
