import LosslessJSON
import Schemas

extension FailureText {
  /// Whether the call bears the text out: what a tool may answer on its own is not believed.
  ///
  /// `arguments` is the object that the function was called with, nil where there was none; `isText`: they were written as
  /// the text that a framework's JSON parser wants.
  func isConfirmed(
    name: String, isText: Bool, received: ReceivedArguments, arguments: JSONValue?, declared: JSONValue?
  ) -> Bool {
    switch self {
    case .decoder:
      if case .object = received { return !isText }
      return true
    case .validation(let title, let problems):
      if Self.isTitle(title, of: name) { return true }
      return problems.contains { Self.isBorneOut($0, received: received, arguments: arguments) }
    case .missingArguments(_, let names):
      return names.allSatisfy { arguments?[$0] == nil }
    case .unexpectedArgument(_, let name):
      return arguments?[name] != nil
    case .notAMapping(_, let type):
      if case .otherValue(let value) = received { return Self.isPython(value, type) }
      return arguments?.members.contains { Self.isPython($0.value, type) } ?? false
    case .unknownTool(let said):
      return folded(said) == folded(name)
    case .notSerialisable, .opaque: return true
    case .missingKey(let key):
      return arguments.map { $0[key] == nil } ?? false && declared?["properties"]?[key] != nil
    case .raised(_, _, let traceback): return traceback?.isFrameworks ?? false
    }
  }

  /// pydantic's title for a tool's arguments: the tool, or the tool and "args".
  static func isTitle(_ title: String, of name: String) -> Bool {
    let wanted = folded(name)
    return folded(title) == wanted || folded(title) == wanted + "args"
  }

  private static func isBorneOut(
    _ problem: ValidationProblem, received: ReceivedArguments, arguments: JSONValue?
  ) -> Bool {
    guard let arguments else {
      if case .object = received { return false }
      return problem.path.isEmpty
    }
    guard !problem.path.isEmpty, let input = problem.input else { return false }
    let value = arguments.value(at: problem.path)
    // A function may validate something else inside: what pydantic was given must be what the call sent.
    if problem.type == "missing" {
      let parent = problem.path.split(separator: "/").dropLast().map { "/" + $0 }.joined()
      return value == nil && (arguments.value(at: parent).map { isRepr(input, of: $0) } ?? false)
    }
    return value.map { isRepr(input, of: $0) } ?? false
  }

  /// Whether Python prints the value so; the text may be cut, so beginnings are compared.
  private static func isRepr(_ text: String, of value: JSONValue) -> Bool {
    switch value.kind {
    case .null: return text == "None"
    case .true: return text == "True"
    case .false: return text == "False"
    case .number: return text == value.rawText || Double(text) == value.double
    case .array: return text.hasPrefix("[")
    case .string:
      let inner = text.dropFirst().prefix { $0.isASCII && $0 != "\\" && $0 != "'" && $0 != "\"" && $0 != "." }
      return (text.hasPrefix("'") || text.hasPrefix("\"")) && (value.string ?? "").hasPrefix(inner)
    case .object:
      guard text.hasPrefix("{"), let first = Array(value.members).first?.key else {
        return text == "{}" && value.count == 0
      }
      return text.dropFirst(2).hasPrefix(first.prefix(12))
    }
  }

  private static func isPython(_ value: JSONValue, _ type: String) -> Bool {
    switch value.kind {
    case .array: type == "list" || type == "tuple"
    case .string: type == "str"
    case .number: type == "int" || type == "float"
    case .true, .false: type == "bool"
    case .null: type == "NoneType"
    case .object: false
    }
  }
}

extension JSONValue {
  /// The value that a JSON Pointer without escapes means; nil where there is none.
  func value(at pointer: String) -> JSONValue? {
    var place: JSONValue? = self
    for step in pointer.split(separator: "/") {
      guard let at = place else { return nil }
      let name = String(step.replacing("~1", with: "/").replacing("~0", with: "~"))
      place = at.kind == .array ? Int(name).flatMap { at[$0] } : at[name]
    }
    return place
  }
}
