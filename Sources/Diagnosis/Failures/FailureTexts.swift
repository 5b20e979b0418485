/// The table of texts that frameworks and their libraries write when a call fails. A row reads one form; the first that
/// reads wins. None of them is believed before the call confirms it (`FailureText.isConfirmed`).
package enum FailureTexts {
  package struct Row: Sendable {
    package var example: String
    /// Runtimes that write it; empty for all that run Python.
    package var runtimes: Set<String>
    package var read: @Sendable (String) -> FailureText?
  }

  /// Reads the text of a result. Only its first 8 KiB are looked at, and the end of a traceback.
  package static func reading(of content: [UInt8]) -> FailureText? {
    guard let first = content.first(where: { $0 > 0x20 }) else { return nil }
    // Everything in the table starts with a letter, a digit, a quote or an underscore.
    guard first != 0x7B, first != 0x5B, first != 0x3C else { return nil }
    guard mayFail(content, first: first) else { return nil }
    return reading(String(decoding: Traceback.excerpt(of: content), as: UTF8.self))
  }

  private static func reading(_ text: String) -> FailureText? {
    if let traceback = Traceback(text) {
      let (message, type, _) = withoutPrefixes(traceback.exception)
      // The traceback names the exception's class, so that a bare name is no puzzle.
      if traceback.isFrameworks, let reading = tabled(message) {
        if case .missingKey = reading {} else { return reading }
      }
      return .raised(type: type, message: firstLine(message), traceback: traceback)
    }
    let (stripped, type, hasPrefix) = withoutPrefixes(text)
    if let reading = tabled(stripped) { return reading }
    if let traceback = Traceback(stripped) {
      let (message, type, _) = withoutPrefixes(traceback.exception)
      return .raised(type: type, message: firstLine(message), traceback: traceback)
    }
    return hasPrefix ? .raised(type: type, message: firstLine(stripped)) : nil
  }

  private static func tabled(_ text: String) -> FailureText? {
    for row in rows {
      if let reading = row.read(text) { return reading }
    }
    return nil
  }

  /// The reading of a text that its format marks as an error: anything not in the table is the exception's own text.
  package static func readingOfError(_ content: [UInt8]) -> FailureText {
    if let reading = reading(of: content) { return reading }
    let text = String(decoding: content.prefix(4096), as: UTF8.self)
    return .raised(type: nil, message: firstLine(text))
  }

  /// A word of some row, or of a prefix, stands near the start. Most results end here, before any text is made of them.
  private static func mayFail(_ content: [UInt8], first: UInt8) -> Bool {
    if first == 0x27 { return content.count <= 200 }
    let start = content.prefix(240)
    return start.withUnsafeBufferPointer { buffer in
      words.contains { word in
        guard buffer.count >= word.count else { return false }
        for at in 0...buffer.count - word.count where buffer[at] == word[0] {
          if (1..<word.count).allSatisfy({ buffer[at + $0] == word[$0] }) { return true }
        }
        return false
      }
    }
  }

  private static let words: [[UInt8]] = [
    "Error", "Exception", "()", " validation error", "Expecting", "Unterminated", "Extra data", "Invalid", "Illegal",
    "Object of type", " not found", "Argument parsing", "An error", "Function failed", "Traceback",
  ].map { Array($0.utf8) }

  package static let rows: [Row] = [
    Row(example: "Expecting value: line 1 column 1 (char 0)", runtimes: [], read: decoder),
    Row(example: "1 validation error for searchargs", runtimes: [], read: validation),
    Row(example: "search() missing 1 required positional argument: 'q'", runtimes: [], read: missingArguments),
    Row(example: "search() got an unexpected keyword argument 'q'", runtimes: [], read: unexpectedArgument),
    Row(example: "search() argument after ** must be a mapping, not list", runtimes: [], read: notAMapping),
    Row(example: "Function search not found.", runtimes: ["classic-0.2", "ag2-0.14"], read: unknownFunction),
    Row(example: "tool 'search' not found in any workbench", runtimes: ["agentchat-0.7"], read: unknownTool),
    Row(example: "Object of type datetime is not JSON serializable", runtimes: [], read: notSerialisable),
    Row(example: "'args'", runtimes: [], read: missingKey),
    Row(example: "Argument parsing failed.", runtimes: [], read: opaque),
  ]

  /// The text without "Error: " and "ClassName: " in front, the class, and whether there was any such prefix.
  static func withoutPrefixes(_ text: String) -> (String, type: String?, hasPrefix: Bool) {
    var rest = text[...]
    var type: String?
    var hasPrefix = false
    while let colon = rest.firstIndex(of: ":") {
      let word = rest[..<colon]
      let name = word.split(separator: ".").last.map(String.init) ?? ""
      guard word == "Error" || (isClassName(word) && isExceptionName(name)) else { break }
      if word != "Error" { type = name }
      hasPrefix = true
      rest = rest[rest.index(after: colon)...].drop { $0 == " " }
    }
    // An exception without a text is its class alone.
    let line = rest.prefix { $0 != "\n" }
    let name = line.split(separator: ".").last.map(String.init) ?? ""
    if isClassName(line), isExceptionName(name), rest.dropFirst(line.count).allSatisfy(\.isWhitespace) {
      return ("", name, true)
    }
    return (String(rest), type, hasPrefix)
  }

  private static func isClassName(_ word: Substring) -> Bool {
    word.count <= 80 && word.first?.isLetter == true
      && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
  }

  private static func isExceptionName(_ name: String) -> Bool {
    (name.hasSuffix("Error") || name.hasSuffix("Exception")) && name.first?.isUppercase == true
  }

  /// The first line as the end of a sentence of ours: without its full stop.
  static func clause(_ text: String) -> String {
    let line = firstLine(text)
    return line.hasSuffix(".") && !line.hasSuffix("..") ? String(line.dropLast()) : line
  }

  static func firstLine(_ text: String) -> String {
    String(text.prefix { $0 != "\n" && $0 != "\r\n" }.prefix(300))
  }
}
