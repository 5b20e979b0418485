import LosslessJSON

/// Reads a call's arguments whatever they are written in: finds what stands around the JSON and what is wrong in it.
struct TextReading {
  private let text: [UInt8]
  private let context: DefectContext
  /// Wrappings that were taken off.
  private var layers = 0
  private(set) var defects: [Defect] = []
  /// The values that were found; several where several calls' arguments stand in one text.
  private(set) var drafts: [JSONDraft] = []

  init(_ text: [UInt8], _ context: DefectContext) {
    self.text = text
    self.context = context
  }

  mutating func run() {
    let whole = Array(trimmed(String(decoding: text, as: UTF8.self)).utf8)
    guard !whole.isEmpty else { return readNothing() }
    if let document = try? Document(text) {
      defects = doubts(of: document)
      drafts = [draft(of: document)]
      return
    }
    if readEscapedOnceTooOften(whole) || readEntities(whole) { return }
    readWrapped(whole)
  }

  private mutating func readNothing() {
    let isAnyRequired = (context.schema?["required"]?.count ?? 0) > 0
    defects = [
      Defect(code: "A01", message: "no arguments were sent: the text is empty", grade: isAnyRequired ? .never : .auto)
    ]
    drafts = [.object([])]
  }

  // MARK: JSON with something doubtful in it

  private func doubts(of document: Document) -> [Defect] {
    var found: [Defect] = []
    for value in document.values {
      switch value.kind {
      case .object:
        for group in value.duplicateNames {
          guard let last = group.last else { continue }
          found.append(
            Defect(
              code: "A19", message: "\(last.key) is given \(group.count) times: the last one counts", grade: .offer,
              range: last.range))
        }
      case .string where !value.isName:
        if value.hasEscapes, hasLoneSurrogate(value) {
          found.append(
            Defect(
              code: "A21", message: "half a character is escaped: it stands for nothing", grade: .never,
              range: value.range))
        } else if value.string?.unicodeScalars.contains("\u{FFFD}") ?? false {
          found.append(
            Defect(
              code: "A23", message: "a replacement character stands in the text: bytes were lost before", grade: .none,
              range: value.range))
        }
      case .number where value.int == nil || (value.int?.magnitude ?? 0) > 1 << 53:
        guard let number = ExactNumber(value.rawText), number.isInteger, value.rawText.utf8.allSatisfy(isIntegerByte)
        else { continue }
        found.append(
          Defect(
            code: "A20", message: "\(value.rawText.prefix(40)) is beyond the range that every reader keeps exactly",
            grade: .none, range: value.range))
      default: continue
      }
    }
    return found
  }

  private func isIntegerByte(_ byte: UInt8) -> Bool { isDigit(byte) || byte == 0x2D }

  private func hasLoneSurrogate(_ value: JSONValue) -> Bool {
    let text = Array(value.rawBytes)
    var at = 0
    while at + 5 < text.count {
      guard text[at] == 0x5C else {
        at += 1
        continue
      }
      guard let unit = unit(text, at) else {
        at += 2
        continue
      }
      if (0xDC00...0xDFFF).contains(unit) { return true }
      if (0xD800...0xDBFF).contains(unit) {
        guard let next = self.unit(text, at + 6), (0xDC00...0xDFFF).contains(next) else { return true }
        at += 6
      }
      at += 6
    }
    return false
  }

  private func unit(_ text: [UInt8], _ at: Int) -> UInt32? {
    guard at + 5 < text.count, text[at] == 0x5C, text[at + 1] == 0x75 else { return nil }
    return UInt32(String(decoding: text[(at + 2)..<(at + 6)], as: UTF8.self), radix: 16)
  }

  /// The document's value; of members with one name the last.
  private func draft(of document: Document) -> JSONDraft {
    guard defects.contains(where: { $0.code == "A19" }), document.root.kind == .object else {
      return JSONDraft(document.root)
    }
    var members: [(name: String, value: JSONDraft)] = []
    for member in document.root.members {
      if let known = members.firstIndex(where: { $0.name == member.key }) {
        members[known].value = JSONDraft(member.value)
      } else {
        members.append((member.key, JSONDraft(member.value)))
      }
    }
    return .object(members)
  }

  // MARK: The whole text written in something else

  /// `{\"a\": 1}`.
  private mutating func readEscapedOnceTooOften(_ whole: [UInt8]) -> Bool {
    guard whole.starts(with: [0x7B, 0x5C, 0x22]),
      let inner = (try? Document(Array("\"".utf8) + whole + Array("\"".utf8)))?.root.decodedBytes,
      let document = try? Document(inner)
    else { return false }
    defects = [Defect(code: "A16", message: "the arguments were escaped once too often", grade: .auto)]
    drafts = [JSONDraft(document.root)]
    return true
  }

  /// `{&quot;a&quot;: 1}`.
  private mutating func readEntities(_ whole: [UInt8]) -> Bool {
    let text = String(decoding: whole, as: UTF8.self)
    let entities = ["&quot;": "\"", "&#34;": "\"", "&apos;": "'", "&#39;": "'", "&lt;": "<", "&gt;": ">", "&amp;": "&"]
    guard !text.contains("\""), text.contains("&quot;") || text.contains("&#34;") else { return false }
    let plain = entities.sorted { $0.key != "&amp;" && $1.key == "&amp;" }.reduce(text) {
      $0.replacing($1.key, with: $1.value)
    }
    var inner = TextReading(Array(plain.utf8), context)
    inner.run()
    defects =
      [Defect(code: "A25", message: "the quotes are written as HTML entities", grade: .auto)] + inner.defects
    drafts = inner.drafts
    return true
  }

  // MARK: Something around it

  private mutating func readWrapped(_ whole: [UInt8]) {
    let start = Blank.end(whole, 0)
    if start > 0, start < whole.count {
      var reader = TolerantReader(whole)
      reader.skipBlanks()
      defects += reader.liberties
    }
    let rest = Array(whole[start...])
    guard let first = rest.first else { return readNothing() }
    layers += 1
    guard layers <= 6 else { return read(rest) }
    if first == 0x60, rest.starts(with: Array("```".utf8)) { return readFenced(rest) }
    if first == 0x3C, let inner = withoutMarkers(rest) {
      defects.append(Defect(code: "A27", message: "a marker of the model's format stands around them", grade: .auto))
      return readWrapped(inner)
    }
    switch first {
    case 0x7B, 0x5B: read(rest)
    case 0x22, 0x27,
      0xE2 where Quote(rest, 0) != nil:
      readQuoted(rest)
    default: readAfterProse(rest)
    }
  }

  private mutating func readFenced(_ text: [UInt8]) {
    defects.append(Defect(code: "A06", message: "the arguments are wrapped in a code fence", grade: .auto))
    var inner = text.drop { $0 == 0x60 }
    if let line = inner.firstIndex(of: 0x0A), !inner[..<line].contains(0x7B) { inner = inner[line...] }
    if let brace = inner.firstIndex(where: { $0 == 0x7B || $0 == 0x5B }),
      inner[..<brace].allSatisfy({ isWordByte($0) || $0 == 0x20 })
    {
      inner = inner[brace...]
    }
    var body = Array(inner)
    if let fence = lastRange(of: Array("```".utf8), in: body) { body.removeSubrange(fence...) }
    readWrapped(Array(trimmed(String(decoding: body, as: UTF8.self)).utf8))
  }

  private func lastRange(of mark: [UInt8], in text: [UInt8]) -> Int? {
    guard text.count >= mark.count else { return nil }
    return (0...(text.count - mark.count)).last { Array(text[$0..<($0 + mark.count)]) == mark }
  }

  /// Without `<|…|>` and `<tag>` in front; nil where there is none.
  private func withoutMarkers(_ text: [UInt8]) -> [UInt8]? {
    var rest = text[...]
    while rest.first == 0x3C, let end = rest.firstIndex(of: 0x3E), end - rest.startIndex < 60 {
      rest = rest[(end + 1)...]
      rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    }
    return rest.count < text.count && !rest.isEmpty ? Array(rest) : nil
  }

  /// A quoted text that is no JSON as it stands: `'{"a": 1}'`, or members without their braces.
  private mutating func readQuoted(_ text: [UInt8]) {
    var members = TolerantReader(Array("{".utf8) + text + (text.last == 0x7D ? [] : Array("}".utf8)))
    if let draft = try? members.value(), case .object(let found) = draft, !found.isEmpty, !members.endsInside {
      defects.append(Defect(code: "A26", message: "the braces around the arguments are missing", grade: .offer))
      defects += members.liberties
      drafts = [draft]
      return
    }
    read(text)
  }

  private mutating func readAfterProse(_ text: [UInt8]) {
    if let call = KeywordArguments(text, context) {
      defects.append(Defect(code: "A26", message: call.message, grade: .offer))
      drafts = [.object(call.members)]
      return
    }
    guard let brace = text.firstIndex(of: 0x7B) else {
      var message = "the arguments are text, not JSON"
      if let property = onlyRequiredText {
        drafts = [.object([(property, .scalar(quoted(String(decoding: text, as: UTF8.self))))])]
        message += ": \(property) is the one text that is required"
      }
      defects.append(Defect(code: "A26", message: message, grade: drafts.isEmpty ? .never : .offer))
      return
    }
    defects.append(Defect(code: "A05", message: "text stands before the arguments", grade: .auto))
    read(Array(text[brace...]))
  }

  private var onlyRequiredText: String? {
    let required = context.schema?["required"]?.elements.compactMap(\.string) ?? []
    guard required.count == 1, let name = required.first,
      context.schema?["properties"]?[name]?["type"]?.string == "string"
    else { return nil }
    return name
  }

  // MARK: The value itself

  private mutating func read(_ text: [UInt8]) {
    var reader = TolerantReader(text)
    var values: [JSONDraft] = []
    do {
      if let value = try reader.value() { values.append(value) }
      while !reader.endsInside {
        let next = Blank.end(text, reader.at)
        let following = next < text.count && text[next] == 0x2C ? Blank.end(text, next + 1) : next
        guard following < text.count, text[following] == 0x7B, case .object? = values.last else { break }
        reader.at = following
        if let value = try reader.value() { values.append(value) }
      }
    } catch {
      defects += reader.liberties
      defects.append(
        Defect(code: defects.last?.code ?? "A00", message: "the arguments cannot be read any further", grade: .never))
      return
    }
    drafts = values
    if reader.endsInside { return readCutOff(reader, text) }
    defects += reader.liberties
    if values.count > 1 { return readSeveral() }
    readTail(text, from: reader.at)
  }

  private mutating func readCutOff(_ reader: TolerantReader, _ text: [UInt8]) {
    let count = String(decoding: self.text, as: UTF8.self).count
    let place = reader.lastName.map { ", inside \($0)" } ?? ""
    let onlyClosers = reader.lastIsComplete && !context.isCutOff && drafts.count == 1
    defects.append(
      Defect(
        code: "A02",
        message: onlyClosers
          ? "closing brackets are missing at the end" : "the arguments are cut off after \(count) characters\(place)",
        grade: onlyClosers ? .offer : .never, range: text.count..<text.count))
    defects += reader.liberties
    if drafts.count > 1 { drafts = [drafts[0]] }
  }

  private mutating func readSeveral() {
    let texts = drafts.map { draft in draft.value.map(canonicalText) ?? [] }
    let areTwins = texts.allSatisfy { $0 == texts[0] }
    defects.append(
      Defect(
        code: "A03",
        message: areTwins
          ? "the same arguments stand \(drafts.count) times"
          : "\(drafts.count) calls were merged into one: their arguments follow each other", grade: .offer))
    if areTwins { drafts = [drafts[0]] }
  }

  private mutating func readTail(_ text: [UInt8], from end: Int) {
    let tail = text[min(end, text.count)...].drop { $0 <= 0x20 }
    guard !tail.isEmpty else { return }
    let shown = trimmed(String(decoding: tail, as: UTF8.self)).prefix(24)
    // What already has a wrapping in front has one behind.
    if defects.contains(where: { $0.code == "A27" || $0.code == "A06" }) { return }
    defects.append(
      Defect(
        code: "A04", message: "text stands behind the arguments: \(shown)", grade: tail.contains(0x7B) ? .offer : .auto,
        range: text.count - tail.count..<text.count))
  }
}
