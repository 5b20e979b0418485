import Diagnosis

extension DebuggerState {
  /// What a rule means, and the finding at hand where it is of that rule.
  func explanationText(_ rule: String) -> PaneText {
    var builder = TextBuilder()
    builder.line(rule, .heading)
    if let finding = session?.finding, finding.rule == rule {
      builder.line()
      builder.line("Here: " + finding.message)
      if let fix = finding.fix { builder.line("Fix: " + fix) }
    }
    return builder.text
  }
}
