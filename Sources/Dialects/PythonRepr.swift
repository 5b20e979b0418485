import LosslessJSON

/// What Python's `repr` writes of data, as JSON: `ChatCompletion(id='x', choices=[Choice(…)], cost=None)`. An object becomes
/// its fields, a tuple or set an array, what is no data (`<function …>`) a string of its text.
package enum PythonRepr {
  /// The JSON text; nil where the text is no such repr, or nested deeper than any answer is. Nothing is evaluated.
  package static func json(_ text: [UInt8]) -> [UInt8]? {
    var reader = ReprReader(text: text)
    reader.skipBlanks()
    guard reader.value(depth: 0) else { return nil }
    reader.skipBlanks()
    return reader.at == text.count ? reader.json : nil
  }
}

private struct ReprReader {
  let text: [UInt8]
  var at = 0
  var json: [UInt8] = []

  init(text: [UInt8]) { self.text = text }

  private static let depthLimit = 200
  private var byte: UInt8? { at < text.count ? text[at] : nil }

  mutating func skipBlanks() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  /// Reads one value and writes it; false where there is none.
  mutating func value(depth: Int) -> Bool {
    guard depth < Self.depthLimit, let byte else { return false }
    switch byte {
    case 0x27, 0x22: return string()
    case 0x5B: return list(closedBy: 0x5D, depth)
    case 0x28: return list(closedBy: 0x29, depth)
    case 0x7B: return braces(depth)
    case 0x3C: return opaque()
    case 0x2D, 0x30...0x39: return number()
    default: return word(depth)
    }
  }

  private mutating func list(closedBy end: UInt8, _ depth: Int) -> Bool {
    at += 1
    json.append(0x5B)
    var isFirst = true
    while true {
      skipBlanks()
      if byte == end { break }
      if !isFirst { json.append(0x2C) }
      isFirst = false
      guard value(depth: depth + 1) else { return false }
      guard goesOn(until: end) else { return false }
    }
    at += 1
    json.append(0x5D)
    return true
  }

  /// Past a comma, or up to the end.
  private mutating func goesOn(until end: UInt8) -> Bool {
    skipBlanks()
    guard byte == 0x2C else { return byte == end }
    at += 1
    return true
  }

  /// A dict, or a set.
  private mutating func braces(_ depth: Int) -> Bool {
    let start = json.count
    at += 1
    json.append(0x7B)
    var isFirst = true
    var isSet = false
    while true {
      skipBlanks()
      if byte == 0x7D { break }
      if !isFirst { json.append(0x2C) }
      let key = json.count
      guard value(depth: depth + 1) else { return false }
      skipBlanks()
      if isFirst { isSet = byte != 0x3A }
      isFirst = false
      if !isSet {
        guard byte == 0x3A else { return false }
        quoteKey(from: key)
        at += 1
        json.append(0x3A)
        skipBlanks()
        guard value(depth: depth + 1) else { return false }
      }
      guard goesOn(until: 0x7D) else { return false }
    }
    at += 1
    if isSet { json[start] = 0x5B }
    json.append(isSet ? 0x5D : 0x7D)
    return true
  }

  /// Names of JSON are strings: what was written for another key becomes one.
  private mutating func quoteKey(from start: Int) {
    guard json[start] != 0x22 else { return }
    var writer = JSONWriter()
    writer.string(String(decoding: json[start...], as: UTF8.self))
    json.replaceSubrange(start..., with: writer.bytes)
  }

  /// `<function f at 0x7f>`, brackets inside counted.
  private mutating func opaque() -> Bool {
    let start = at
    var open = 0
    while let byte {
      at += 1
      if byte == 0x3C { open += 1 }
      if byte == 0x3E { open -= 1 }
      if open == 0 {
        append(String(decoding: text[start..<at], as: UTF8.self))
        return true
      }
    }
    return false
  }

  private mutating func number() -> Bool {
    let start = at
    while let byte, (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65, 0x5F].contains(byte) { at += 1 }
    let lexeme = Array(text[start..<at])
    guard (try? Document(lexeme)) != nil else { return false }
    json += lexeme
    return true
  }

  /// `None`, `True`, a string with a prefix, or an object `Name(field=value, …)`.
  private mutating func word(_ depth: Int) -> Bool {
    let start = at
    while let byte, byte == 0x5F || byte == 0x2E || byte >= 0x80 || isAlphanumeric(byte) { at += 1 }
    let name = String(decoding: text[start..<at], as: UTF8.self)
    switch (name, byte) {
    case ("", _): return false
    case (_, 0x28): return fields(depth)
    case ("b", 0x27), ("b", 0x22), ("u", 0x27), ("u", 0x22): return string()
    case ("None", _): json += "null".utf8
    case ("True", _): json += "true".utf8
    case ("False", _): json += "false".utf8
    case ("nan", _), ("inf", _): append(name)
    default: return false
    }
    return true
  }

  /// `(field=value, …)`: an object; `(value, …)`: an array.
  private mutating func fields(_ depth: Int) -> Bool {
    guard namesField() else {
      guard list(closedBy: 0x29, depth) else { return false }
      return true
    }
    at += 1
    json.append(0x7B)
    var isFirst = true
    while true {
      skipBlanks()
      if byte == 0x29 { break }
      let start = at
      while let byte, byte != 0x3D, byte == 0x5F || byte >= 0x80 || isAlphanumeric(byte) { at += 1 }
      guard at > start, byte == 0x3D else { return false }
      if !isFirst { json.append(0x2C) }
      isFirst = false
      append(String(decoding: text[start..<at], as: UTF8.self))
      json.append(0x3A)
      at += 1
      guard value(depth: depth + 1) else { return false }
      guard goesOn(until: 0x29) else { return false }
    }
    at += 1
    json.append(0x7D)
    return true
  }

  /// Whether a name and `=` follow the bracket, or nothing is in it.
  private func namesField() -> Bool {
    var place = at + 1
    if place < text.count, text[place] == 0x29 { return true }
    let start = place
    while place < text.count, text[place] == 0x5F || isAlphanumeric(text[place]) { place += 1 }
    return place > start && place < text.count && text[place] == 0x3D
  }

  private func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & ~0x20)
  }

  private mutating func string() -> Bool {
    guard let quote = byte else { return false }
    at += 1
    var decoded: [UInt8] = []
    while let byte {
      at += 1
      if byte == quote {
        append(String(decoding: decoded, as: UTF8.self))
        return true
      }
      guard byte == 0x5C else {
        decoded.append(byte)
        continue
      }
      guard let escape = self.byte else { return false }
      at += 1
      switch escape {
      case 0x6E: decoded.append(0x0A)
      case 0x72: decoded.append(0x0D)
      case 0x74: decoded.append(0x09)
      case 0x78: guard code(2, into: &decoded) else { return false }
      case 0x75: guard code(4, into: &decoded) else { return false }
      case 0x55: guard code(8, into: &decoded) else { return false }
      default: decoded.append(escape)
      }
    }
    return false
  }

  /// A character by its number in so many hexadecimal digits.
  private mutating func code(_ digits: Int, into decoded: inout [UInt8]) -> Bool {
    guard at + digits <= text.count,
      let number = UInt32(String(decoding: text[at..<at + digits], as: UTF8.self), radix: 16)
    else { return false }
    at += digits
    decoded += Array(String(UnicodeScalar(number).map(Character.init) ?? "\u{FFFD}").utf8)
    return true
  }

  private mutating func append(_ string: String) {
    var writer = JSONWriter()
    writer.string(string)
    json += writer.bytes
  }
}
