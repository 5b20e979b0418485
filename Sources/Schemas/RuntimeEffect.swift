package import LosslessJSON

/// What a runtime does with arguments that break the declared schema.
package enum RuntimeEffect: Sendable, Equatable {
  /// The call fails before the function runs.
  case refused
  /// The value goes to the function as it is.
  case passedUnchecked
  /// The function gets another value, such as 12 for "12".
  case converted(to: String)
  /// The property never reaches the function.
  case dropped
  /// Nothing is known of this runtime.
  case unknown

  /// The effect in words for a row's note; nil where nothing is known.
  package func words(runtime: String) -> String? {
    switch self {
    case .refused: "\(runtime) refuses the call before the function runs"
    case .passedUnchecked: "\(runtime) passes it on unchecked"
    case .converted(let value): "\(runtime) converts it to \(value)"
    case .dropped: "\(runtime) drops it: the function never sees it"
    case .unknown: nil
    }
  }
}

/// What is known of each runtime, measured. "classic" checks nothing but names (models inside are pydantic's); the others
/// validate with pydantic in its lax mode, which converts numbers and truth values and ignores what it does not know.
package enum Runtimes {
  /// Runtimes that validate with pydantic before the function runs.
  package static let validating: Set<String> = ["ag2-0.14", "agentchat-0.7", "ag2-1.2", "mcp"]

  /// What becomes of `violation`, which `value` broke. `value` is nil where the property is missing.
  package static func effect(
    of violation: Violation, value: JSONValue?, schema: JSONValue?, runtime: String
  ) -> RuntimeEffect {
    let isNested = violation.propertyPath.dropFirst().contains("/")
    if runtime == "classic-0.2" {
      if isNested { return .unknown }
      let isByName = violation.keyword == "required" || violation.keyword == "additionalProperties"
      return isByName || needsModel(violation, schema) ? .refused : .passedUnchecked
    }
    guard validating.contains(runtime) else { return .unknown }
    switch violation.keyword {
    case "additionalProperties": return .dropped
    case "type":
      guard let value else { return .refused }
      return laxConversion(of: value, to: violation.expected).map { .converted(to: $0) } ?? .refused
    default: return .refused
    }
  }

  /// A declared object with fields of its own is a model's, made of the value by its names: nothing but an object will do.
  private static func needsModel(_ violation: Violation, _ schema: JSONValue?) -> Bool {
    guard violation.keyword == "type", violation.expected == "object", let schema,
      let name = JSONPointer.steps(violation.instancePath)?.first, let property = schema["properties"]?[name]
    else { return false }
    let target = property["$ref"]?.string.flatMap { resolve($0, root: schema, holders: [property]) } ?? property
    return (target["properties"]?.count ?? 0) > 0
  }

  /// What pydantic's lax mode makes of a value for these types ("integer", "integer or null"); nil where it refuses.
  static func laxConversion(of value: JSONValue, to expected: String) -> String? {
    let types = expected.split(separator: " or ").map(String.init)
    for type in types {
      switch type {
      case "integer":
        if let flag = value.bool { return flag ? "1" : "0" }
        if let text = value.string.map(trimmed), let number = ExactNumber(plain(text)), number.isInteger {
          return text
        }
      case "number":
        if let flag = value.bool { return flag ? "1.0" : "0.0" }
        if let text = value.string.map(trimmed), ExactNumber(plain(text)) != nil { return text }
      case "boolean":
        let word = (value.string ?? value.numberLexeme ?? "").lowercased()
        if ["true", "1", "yes", "on", "t", "y"].contains(word) { return "true" }
        if ["false", "0", "no", "off", "f", "n"].contains(word) { return "false" }
      default: continue
      }
    }
    return nil
  }

  private static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }

  private static func plain(_ text: String) -> String {
    text.first == "+" ? String(text.dropFirst()) : text
  }
}
