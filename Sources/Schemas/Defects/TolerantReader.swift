import LosslessJSON

/// Reads what is written in place of JSON: Python literals, bare names, comments, missing commas and what else models make of
/// it. Notes each liberty that it takes. Never decides whether something *is* JSON: that is `Document`'s.
struct TolerantReader {
  /// No reading is left.
  struct Unreadable: Error {}

  static let depthLimit = JSONDraft.depthLimit

  let text: [UInt8]
  var at: Int
  /// In the order of the text, each code once.
  private(set) var liberties: [Defect] = []
  /// The text ends inside a value.
  private(set) var endsInside = false
  /// Where it ends inside one, the last value is complete: only closing brackets are missing.
  private(set) var lastIsComplete = false
  /// The name of the property in which the text ends.
  private(set) var lastName: String?

  init(_ text: [UInt8], at: Int = 0) {
    self.text = text
    self.at = at
  }

  mutating func note(_ code: String, _ message: String, _ grade: RepairGrade, at place: Int? = nil) {
    let start = min(place ?? at, text.count)
    if let known = liberties.firstIndex(where: { $0.code == code }) {
      liberties[known].grade = max(liberties[known].grade, grade)
    } else {
      let range = start..<min(start + 1, text.count)
      liberties.append(Defect(code: code, message: message, grade: grade, range: range))
    }
  }

  /// The next value; nil where the text ends first or a value stands there that JSON does not have.
  mutating func value(_ role: StringEnd.Role = .element, depth: Int = 0) throws(Unreadable) -> JSONDraft? {
    guard depth < Self.depthLimit else { throw Unreadable() }
    skipBlanks()
    guard let byte = peek else {
      end(complete: false)
      return nil
    }
    switch byte {
    case 0x7B: return try object(depth)
    case 0x5B, 0x28: return try array(depth)
    default:
      if let quote = Quote(text, at) { return try string(quote, role) }
      return try word()
    }
  }

  // MARK: Containers

  private mutating func object(_ depth: Int) throws(Unreadable) -> JSONDraft {
    at += 1
    var members: [(name: String, value: JSONDraft)] = []
    var comma: Int?
    while true {
      skipBlanks()
      guard let byte = peek else {
        end(complete: !members.isEmpty && comma == nil)
        break
      }
      if byte == 0x7D || byte == 0x5D {
        if let comma { note("A09", "the arguments have a trailing comma", .auto, at: comma) }
        if byte == 0x7D { at += 1 } else { note("A02", "a closing brace is missing", .offer) }
        break
      }
      if byte == 0x2C {
        note("A09", "the arguments have a comma too many", .auto)
        at += 1
        continue
      }
      if !members.isEmpty, comma == nil { note("A17", "a comma is missing between two members", .auto) }
      comma = nil
      guard let name = try name() else { break }
      lastName = name
      guard try colon() else { break }
      if peek == 0x2C || peek == 0x7D {
        note("A24", "\(name) has no value", .never)
      } else {
        if let value = try value(.member, depth: depth + 1) { members.append((name, value)) }
        if endsInside { break }
      }
      skipBlanks()
      if peek == 0x2C {
        comma = at
        at += 1
      }
    }
    return .object(members)
  }

  private mutating func array(_ depth: Int) throws(Unreadable) -> JSONDraft {
    let closer: UInt8 = peek == 0x28 ? 0x29 : 0x5D
    if closer == 0x29 { note("A07", "a tuple of Python stands in place of a list", .offer) }
    at += 1
    var elements: [JSONDraft] = []
    var comma: Int?
    while true {
      skipBlanks()
      guard let byte = peek else {
        end(complete: comma == nil)
        break
      }
      if byte == closer || byte == 0x7D {
        if let comma { note("A09", "the arguments have a trailing comma", .auto, at: comma) }
        if byte == closer { at += 1 } else { note("A02", "a closing bracket is missing", .offer) }
        break
      }
      if byte == 0x2C {
        note("A09", "the arguments have a comma too many", .auto)
        at += 1
        continue
      }
      if !elements.isEmpty, comma == nil { note("A17", "a comma is missing between two elements", .offer) }
      comma = nil
      let start = at
      if let value = try value(depth: depth + 1) { elements.append(value) }
      if endsInside { break }
      guard at > start else { throw Unreadable() }
      skipBlanks()
      if peek == 0x2C {
        comma = at
        at += 1
      }
    }
    return .array(elements)
  }

  /// A member's name, decoded; nil where the text ends in it.
  private mutating func name() throws(Unreadable) -> String? {
    if let quote = Quote(text, at) {
      guard let draft = try string(quote, .name), case .scalar(let written) = draft else { return nil }
      return (try? Document(written).root)?.string
    }
    let start = at
    while let byte = peek, isWordByte(byte) || byte == 0x24 { at += 1 }
    guard at > start else {
      if peek == nil { end(complete: false) } else { throw Unreadable() }
      return nil
    }
    let name = String(decoding: text[start..<at], as: UTF8.self)
    if peek == 0x22 {
      at += 1
      note("A11", "the opening quote of the name \(name) is missing", .auto, at: start)
    } else {
      note("A11", "the name \(name) has no quotes", .auto, at: start)
    }
    guard peek != nil else {
      end(complete: false)
      return nil
    }
    return name
  }

  /// Passes what stands between name and value; false where the text ends there.
  private mutating func colon() throws(Unreadable) -> Bool {
    skipBlanks()
    switch peek {
    case 0x3A: at += 1
    case 0x3D:
      note("A24", "= stands in place of a colon", .auto)
      at += 1
      if peek == 0x3E { at += 1 }
    case nil: break
    case let byte?:
      guard Quote(text, at) != nil || byte == 0x7B || byte == 0x5B || isDigit(byte) else { throw Unreadable() }
      note("A24", "a colon is missing", .auto)
    }
    skipBlanks()
    if peek == nil { end(complete: false) }
    return peek != nil
  }

  // MARK: Scalars

  private mutating func string(_ quote: Quote, _ role: StringEnd.Role) throws(Unreadable) -> JSONDraft? {
    let start = at
    let found = StringEnd(text, after: at + quote.length, quote, role)
    switch quote.kind {
    case .single: note("A07", "the arguments are a Python literal with single quotes, not JSON", .auto)
    case .typographic: note("A14", "typographic quotes stand in place of straight ones", .auto)
    case .double: break
    }
    if found.isAmbiguous { throw Unreadable() }
    guard let end = found.end else {
      at = text.count
      self.end(complete: false)
      return nil
    }
    if found.hasInnerQuotes { note("A18", "a string holds quotes that are not escaped", .offer, at: start) }
    at = end + found.closingLength
    var content = StringContent(text[(start + quote.length)..<end])
    content.convert()
    for liberty in content.liberties {
      note(liberty.code, liberty.message, liberty.grade, at: liberty.range?.lowerBound)
    }
    return .scalar(content.json)
  }

  /// A number, a word of JSON or Python, or a bare value.
  private mutating func word() throws(Unreadable) -> JSONDraft? {
    let start = at
    while let byte = peek, isWordByte(byte) || byte == 0x2B { at += 1 }
    var written = String(decoding: text[start..<at], as: UTF8.self)
    if let literal = WrittenLiteral(written) {
      if let code = literal.code { note(code, literal.message, literal.grade, at: start) }
      if at == text.count, written.utf8.first.map(isDigit) ?? false { end(complete: false) }
      return literal.json.map { .scalar($0) }
    }
    // A bare value goes on to what closes it.
    while let byte = peek, byte != 0x2C, byte != 0x7D, byte != 0x5D, byte != 0x0A, byte != 0x29 { at += 1 }
    written = trimmed(String(decoding: text[start..<at], as: UTF8.self))
    guard !written.isEmpty, written.utf8.first != 0x3A else { throw Unreadable() }
    if at == text.count { end(complete: false) }
    note("A11", "the value \(written.prefix(20)) has no quotes", .offer, at: start)
    return .scalar(quoted(written))
  }

  // MARK: Blanks

  var peek: UInt8? { at < text.count ? text[at] : nil }

  private mutating func end(complete: Bool) {
    guard !endsInside else { return }
    endsInside = true
    lastIsComplete = complete
  }

  /// Passes white space and what stands in its place.
  mutating func skipBlanks() {
    while true {
      let blank = Blank(text, at)
      guard blank.length > 0 else { return }
      if let code = blank.code { note(code, blank.message, .auto) }
      at += blank.length
    }
  }
}

func isWordByte(_ byte: UInt8) -> Bool {
  isDigit(byte) || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F || byte == 0x2D || byte == 0x2E
    || byte >= 0x80
}

func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

/// Without white space at the ends.
func trimmed(_ text: String) -> String {
  var rest = text[...]
  while let first = rest.first, first.isWhitespace { rest.removeFirst() }
  while let last = rest.last, last.isWhitespace { rest.removeLast() }
  return String(rest)
}
