import LosslessJSON

/// Finds where a string ends although quotes inside it may not be escaped: a quote ends it if what follows goes on as JSON
/// would.
struct StringEnd {
  enum Role { case name, member, element, argument }

  /// Where the closing quote stands; nil where the text ends first.
  private(set) var end: Int?
  private(set) var closingLength = 1
  private(set) var hasInnerQuotes = false
  /// Two quotes in a row: Python joins two strings, SQL means a quote.
  private(set) var isAmbiguous = false

  private let text: [UInt8]

  init(_ text: [UInt8], after start: Int, _ quote: Quote, _ role: Role) {
    self.text = text
    var at = start
    while at < text.count {
      if text[at] == 0x5C {
        at += 2
        continue
      }
      guard let other = Quote(text, at), other.kind == quote.kind, quote.kind != .single || text[at] == text[start - 1]
      else {
        at += 1
        continue
      }
      let next = at + other.length
      if quote.kind == .single, role != .name, next < text.count, text[next] == text[at] {
        isAmbiguous = true
        return
      }
      if role == .name || closes(next, role) {
        (end, closingLength) = (at, other.length)
        return
      }
      hasInnerQuotes = true
      at = next
    }
  }

  private func closes(_ after: Int, _ role: Role) -> Bool {
    let next = Blank.end(text, after)
    guard next < text.count else { return true }
    switch text[next] {
    case 0x7D, 0x5D, 0x29: return true
    case 0x2C:
      let following = Blank.end(text, next + 1)
      guard following < text.count, text[following] != 0x7D, text[following] != 0x5D else { return true }
      return switch role {
      case .member: startsMember(following)
      case .argument: startsMember(following) || startsValue(following)
      case .name, .element: startsValue(following)
      }
    default:
      // A missing comma: the next member, or the next element, follows after a blank.
      guard Quote(text, next) != nil else { return false }
      return role == .member ? startsMember(next) : next > after
    }
  }

  /// A name and what separates it from its value.
  private func startsMember(_ at: Int) -> Bool {
    var at = at
    if let quote = Quote(text, at) {
      at += quote.length
      while at < text.count, Quote(text, at).map({ $0.kind != quote.kind }) ?? true {
        if text[at] == 0x0A || text[at] == 0x2C { return false }
        at += text[at] == 0x5C ? 2 : 1
      }
      // The text ends in a name: it was cut off there.
      guard let closing = Quote(text, at) else { return true }
      at += closing.length
    } else {
      let start = at
      while at < text.count, isWordByte(text[at]) || text[at] == 0x24 { at += 1 }
      guard at > start else { return false }
      if at < text.count, text[at] == 0x22 { at += 1 }
    }
    at = Blank.end(text, at)
    return at >= text.count || text[at] == 0x3A || text[at] == 0x3D
  }

  private func startsValue(_ at: Int) -> Bool {
    let byte = text[at]
    if Quote(text, at) != nil || byte == 0x7B || byte == 0x5B || isDigit(byte) || byte == 0x2D { return true }
    let word = String(decoding: text[at...].prefix(while: isWordByte), as: UTF8.self)
    return WrittenLiteral(word) != nil
  }
}

/// What stands between the quotes, as a JSON string.
struct StringContent {
  private let content: ArraySlice<UInt8>
  private(set) var liberties: [Defect] = []
  private var out: [UInt8] = []

  var json: String { "\"" + String(decoding: out, as: UTF8.self) + "\"" }

  init(_ content: ArraySlice<UInt8>) { self.content = content }

  mutating func convert() {
    let isPath = looksLikePath
    if isPath, let first = content.firstIndex(of: 0x5C) {
      note("A15", "a path's backslashes are not escaped: some of them mean something else in JSON", .offer, first)
    }
    var at = content.startIndex
    while at < content.endIndex {
      let byte = content[at]
      switch byte {
      case 0x5C where isPath:
        out += [0x5C, 0x5C]
        at += at + 1 < content.endIndex && content[at + 1] == 0x5C ? 2 : 1
      case 0x5C: at = escape(at)
      case 0x22:
        out += [0x5C, 0x22]
        at += 1
      case 0..<0x20:
        control(byte, at)
        at += 1
      default:
        out.append(byte)
        at += 1
      }
    }
  }

  private mutating func control(_ byte: UInt8, _ at: Int) {
    let short: [UInt8: UInt8] = [0x0A: 0x6E, 0x09: 0x74, 0x0D: 0x72]
    let words = byte == 0x0A ? "a line break" : byte == 0x09 ? "a tab" : "a control character"
    note("A13", "\(words) in a string is not escaped", short[byte] == nil ? .offer : .auto, at)
    if let letter = short[byte] { out += [0x5C, letter] } else { out += unicode(UInt32(byte)) }
  }

  /// Copies an escape, or what it probably means; gives the place behind it.
  private mutating func escape(_ at: Int) -> Int {
    guard at + 1 < content.endIndex else {
      out += [0x5C, 0x5C]
      return at + 1
    }
    let letter = content[at + 1]
    switch letter {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74:
      out += [0x5C, letter]
      return at + 2
    case 0x75 where hexadecimal(at + 2, 4) != nil:
      out += content[at..<(at + 6)]
      return at + 6
    case 0x27:
      note("A15", "\\' is not an escape in JSON", .auto, at)
      out.append(letter)
      return at + 2
    case 0x78:
      guard let value = hexadecimal(at + 2, 2) else { break }
      note("A15", "\\x is not an escape in JSON", .offer, at)
      out += unicode(value)
      return at + 4
    default: break
    }
    let isPattern = "dDwWsSBpPk.()[]{}*+?^$|-".utf8.contains(letter)
    let shown = String(decoding: [letter], as: UTF8.self)
    note("A15", "\\\(shown) is not an escape in JSON", isPattern ? .auto : .offer, at)
    out += [0x5C, 0x5C]
    return at + 1
  }

  private func hexadecimal(_ at: Int, _ count: Int) -> UInt32? {
    guard at + count <= content.endIndex else { return nil }
    return UInt32(String(decoding: content[at..<(at + count)], as: UTF8.self), radix: 16)
  }

  private func unicode(_ value: UInt32) -> [UInt8] {
    if value >= 0x20, value != 0x22, value != 0x5C, let scalar = Unicode.Scalar(value) {
      return Array(String(Character(scalar)).utf8)
    }
    let digits = String(value, radix: 16)
    return Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
  }

  /// A Windows path with an escape that JSON does not have: then none of its backslashes is one.
  private var looksLikePath: Bool {
    let text = Array(content)
    let hasDrive =
      text.count > 2 && text[0] | 0x20 >= 0x61 && text[0] | 0x20 <= 0x7A && text[1] == 0x3A && text[2] == 0x5C
    let isShare = text.count > 3 && text[0] == 0x5C && text[1] == 0x5C && text[2] != 0x5C
    guard hasDrive || isShare else { return false }
    var at = 0
    while at + 1 < text.count {
      guard text[at] == 0x5C else {
        at += 1
        continue
      }
      if !"\"\\/bfnrt".utf8.contains(text[at + 1]),
        text[at + 1] != 0x75
          || UInt32(
            String(decoding: text.dropFirst(at + 2).prefix(4), as: UTF8.self), radix: 16) == nil
      {
        return true
      }
      at += 2
    }
    return false
  }

  private mutating func note(_ code: String, _ message: String, _ grade: RepairGrade, _ at: Int) {
    liberties.append(Defect(code: code, message: message, grade: grade, range: at..<at + 1))
  }
}
