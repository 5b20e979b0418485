package import Conversation

/// One term of a condition, such as `tool:search`, `rule:bind/*`, `arg.limit>10` or `call`.
package struct ConditionTerm: Sendable, Equatable {
  package enum Comparison: String, Sendable, CaseIterable {
    case lessOrEqual = "<=", greaterOrEqual = ">=", notEqual = "!=", equal = "=", less = "<", greater = ">"
  }

  package enum Subject: Sendable, Equatable {
    /// Any tool call.
    case call
    /// A tool's name; `*` stands for any characters.
    case tool(String)
    case agent(String)
    /// A rule, or a pattern such as `bind/*`.
    case rule(String)
    /// `failed` or `ok`.
    case status(String)
    case text(String)
    /// An argument, its names separated by dots, against a literal.
    case argument(String, Comparison, String)
  }

  package var subject: Subject
}

/// Terms that must all hold: the one grammar of breakpoints and of the filter line.
package struct Condition: Sendable, Equatable {
  package var terms: [ConditionTerm]
  package var text: String

  /// Reads `tool:search agent:planner rule:bind/* arg.limit>10 status:failed text:overdue`. Values with blanks stand in
  /// double quotes.
  package init(parsing text: String) throws(Failure) {
    self.text = text
    terms = []
    for word in Self.words(of: text) { terms.append(try Self.term(word)) }
    guard !terms.isEmpty else {
      throw Failure(.usage, what: "an empty condition", remedy: "write one such as tool:search or rule:bind/*")
    }
  }

  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case " " where !isQuoted:
        if !word.isEmpty { words.append(word) }
        word = ""
      default: word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private static func term(_ word: String) throws(Failure) -> ConditionTerm {
    if word == "call" { return ConditionTerm(subject: .call) }
    if word.hasPrefix("arg."), let term = argument(word.dropFirst(4)) { return term }
    if let colon = word.firstIndex(of: ":"), word.index(after: colon) < word.endIndex {
      let value = String(word[word.index(after: colon)...])
      switch word[..<colon] {
      case "tool": return ConditionTerm(subject: .tool(value))
      case "agent": return ConditionTerm(subject: .agent(value))
      case "rule": return ConditionTerm(subject: .rule(value))
      case "text": return ConditionTerm(subject: .text(value))
      case "status" where value == "failed" || value == "ok": return ConditionTerm(subject: .status(value))
      case "status":
        throw Failure(.usage, what: "no such status: \(value)", remedy: "use status:failed or status:ok")
      default: break
      }
    }
    throw Failure(
      .usage, what: "not a condition: \(word)",
      remedy: "use call, tool:NAME, agent:NAME, rule:PATTERN, arg.NAME>VALUE, status:failed or text:WORDS")
  }

  private static func argument(_ rest: Substring) -> ConditionTerm? {
    guard let place = rest.firstIndex(where: { "<>!=".contains($0) }), place > rest.startIndex else { return nil }
    for comparison in ConditionTerm.Comparison.allCases where rest[place...].hasPrefix(comparison.rawValue) {
      let value = rest[place...].dropFirst(comparison.rawValue.count)
      guard !value.isEmpty else { return nil }
      return ConditionTerm(subject: .argument(String(rest[..<place]), comparison, String(value)))
    }
    return nil
  }
}

/// Whether a name fits a pattern in which `*` stands for any characters.
func fits(_ name: String, _ pattern: String) -> Bool {
  let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
  guard parts.count > 1, let first = parts.first, let last = parts.last else { return name == pattern }
  guard name.hasPrefix(first), name.dropFirst(first.count).hasSuffix(last) else { return false }
  var rest = name.dropFirst(first.count).dropLast(last.count)[...]
  for part in parts.dropFirst().dropLast() where !part.isEmpty {
    guard let found = rest.firstRange(of: part) else { return false }
    rest = rest[found.upperBound...]
  }
  return true
}
