/// A quotation mark that opens a string.
struct Quote {
  enum Kind { case double, single, typographic }
  let kind: Kind
  let length: Int

  init?(_ text: [UInt8], _ at: Int) {
    guard at < text.count else { return nil }
    switch text[at] {
    case 0x22: (kind, length) = (.double, 1)
    case 0x27, 0x60: (kind, length) = (.single, 1)
    case 0xE2 where at + 2 < text.count && text[at + 1] == 0x80 && (0x98...0x9F).contains(text[at + 2]):
      (kind, length) = (.typographic, 3)
    default: return nil
    }
  }
}

/// What passes for white space between tokens.
struct Blank {
  var length = 0
  var code: String?
  var message = ""

  init(_ text: [UInt8], _ at: Int) {
    guard at < text.count else { return }
    let next = at + 1 < text.count ? text[at + 1] : 0
    switch text[at] {
    case 0x20, 0x09, 0x0A, 0x0D: length = 1
    case 0x2F where next == 0x2F, 0x23: comment(upTo: text[at...].firstIndex { $0 == 0x0A } ?? text.count, at)
    case 0x2F where next == 0x2A:
      var end = at + 2
      while end + 1 < text.count, !(text[end] == 0x2A && text[end + 1] == 0x2F) { end += 1 }
      comment(upTo: min(text.count, end + 2), at)
    case 0x5C where next == 0x6E || next == 0x74 || next == 0x72:
      (length, code, message) = (2, "A16", "an escaped line break stands between the tokens")
    case 0xC2 where next == 0xA0: invisible(2)
    case 0xE2 where next == 0x80 && at + 2 < text.count && (0x80...0x8F).contains(text[at + 2]): invisible(3)
    case 0xEF where next == 0xBB && at + 2 < text.count && text[at + 2] == 0xBF: invisible(3)
    case 0xE3 where next == 0x80 && at + 2 < text.count && text[at + 2] == 0x80: invisible(3)
    default: return
    }
  }

  private mutating func comment(upTo end: Int, _ at: Int) {
    (length, code, message) = (end - at, "A10", "the arguments hold a comment")
  }

  private mutating func invisible(_ length: Int) {
    (self.length, code, message) = (length, "A22", "an invisible character stands between the tokens")
  }

  /// The first place from `at` that is no blank.
  static func end(_ text: [UInt8], _ at: Int) -> Int {
    var at = at
    while true {
      let blank = Blank(text, at)
      guard blank.length > 0 else { return at }
      at += blank.length
    }
  }
}

/// A number or a word as some language writes it.
struct WrittenLiteral {
  /// As JSON has it; nil where JSON has no word for it.
  var json: String?
  var code: String?
  var message = ""
  var grade = RepairGrade.auto

  /// nil for what is neither.
  init?(_ written: String) {
    switch written {
    case "true", "false", "null": json = written
    case "True", "TRUE", "False", "FALSE", "None":
      json = written == "None" ? "null" : written.lowercased()
      (code, message) = ("A08", "the arguments hold \(written), which is Python and not JSON")
    case "undefined", "nil", "NULL", "Null":
      (json, code, message, grade) = ("null", "A08", "the arguments hold \(written), which is not JSON", .offer)
    case "NaN", "nan", "Infinity", "-Infinity", "+Infinity", "inf", "-inf":
      (code, message, grade) = ("A12", "the arguments hold \(written), which JSON does not have", .never)
    default:
      if isNumber(written) {
        json = written
      } else if let number = Self.number(written) {
        (json, grade) = number
        (code, message) = ("A20", "\(written) is not how JSON writes a number")
      } else {
        return nil
      }
    }
  }

  /// Numbers that JSON writes otherwise: +5, .5, 1., 007, 0x1F, 1_000.
  private static func number(_ written: String) -> (json: String, grade: RepairGrade)? {
    var text = written
    var grade = RepairGrade.auto
    if text.hasPrefix("+") { text.removeFirst() }
    let sign = text.hasPrefix("-") ? "-" : ""
    if !sign.isEmpty { text.removeFirst() }
    if text.lowercased().hasPrefix("0x"), let value = UInt64(text.dropFirst(2), radix: 16) {
      return (sign + String(value), .offer)
    }
    if text.contains("_"), text.first.map({ $0.isNumber }) ?? false {
      text = text.replacing("_", with: "")
      grade = .offer
    }
    if text.hasPrefix(".") { text = "0" + text }
    if text.hasSuffix(".") { text += "0" }
    while text.count > 1, text.hasPrefix("0"), text.dropFirst().first?.isNumber ?? false {
      text.removeFirst()
      grade = .offer
    }
    return isNumber(sign + text) ? (sign + text, grade) : nil
  }
}

/// Whether a text is a number as JSON writes it.
func isNumber(_ text: String) -> Bool {
  guard let first = text.utf8.first, isDigit(first) || first == 0x2D else { return false }
  var rest = Array(text.utf8)[...]
  if rest.first == 0x2D { rest.removeFirst() }
  let whole = rest.prefix(while: isDigit)
  guard !whole.isEmpty, whole.count == 1 || whole.first != 0x30 else { return false }
  rest = rest.dropFirst(whole.count)
  if rest.first == 0x2E {
    let part = rest.dropFirst().prefix(while: isDigit)
    guard !part.isEmpty else { return false }
    rest = rest.dropFirst(part.count + 1)
  }
  guard let exponent = rest.first else { return true }
  guard exponent | 0x20 == 0x65 else { return false }
  rest = rest.dropFirst()
  if rest.first == 0x2B || rest.first == 0x2D { rest = rest.dropFirst() }
  return !rest.isEmpty && rest.allSatisfy(isDigit)
}
