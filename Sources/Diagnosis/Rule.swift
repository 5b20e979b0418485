/// One thing that goes wrong with tool calls, and how to see it. A rule is one file in `Rules/`, and one line in `KnownRules`.
package struct Rule: Sendable {
  /// "phase/name"; it never changes its meaning.
  package let id: String
  /// One line for lists.
  package let summary: String
  /// The cause.
  package let explanation: String
  /// Where the proof stands.
  package let lookFor: String
  package let fixes: Fixes
  package let examples: [RuleExample]
  let find: @Sendable (TurnCase) -> [Finding]

  package var phase: Phase { Phase(rawValue: String(id.prefix { $0 != "/" })) ?? .flow }

  init(
    _ id: String, summary: String, explanation: String, lookFor: String, fixes: Fixes, examples: [RuleExample] = [],
    find: @escaping @Sendable (TurnCase) -> [Finding]
  ) {
    self.id = id
    self.summary = summary
    self.explanation = explanation
    self.lookFor = lookFor
    self.fixes = fixes
    self.examples = examples
    self.find = find
  }
}

/// What to do about a finding, in each framework's own means.
package struct Fixes: Sendable {
  /// Where no framework is known, or it has no means of its own.
  package let general: String
  /// By runtime id, and by format for clients without a framework.
  package let byRuntime: [String: String]

  init(
    _ general: String, classic: String? = nil, ag2: String? = nil, agentchat: String? = nil, ag2New: String? = nil,
    openAI: String? = nil, anthropic: String? = nil
  ) {
    self.general = general
    var byRuntime: [String: String] = [:]
    byRuntime["classic-0.2"] = classic
    byRuntime["ag2-0.14"] = ag2 ?? classic
    byRuntime["agentchat-0.7"] = agentchat
    byRuntime["ag2-1.2"] = ag2New
    byRuntime["openai"] = openAI
    byRuntime["anthropic"] = anthropic
    self.byRuntime = byRuntime
  }

  /// The fix for a runtime; without a known one, for the protocol that `format` speaks.
  package func fix(for runtime: String, format: String = "") -> String {
    if let own = byRuntime[runtime] { return own }
    guard runtime == "generic" else { return general }
    let isAnthropic = format.hasPrefix("anthropic") || format.hasPrefix("claude")
    return byRuntime[isAnthropic ? "anthropic" : "openai"] ?? general
  }

  /// Every framework that is known, in the order in which people meet them.
  package static let frameworks: [(id: String, name: String)] = [
    ("classic-0.2", "AutoGen 0.2 (classic)"), ("ag2-0.14", "ag2 0.x"), ("agentchat-0.7", "AutoGen AgentChat 0.4+"),
    ("ag2-1.2", "ag2 1.x"), ("openai", "plain OpenAI client"), ("anthropic", "plain Anthropic client"),
  ]

  /// Each fix once, with the frameworks that it is for.
  package var told: [(frameworks: String, fix: String)] {
    var lines: [(frameworks: [String], fix: String)] = []
    for framework in Self.frameworks {
      let fix = byRuntime[framework.id] ?? general
      if let place = lines.firstIndex(where: { $0.fix == fix }) {
        lines[place].frameworks.append(framework.name)
      } else {
        lines.append(([framework.name], fix))
      }
    }
    return lines.map {
      ($0.frameworks.count == Self.frameworks.count ? "every client" : $0.frameworks.joined(separator: ", "), $0.fix)
    }
  }
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
