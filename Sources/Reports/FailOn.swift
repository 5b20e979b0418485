package import Conversation
package import Diagnosis

/// Which findings make `check` answer with 1: a severity and worse, one rule, or a pattern like `bind/*`.
package enum FailOn: Sendable, Equatable {
  case severity(Severity)
  case rule(RulePattern)

  /// Reads what was given on the command line.
  package init(parsing text: String) throws(Failure) {
    if let severity = Severity(rawValue: text) {
      self = .severity(severity)
    } else if let pattern = RulePattern(text) {
      self = .rule(pattern)
    } else {
      throw Failure(
        .usage, what: "\(text) is neither a severity nor a rule",
        remedy: "give info, warning, error, a rule such as validate/missing, or a pattern such as bind/*")
    }
  }

  package func matches(_ finding: Finding) -> Bool {
    switch self {
    case .severity(let least): finding.severity >= least
    case .rule(let pattern): pattern.matches(finding.rule)
    }
  }

  /// The exit status: 3 a source could not be read, 1 findings, 0 none.
  package func exitStatus(of sources: [ReportedSource]) -> Int32 { sources.map(exitStatus).max() ?? 0 }

  package func exitStatus(of source: ReportedSource) -> Int32 {
    if source.failure != nil { return 3 }
    return source.sessions.contains { $0.findings.contains(where: matches) } ? 1 : 0
  }
}
