import Conversation
import Diagnosis
import Text

/// Findings for people: a summary line a session, then each finding with its place, its proof, its fix, and the command
/// that opens its turn. A session without findings is its summary line alone.
package struct TextReport: Report {
  package let name = "text"
  package let isIncremental = true

  package init() {}

  package func text(of sources: [ReportedSource], showsAll: Bool) -> String {
    var lines: [String] = []
    for source in sources {
      for session in source.sessions {
        lines.append(summary(session, of: source))
        let shown = session.findings.filter { showsAll || $0.severity != .info }
        for finding in shown { lines += describe(finding, in: session, of: source) }
        lines += session.session.problems.map { "  not understood: \($0.what)" }
      }
      if let failure = source.failure { lines.append("\(source.source): \(unreadable(failure))") }
    }
    return lines.map { visible($0) + "\n" }.joined()
  }

  private func unreadable(_ failure: Failure) -> String {
    let place = failure.position.map { " at line \($0.line), column \($0.column)" } ?? ""
    return "not read: \(failure.what)\(place)" + (failure.remedy.isEmpty ? "" : "; \(failure.remedy)")
  }

  private func summary(_ reported: ReportedSession, of source: ReportedSource) -> String {
    let session = reported.session
    var parts = [session.source]
    // A folder's files are told apart by their paths; sessions of one file by their ids.
    if source.sessions.count(where: { $0.session.source == session.source }) > 1 {
      parts.append("session \(session.nativeID)")
    }
    parts.append(session.producer == "unknown" ? session.format : session.producer)
    parts.append(count(session.turns.count, "turn"))
    parts.append(count(reported.calls, "call"))
    if reported.failedCalls > 0 { parts.append("\(reported.failedCalls) failed") }
    parts.append("tools offered: \(session.toolsOffered.map(String.init) ?? "not recorded")")
    let severities = Severity.allCases.reversed().filter { $0 != .info }.compactMap { severity in
      let number = reported.findings.filter { $0.severity == severity }.count
      return number == 0 ? nil : count(number, severity.rawValue)
    }
    parts.append(severities.isEmpty ? "no findings" : severities.joined(separator: ", "))
    return parts.joined(separator: " · ")
  }

  private func describe(_ finding: Finding, in reported: ReportedSession, of source: ReportedSource) -> [String] {
    var place: [String] = []
    if let turn = finding.turn { place.append("turn \(turn)") }
    if let call = finding.call {
      place.append("call \(call.index + 1) \(call.name)" + (call.id.map { " (\($0))" } ?? ""))
    }
    if let path = finding.path, !path.isEmpty { place.append(path) }
    let doubt = finding.confidence == .certain ? "" : " (\(finding.confidence.rawValue))"
    let cause = finding.causes.first.flatMap { id in reported.findings.first { $0.id == id } }
    if let cause, cause.turn == finding.turn {
      return ["    ↳ \(mark(finding.severity)) \(finding.rule)\(doubt): \(finding.message)"]
    }
    var lines = ["  \(mark(finding.severity)) \(finding.severity.rawValue) \(finding.rule)\(doubt)"]
    if !place.isEmpty { lines[0] += " · " + place.joined(separator: " · ") }
    lines.append("    \(finding.message)")
    if let cause { lines.append("    follows from: \(cause.rule)" + (cause.turn.map { ", turn \($0)" } ?? "")) }
    for evidence in finding.evidence.prefix(2) {
      lines.append("    proof: \(describe(evidence, of: reported.session))")
    }
    if let turn = finding.fixedBy { lines.append("    tried again and worked: turn \(turn)") }
    if finding.causes.isEmpty, let fix = finding.fix { lines.append("    fix: \(fix)") }
    if let turn = finding.turn { lines.append("    turntable \(quoted(reported.session.source)) --turn \(turn)") }
    return lines
  }

  private func describe(_ evidence: Evidence, of session: Session) -> String {
    let origin = evidence.origin
    var parts: [String] = []
    if origin.source != session.source { parts.append(origin.source) }
    if let member = origin.member { parts.append(member) }
    if let row = origin.row { parts.append("\(row.table) row \(row.rowid) \(row.column)") }
    if !origin.bytes.isEmpty { parts.append("bytes \(origin.bytes.lowerBound)–\(origin.bytes.upperBound)") }
    if !origin.pointer.isEmpty { parts.append(origin.pointer) }
    if let inner = evidence.inner { parts.append("inside it \(inner.lowerBound)–\(inner.upperBound)") }
    return parts.joined(separator: ", ")
  }

  private func mark(_ severity: Severity) -> String {
    switch severity {
    case .error: "✗"
    case .warning: "!"
    case .info: "·"
    }
  }

  private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// A path as a shell takes it.
  private func quoted(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || [0x2F, 0x2E, 0x2D, 0x5F, 0x2B, 0x2C, 0x3A, 0x40].contains(byte)
    }
    return isPlain && !path.isEmpty ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }
}
