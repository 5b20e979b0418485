import LosslessJSON

/// What kind of not-JSON an argument text is, by a sure sign in its bytes.
struct TextDefect {
  var code: String
  /// A sentence's beginning.
  var words: String

  static func of(_ bytes: [UInt8], error: JSONError) -> TextDefect {
    let text = String(decoding: bytes, as: UTF8.self)
    let trimmed = text.drop(while: \.isWhitespace)
    let rest = error.offset < bytes.count ? bytes[error.offset...] : []
    guard !trimmed.isEmpty else { return TextDefect(code: "A01", words: "the arguments are an empty text") }
    if trimmed.hasPrefix("```") { return TextDefect(code: "A06", words: "the arguments are wrapped in a code fence") }
    if error.reason.hasPrefix("the text ends") || error.reason == "a string that does not end" {
      return TextDefect(code: "A02", words: "the arguments are cut off after \(text.count) characters")
    }
    if error.reason.hasPrefix("extra data") {
      if rest.first == 0x7B { return TextDefect(code: "A03", words: "two objects stand in one call's arguments") }
      return TextDefect(code: "A04", words: "text stands behind the arguments")
    }
    if error.reason.hasPrefix("a trailing comma") {
      return TextDefect(code: "A09", words: "the arguments have a trailing comma")
    }
    if error.reason.hasPrefix("a raw control character") {
      return TextDefect(
        code: "A13", words: "the arguments hold an unescaped line break or control character in a string")
    }
    switch rest.first {
    case 0x27: return TextDefect(code: "A07", words: "the arguments are a Python literal with single quotes, not JSON")
    case 0x54, 0x46, 0x4E:
      for word in ["True", "False", "None", "NaN"] where rest.starts(with: word.utf8) {
        let code = word == "NaN" ? "A12" : "A08"
        return TextDefect(code: code, words: "the arguments hold \(word), which is not JSON")
      }
    case 0x2F, 0x23: return TextDefect(code: "A10", words: "the arguments hold a comment")
    default: break
    }
    if !trimmed.hasPrefix("{"), !trimmed.hasPrefix("["), trimmed.contains("{") {
      return TextDefect(code: "A05", words: "text stands before the arguments")
    }
    return TextDefect(code: "A00", words: "the arguments are not JSON")
  }
}
