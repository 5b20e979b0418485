/// One thing that goes wrong with tool calls, and how to see it. A rule is one file in `Rules/`, and one line in `KnownRules`.
package struct Rule: Sendable {
  /// "phase/name"; it never changes its meaning.
  package let id: String
  /// One line for lists.
  package let summary: String
  /// The cause, and what to look for.
  package let explanation: String
  package let fixes: Fixes
  package let examples: [RuleExample]
  let find: @Sendable (TurnCase) -> [Finding]

  package var phase: Phase { Phase(rawValue: String(id.prefix { $0 != "/" })) ?? .flow }

  init(
    _ id: String, summary: String, explanation: String, fixes: Fixes, examples: [RuleExample] = [],
    find: @escaping @Sendable (TurnCase) -> [Finding]
  ) {
    self.id = id
    self.summary = summary
    self.explanation = explanation
    self.fixes = fixes
    self.examples = examples
    self.find = find
  }
}

/// What to do about a finding, in each framework's own means.
package struct Fixes: Sendable {
  /// Where no framework is known, or it has no means of its own.
  package let general: String
  /// By runtime id.
  package let byRuntime: [String: String]

  init(_ general: String, classic: String? = nil, ag2: String? = nil, agentchat: String? = nil, ag2New: String? = nil) {
    self.general = general
    var byRuntime: [String: String] = [:]
    byRuntime["classic-0.2"] = classic
    byRuntime["ag2-0.14"] = ag2 ?? classic
    byRuntime["agentchat-0.7"] = agentchat
    byRuntime["ag2-1.2"] = ag2New
    self.byRuntime = byRuntime
  }

  package func fix(for runtime: String) -> String { byRuntime[runtime] ?? general }
}

/// Matches rule ids: "bind/*", "validate/missing", "*".
package struct RulePattern: Sendable, Equatable {
  package let text: String

  /// nil where no rule can match.
  package init?(_ text: String) {
    self.text = text
    guard KnownRules.all.contains(where: { matches($0.id) }) else { return nil }
  }

  package func matches(_ id: String) -> Bool {
    guard text.hasSuffix("*") else { return id == text }
    return id.hasPrefix(text.dropLast())
  }
}
