package import Conversation
package import Diagnosis

/// A source that was checked: what is in it, or why it could not be read.
package struct ReportedSource: Sendable {
  /// As the person named it.
  package var source: String
  package var sessions: [ReportedSession]
  /// Why the source could not be read (to its end).
  package var failure: Failure?

  package init(source: String, sessions: [ReportedSession] = [], failure: Failure? = nil) {
    self.source = source
    self.sessions = sessions
    self.failure = failure
  }
}

/// A session with what the diagnosis says of it.
package struct ReportedSession: Sendable {
  package var session: Session
  package var runtime: AssumedRuntime
  /// Those without a turn first, then by turn, call and cause.
  package var findings: [Finding]
  /// Tool calls in it.
  package var calls: Int

  package init(session: Session, runtime: AssumedRuntime, findings: [Finding], calls: Int) {
    self.session = session
    self.runtime = runtime
    self.findings = findings
    self.calls = calls
  }

  /// Calls with a finding of severity error.
  package var failedCalls: Int {
    Set(
      findings.filter { $0.severity == .error }.compactMap { finding in
        finding.turn.flatMap { turn in finding.call.map { CallKey(turn: turn, index: $0.index) } }
      }
    ).count
  }
}

/// A way to write findings down.
package protocol Report: Sendable {
  /// What `--format` calls it.
  var name: String { get }
  /// Each source's part stands alone, so that it can be printed as soon as the source is done.
  var isIncremental: Bool { get }
  /// The whole output, ended by a line break; of an incremental form, the part of these sources. `showsAll`: `info` too, where the form has a choice.
  func text(of sources: [ReportedSource], showsAll: Bool) -> String
}

extension Report {
  package var isIncremental: Bool { false }
}

/// The forms that there are; the first is the default.
package enum KnownReports {
  package static let all: [any Report] = [
    TextReport(), JSONReport(), LinesReport(), SARIFReport(), JUnitReport(), GitHubReport(),
  ]

  package static func report(named name: String) -> (any Report)? { all.first { $0.name == name } }
}
