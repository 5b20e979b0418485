import LosslessJSON

/// A call that stands as text in an answer.
struct TextCall {
  /// "T01" and so on.
  var code: String
  /// How the form is called: "Hermes <tool_call>".
  var form: String
  /// What a vLLM server calls the parser that reads it.
  var parser: String?
  /// The form has a marker of a model's own: prose does not use it.
  var hasMarker: Bool
  var name: String
  /// The arguments; nil where they could not be read.
  var arguments: JSONValue?
  /// It is complete: its JSON and its tag are closed.
  var isClosed: Bool
  /// Bytes in the answer.
  var range: Range<Int>
  /// It starts a line of its own, and nothing but white space or further calls follows.
  var standsAlone: Bool
  /// It is the whole answer.
  var isWhole: Bool
}

/// What a form found, before its place is judged.
struct FoundCall {
  var name: String
  var arguments: JSONValue?
  var isClosed: Bool
  var range: Range<Int>
}

/// An answer's text as bytes, with what the forms need to read it.
struct AnswerText {
  let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  func find(_ word: String, from start: Int = 0) -> Range<Int>? {
    let wanted = Array(word.utf8)
    guard !wanted.isEmpty, bytes.count >= wanted.count, start <= bytes.count - wanted.count else { return nil }
    for at in start...bytes.count - wanted.count where bytes[at] == wanted[0] {
      if bytes[at..<at + wanted.count].elementsEqual(wanted) { return at..<at + wanted.count }
    }
    return nil
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  func skipSpace(_ start: Int) -> Int {
    var at = start
    while at < bytes.count, Self.isSpace(bytes[at]) { at += 1 }
    return at
  }

  /// Behind the JSON values that follow here.
  func skipJSON(_ start: Int) -> Int {
    var at = skipSpace(start)
    while at < bytes.count, bytes[at] == 0x7B || bytes[at] == 0x5B, let (_, end) = json(at: at) { at = skipSpace(end) }
    return at
  }

  /// Nothing but white space behind (the word that ends a classic chat counts as nothing).
  func isBlank(from start: Int) -> Bool {
    let rest = text(min(start, bytes.count)..<bytes.count).filter { !$0.isWhitespace }
    return rest.isEmpty || rest == "TERMINATE"
  }

  /// Behind the marks of a template (`<|…|>`, `<｜…｜>`) that follow here.
  func skipMarks(_ start: Int) -> Int {
    var at = skipSpace(start)
    for (opening, closing) in [("<|", "|>"), ("<｜", "｜>"), ("<|", "|>")] {
      while bytes[at...].starts(with: opening.utf8), let end = find(closing, from: at), end.upperBound - at < 60 {
        at = skipSpace(end.upperBound)
      }
    }
    return at
  }

  /// Behind the end of a code fence, where one stands here.
  func skipFence(_ start: Int) -> Int {
    let at = skipSpace(start)
    return at <= bytes.count && bytes[at...].starts(with: "```".utf8) ? at + 3 : start
  }

  /// The calls that a form found, with what their place says.
  func placed(_ found: [FoundCall], of form: TextCallForm) -> [TextCall] {
    guard let first = found.first, let last = found.last else { return [] }
    let isFollowed = !isBlank(from: skipMarks(skipJSON(last.range.upperBound)))
    return found.map { call in
      TextCall(
        code: form.code, form: form.name, parser: form.parser, hasMarker: form.hasMarker, name: call.name,
        arguments: call.arguments, isClosed: call.isClosed, range: call.range,
        standsAlone: !isFollowed && startsLine(at: first.range.lowerBound),
        isWhole: !isFollowed && isBlank(upTo: first.range.lowerBound))
    }
  }

  func isBlank(upTo end: Int) -> Bool { bytes[..<end].allSatisfy(Self.isSpace) }

  func startsLine(at place: Int) -> Bool {
    var at = place
    while at > 0, bytes[at - 1] == 0x20 || bytes[at - 1] == 0x09 { at -= 1 }
    return at == 0 || bytes[at - 1] == 0x0A
  }

  /// The JSON value that starts at `start`, and where it ends; nil where none does.
  func json(at start: Int) -> (JSONValue, Int)? {
    guard start < bytes.count else { return nil }
    do throws(JSONError) {
      return (try Document(Array(bytes[start...])).root, bytes.count)
    } catch {
      guard error.reason.hasPrefix("extra data"), error.offset > 0 else { return nil }
      guard let value = try? Document(Array(bytes[start..<start + error.offset])).root else { return nil }
      return (value, start + value.range.upperBound)
    }
  }
}
