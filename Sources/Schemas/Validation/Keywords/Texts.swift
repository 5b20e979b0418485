import LosslessJSON

/// `pattern`: an ECMA-262 expression that must be found somewhere in the text.
struct PatternKeyword: Keyword {
  let pattern: Pattern

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    guard let pattern = compiler.pattern(written.string, in: "pattern") else { return nil }
    self.pattern = pattern
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard let text = value.string, let isFound = walk.find(pattern, in: text), !isFound else { return }
    walk.report("pattern", value, expected: "a text that matches \(pattern.source)", actual: words(forReceived: value))
  }
}

/// `format`, where formats are asserted.
struct FormatKeyword: Keyword {
  let name: String
  let accepts: @Sendable (String) -> Bool
  let isAsserted: Bool

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    guard let name = written.string, let format = KnownFormats.all[name] else { return nil }
    self.name = name
    accepts = format
    isAsserted = compiler.dialect.vocabularies.contains(.formatAssertion)
    if !isAsserted { compiler.usesFormats() }
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard isAsserted || walk.assertsFormats, let text = value.string, !accepts(text) else { return }
    walk.report("format", value, expected: "a text in the format \(name)", actual: words(forReceived: value))
  }
}

extension Compiler {
  /// Reads an expression; nil (and a problem) where it is none, or is not supported.
  mutating func pattern(_ source: String?, in keyword: String) -> Pattern? {
    guard let source else {
      note("\(keyword) must be a text")
      return nil
    }
    do throws(PatternProblem) {
      return try Pattern(source)
    } catch {
      note("\(keyword) \(source) is not checked: \(error.message)")
      return nil
    }
  }
}

extension Validation {
  /// Whether the pattern is found; nil where that would take too long, which ends the walk.
  mutating func find(_ pattern: Pattern, in text: String) -> Bool? {
    let isFound = pattern.isFound(in: text)
    if isFound == nil {
      stop("stopped: the pattern \(pattern.source) takes too long on a text of \(text.utf8.count) bytes")
    }
    return isFound
  }
}
