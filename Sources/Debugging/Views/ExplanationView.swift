import Conversation
import Diagnosis
import Schemas

extension DebuggerState {
  /// What a rule means and what to do about it, and the finding at hand where it is of that rule.
  func explanationText(_ id: String) -> PaneText {
    var builder = TextBuilder()
    let runtime = session?.runtime?.id ?? "generic"
    if let rule = KnownRules.all.first(where: { $0.id == id }) {
      builder.line("\(rule.id): \(rule.summary)", .heading)
      builder.line("phase \(rule.phase.rawValue)", .dim)
      builder.line()
      builder.line(rule.explanation)
      builder.line()
      builder.line("Look for: \(rule.lookFor)")
      builder.line()
      let fix = rule.fixes.fix(for: runtime, format: session?.session.format ?? "")
      builder.line("Fix (\(runtime)): \(fix)")
      for (frameworks, other) in rule.fixes.told where other != fix {
        builder.line("Fix (\(frameworks)): \(other)", .dim)
      }
    } else {
      builder.line("No rule is called \(id).", .warning)
      if let near = nearName(to: id, among: KnownRules.all.map(\.id)) { builder.line("Did you mean \(near)?") }
    }
    guard let finding = session?.finding, finding.rule == id else { return builder.text }
    builder.line()
    builder.line("Here", .heading)
    builder.line(finding.message)
    if let fix = finding.fix { builder.line("Fix: \(fix)") }
    for evidence in finding.evidence {
      builder.line("Proof: \(evidence.origin.source) \(place(evidence.origin)) \(evidence.origin.pointer)", .dim)
    }
    return builder.text
  }
}
