import LosslessJSON

/// Calls written as Python: `[f(a="x"), g(b=1)]`; between a template's marks also `f(a="x")`, `print(f(a="x"))` and
/// `f.call(a="x")`. Only keywords with literals are read: anything else is code, not a call.
enum PythonCalls {
  static func calls(in answer: AnswerText, body: Range<Int>, isBare: Bool) -> [FoundCall] {
    let start = answer.skipSpace(body.lowerBound)
    if !isBare { return found(answer, at: start, body: body, isList: false) }
    // Bare: only a list, and only at the start of a line.
    var at = start
    while let bracket = answer.find("[", from: at) {
      at = bracket.upperBound
      guard answer.startsLine(at: bracket.lowerBound) else { continue }
      let calls = found(answer, at: bracket.lowerBound, body: body, isList: true)
      if !calls.isEmpty { return calls }
    }
    return []
  }

  private static func found(_ answer: AnswerText, at start: Int, body: Range<Int>, isList: Bool) -> [FoundCall] {
    var reader = PythonReader(bytes: answer.bytes, at: start, end: body.upperBound)
    let isInList = reader.takes("[")
    if isList, !isInList { return [] }
    var calls: [FoundCall] = []
    while true {
      let place = reader.at
      guard let call = reader.call() else { return [] }
      calls.append(FoundCall(name: call.name, arguments: call.arguments, isClosed: true, range: place..<reader.at))
      if isInList {
        if reader.takes("]") { break }
        guard reader.takes(",") else { return [] }
      } else if reader.isAtEnd {
        break
      } else if !reader.takes(";") {
        // Calls on lines of their own.
        guard reader.isAtName else { break }
      }
    }
    if isInList {
      calls[calls.count - 1].range = calls[calls.count - 1].range.lowerBound..<reader.at
      calls[0].range = start..<calls[0].range.upperBound
    }
    return calls
  }
}

/// Reads calls and literals of Python's grammar.
private struct PythonReader {
  let bytes: [UInt8]
  var at: Int
  let end: Int

  private mutating func skipSpace() {
    while at < end, bytes[at] == 0x20 || (0x09...0x0D).contains(bytes[at]) { at += 1 }
  }

  mutating func takes(_ mark: Character) -> Bool {
    skipSpace()
    guard at < end, bytes[at] == mark.asciiValue else { return false }
    at += 1
    return true
  }

  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return at >= end
    }
  }

  var isAtName: Bool {
    mutating get {
      skipSpace()
      return at < end && Self.isNamePart(bytes[at])
    }
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
      || byte == 0x2E
  }

  private mutating func name() -> String? {
    skipSpace()
    let start = at
    while at < end, Self.isNamePart(bytes[at]) { at += 1 }
    guard at > start, !(0x30...0x39).contains(bytes[start]) else { return nil }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  /// `f(a="x", b=1)`; nil where it is anything else.
  mutating func call() -> (name: String, arguments: JSONValue)? {
    guard var function = name(), takes("(") else { return nil }
    if function == "print" {
      guard let inner = call(), takes(")") else { return nil }
      return inner
    }
    if function.hasSuffix(".call") { function = String(function.dropLast(".call".count)) }
    var writer = JSONWriter()
    var isGood = true
    writer.object { writer in
      var isFirst = true
      while isGood, !takes(")") {
        if !isFirst { isGood = takes(",") }
        if !isFirst, takes(")") { break }
        isFirst = false
        guard isGood, let key = name(), takes("=") else {
          isGood = false
          break
        }
        writer.name(key)
        isGood = value(&writer, depth: 0)
      }
    }
    guard isGood, let arguments = try? Document(writer.text).root else { return nil }
    return (function, arguments)
  }

  private mutating func value(_ writer: inout JSONWriter, depth: Int) -> Bool {
    skipSpace()
    guard at < end, depth < 16 else { return false }
    switch bytes[at] {
    case 0x22, 0x27: return string().map { writer.string($0) } != nil
    case 0x5B, 0x28: return list(&writer, depth: depth)
    case 0x7B: return dictionary(&writer, depth: depth)
    default: return word(&writer)
    }
  }

  private mutating func list(_ writer: inout JSONWriter, depth: Int) -> Bool {
    let closing: Character = bytes[at] == 0x5B ? "]" : ")"
    at += 1
    var isGood = true
    writer.array { writer in
      while isGood, !takes(closing) {
        isGood = value(&writer, depth: depth + 1)
        if isGood, !takes(",") {
          isGood = takes(closing)
          break
        }
      }
    }
    return isGood
  }

  private mutating func dictionary(_ writer: inout JSONWriter, depth: Int) -> Bool {
    at += 1
    var isGood = true
    writer.object { writer in
      while isGood, !takes("}") {
        skipSpace()
        guard at < end, let key = string(), takes(":") else {
          isGood = false
          break
        }
        writer.name(key)
        isGood = value(&writer, depth: depth + 1)
        if isGood, !takes(",") {
          isGood = takes("}")
          break
        }
      }
    }
    return isGood
  }

  private mutating func string() -> String? {
    let quote = bytes[at]
    guard quote == 0x22 || quote == 0x27 else { return nil }
    at += 1
    var text: [UInt8] = []
    while at < end, bytes[at] != quote {
      if bytes[at] == 0x5C, at + 1 < end {
        at += 1
        switch bytes[at] {
        case 0x6E: text.append(0x0A)
        case 0x74: text.append(0x09)
        default: text.append(bytes[at])
        }
      } else {
        text.append(bytes[at])
      }
      at += 1
    }
    guard at < end else { return nil }
    at += 1
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func word(_ writer: inout JSONWriter) -> Bool {
    let start = at
    while at < end, Self.isNamePart(bytes[at]) || bytes[at] == 0x2D || bytes[at] == 0x2B { at += 1 }
    let word = String(decoding: bytes[start..<at], as: UTF8.self)
    switch word {
    case "True", "true": writer.bool(true)
    case "False", "false": writer.bool(false)
    case "None", "null": writer.null()
    default:
      guard let number = try? Document(word).root, number.kind == .number else { return false }
      writer.value(number)
    }
    return true
  }
}
