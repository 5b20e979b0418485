import LosslessJSON
import Schemas

/// A call that a JSON value describes in a text.
struct DescribedCall {
  var name: String
  var arguments: JSONValue?

  /// One, a list, or an object that holds a list under "tool_calls".
  static func calls(of value: JSONValue) -> [DescribedCall] {
    if value.kind == .array {
      let calls = value.elements.map(calls)
      return calls.contains(where: \.isEmpty) ? [] : calls.flatMap { $0 }
    }
    guard value.kind == .object else { return [] }
    if let list = value["tool_calls"], list.kind == .array { return calls(of: list) }
    if let inner = value["function"] ?? value["function_call"], inner.kind == .object { return calls(of: inner) }
    let names = ["name", "function", "tool", "tool_name"].compactMap { value[$0]?.string }
    let keys = ["arguments", "parameters", "args", "tool_input", "input"]
    guard let name = names.first, isName(name), let arguments = keys.compactMap({ value[$0] }).first else { return [] }
    if arguments.kind == .object { return [DescribedCall(name: name, arguments: arguments)] }
    guard let text = arguments.decodedBytes, let object = ReceivedArguments(text: text).object else { return [] }
    return [DescribedCall(name: name, arguments: object)]
  }

  /// A tool's name: letters, digits and the marks that names have.
  static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 128
      && name.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || [0x5F, 0x2D, 0x2E, 0x3A, 0x2F].contains(byte)
      }
  }

  /// Without the prefix and the number that templates add: `functions.f:0` is f.
  static func bareName(_ name: String) -> String {
    var rest = name[...]
    if rest.hasPrefix("functions.") { rest = rest.dropFirst("functions.".count) }
    if let colon = rest.lastIndex(of: ":"), rest[colon...].dropFirst().allSatisfy(\.isNumber) { rest = rest[..<colon] }
    return String(rest)
  }
}

/// Values between tags, as an object.
enum TaggedValues {
  /// `opening` is followed by the name (in quotes or not) and `>`; nil where a value does not end.
  static func object(
    in answer: AnswerText, _ range: Range<Int>, opening: String, closing: String
  ) -> JSONValue? {
    var members: [(String, String)] = []
    var at = range.lowerBound
    while let tag = answer.find(opening, from: at), tag.upperBound < range.upperBound {
      guard let bracket = answer.find(">", from: tag.upperBound), bracket.upperBound <= range.upperBound,
        let end = answer.find(closing, from: bracket.upperBound), end.upperBound <= range.upperBound
      else { return nil }
      let written = answer.text(tag.upperBound..<bracket.lowerBound)
      let name =
        written.first == "\"" ? written.dropFirst().prefix { $0 != "\"" } : written.prefix { !$0.isWhitespace }
      var value = answer.text(bracket.upperBound..<end.lowerBound)
      // The tag's own "</" and what a template writes before its words.
      if let open = value.lastIndex(of: "<"), !closing.hasPrefix("</") { value = String(value[..<open]) }
      members.append((String(name), value))
      at = end.upperBound
    }
    return members.isEmpty ? nil : object(of: members)
  }

  /// Numbers, truth values, lists and objects as JSON; everything else is text.
  static func object(of members: [(String, String)]) -> JSONValue? {
    var writer = JSONWriter()
    writer.object { writer in
      for (name, text) in members {
        let trimmed = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n")
          .trimmingLineBreaks
        if let value = try? Document(trimmed).root, value.kind != .string {
          writer.member(name, value)
        } else {
          writer.member(name, trimmed)
        }
      }
    }
    return try? Document(writer.text).root
  }
}

extension String {
  /// Without the line breaks that templates put around a value.
  fileprivate var trimmingLineBreaks: String {
    var rest = self[...]
    while let first = rest.first, first.isNewline { rest.removeFirst() }
    while let last = rest.last, last.isNewline { rest.removeLast() }
    return String(rest)
  }

  /// Without the marks of a template: `<|…|>`, `<｜…｜>`, `[ARGS]`, fences.
  var withoutMarks: String {
    var text = ""
    var rest = self[...]
    while let first = rest.first {
      if rest.hasPrefix("<|"), let end = rest.firstRange(of: "|>") {
        text += " "
        rest = rest[end.upperBound...]
      } else if rest.hasPrefix("<｜"), let end = rest.firstRange(of: "｜>") {
        text += " "
        rest = rest[end.upperBound...]
      } else if rest.hasPrefix("[ARGS]") || rest.hasPrefix("[CALL_ID]"), let end = rest.firstRange(of: "[ARGS]") {
        text += " "
        rest = rest[end.upperBound...]
      } else if rest.hasPrefix("```") {
        text += " "
        rest = rest.dropFirst(3)
      } else {
        text.append(first)
        rest.removeFirst()
      }
    }
    return text
  }
}
