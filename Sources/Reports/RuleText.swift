package import Diagnosis

/// What the rules mean, for people without a screen.
package enum RuleText {
  /// A line for each rule, by phase.
  package static func list() -> String {
    let width = (KnownRules.all.map(\.id.count).max() ?? 0) + 2
    return KnownRules.all.map { rule in
      rule.id + String(repeating: " ", count: width - rule.id.count) + rule.summary
    }.joined(separator: "\n") + "\n"
  }

  /// The cause, where the proof stands, and the fix in each framework's own means.
  package static func explanation(of rule: Rule) -> String {
    var lines = ["\(rule.id): \(rule.summary)", "phase: \(rule.phase.rawValue)", ""]
    lines += wrapped(rule.explanation)
    lines += ["", "Look for"]
    lines += wrapped(rule.lookFor, indentedBy: 2)
    lines += ["", "Fix"]
    for (frameworks, fix) in rule.fixes.told {
      lines.append("  \(frameworks):")
      lines += wrapped(fix, indentedBy: 4)
    }
    let told = rule.examples.filter { $0.fires != nil }.map { "  ✗ " + $0.title }
    let silent = rule.examples.filter { $0.fires == nil }.map { "  · " + $0.title }
    lines += ["", "Fires for"] + told + ["Silent for"] + silent
    return lines.joined(separator: "\n") + "\n"
  }

  /// At most 100 characters a line, broken at spaces.
  private static func wrapped(_ text: String, indentedBy indent: Int = 0) -> [String] {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, indent + line.count + 1 + word.count > 100 {
        lines.append(margin + line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + [margin + line]
  }
}
