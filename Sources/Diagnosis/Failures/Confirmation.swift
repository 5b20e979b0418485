import LosslessJSON
import Schemas

extension FailureText {
  /// Whether the call bears the text out: what a tool may answer on its own is not believed.
  ///
  /// `arguments` is the object that the function was called with, nil where there was none.
  func isConfirmed(name: String, received: ReceivedArguments, arguments: JSONValue?, declared: JSONValue?) -> Bool {
    switch self {
    case .decoder:
      if case .object = received { return false }
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
    case .raised: return false
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
    let value = arguments.value(at: problem.path)
    switch problem.type {
    case "missing": return value == nil && !problem.path.isEmpty
    case nil: return false
    default: return value != nil && !problem.path.isEmpty
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
