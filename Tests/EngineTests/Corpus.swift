import Conversation
import Diagnosis
import Foundation
import Reports

@testable import Engine

/// Captured sessions beside the repository, and what each is expected to show.
struct Corpus {
  struct Row {
    var group: String
    var session: String
    /// Accepted first causes; empty for a control or a trap.
    var rules: [String]
    /// Findings that are right beside them.
    var also: [String]
    var severities: [String]
    var tool: String
    var path: String
    var files: [String]
  }

  enum Verdict: String, CaseIterable {
    case right, wrong, missed, falseError = "false error"
  }

  struct Outcome {
    var row: Row
    var file: String
    var verdict: Verdict
    var isPathRight: Bool
    var said: String
  }

  let folder: URL

  /// nil where the captures are not there.
  init?(_ name: String) {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let named = ProcessInfo.processInfo.environment["TURNTABLE_SHARED"].map { URL(filePath: $0) }
    let places = [named, root.deletingLastPathComponent().appending(path: "shared")].compactMap { $0 }
    let found = places.map { $0.appending(path: "captures/\(name)") }
      .first { FileManager.default.fileExists(atPath: $0.appending(path: "EXPECTED.tsv").path) }
    guard let found else { return nil }
    folder = found
  }

  /// The lines of EXPECTED.tsv as named columns.
  func table() throws -> [[String: String]] {
    let text = try String(contentsOf: folder.appending(path: "EXPECTED.tsv"), encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
  }

  static func list(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map(String.init).filter { $0 != "-" }
  }

  /// Reads and diagnoses one saved file, and holds it against what is expected of it.
  func outcome(of row: Row, folder session: URL, file: String) throws -> Outcome {
    let path = session.appending(path: file == "pairs" ? "http" : file).path
    let checked = CheckRun(shelf: ToolShelf([])).check(path)
    if let failure = checked.failure { throw failure }
    return judged(row, file, checked.sessions.flatMap(\.findings))
  }

  private func judged(_ row: Row, _ file: String, _ findings: [Finding]) -> Outcome {
    let errors = findings.filter { finding in
      finding.severity == .error && (row.rules.contains(finding.rule) || !row.also.contains(finding.rule))
    }
    let strangers = errors.filter { !row.rules.contains($0.rule) }
    let told = errors.first ?? findings.first { $0.severity == .warning } ?? findings.first
    let said = told.map { "\($0.severity.rawValue) \($0.rule) \($0.path ?? "-"): \($0.message)" } ?? "nothing"
    var outcome = Outcome(row: row, file: file, verdict: .right, isPathRight: true, said: said)
    if row.rules.isEmpty {
      if let first = strangers.first {
        outcome.verdict = .falseError
        outcome.said = "\(first.rule): \(first.message)"
      }
      return outcome
    }
    // Errors first; where the run went on, the first warning is the first cause.
    let worst = errors.isEmpty ? findings.filter { $0.severity == .warning } : errors
    let candidates = worst.isEmpty ? findings : worst
    guard let first = candidates.first(where: { row.rules.contains($0.rule) || !row.also.contains($0.rule) }) else {
      outcome.verdict = .missed
      return outcome
    }
    outcome.said = "\(first.severity.rawValue) \(first.rule) \(first.path ?? "-"): \(first.message)"
    let isRight = row.rules.contains(first.rule)
    if !errors.isEmpty, !row.severities.contains("error"), !row.severities.isEmpty {
      outcome.verdict = .falseError
    } else if isRight, errors.isEmpty, row.severities == ["error"] {
      outcome.verdict = .wrong
    } else if !isRight {
      outcome.verdict = candidates.contains { row.rules.contains($0.rule) } || !errors.isEmpty ? .wrong : .missed
    }
    if isRight, !row.path.isEmpty { outcome.isPathRight = first.path == row.path }
    return outcome
  }

  /// Group and file kind of those that say the right first cause too rarely: less than 98 of 100, one stray allowed.
  static func weak(_ outcomes: [Outcome]) -> [String] {
    Dictionary(grouping: outcomes.filter { !$0.row.rules.isEmpty }) { "\($0.row.group) \($0.file)" }
      .filter { _, these in
        let right = these.count { $0.verdict == .right }
        return right < these.count - 1 && right * 100 < these.count * 98
      }.keys.sorted()
  }

  /// Counts by the first rule that is expected: found, wrong, missed.
  static func reportByRule(_ outcomes: [Outcome]) -> String {
    let byRule = Dictionary(grouping: outcomes.filter { !$0.row.rules.isEmpty }) { $0.row.rules[0] }
    let lines = byRule.sorted { $0.key < $1.key }.map { rule, these in
      let counts = [Verdict.right, .wrong, .missed].map { verdict in these.count { $0.verdict == verdict } }
      return "  " + rule.padding(toLength: 34, withPad: " ", startingAt: 0)
        + counts.map { String($0).padding(toLength: 6, withPad: " ", startingAt: 0) }.joined()
    }
    return (["expected first cause                found wrong missed"] + lines).joined(separator: "\n")
  }

  /// Counts by group and file kind, and a line for each that is not right.
  static func report(_ outcomes: [Outcome]) -> String {
    var lines: [String] = []
    let keys = Set(outcomes.map { "\($0.row.group)\t\($0.file)" }).sorted()
    lines.append("group            file               right wrong missed false-error wrong-path")
    for key in keys {
      let parts = key.split(separator: "\t").map(String.init)
      let these = outcomes.filter { $0.row.group == parts[0] && $0.file == parts[1] }
      let counts = Verdict.allCases.map { verdict in these.filter { $0.verdict == verdict }.count }
      let paths = these.filter { !$0.isPathRight }.count
      let numbers = counts.map { String($0).padding(toLength: 6, withPad: " ", startingAt: 0) }.joined()
      lines.append(
        parts[0].padding(toLength: 17, withPad: " ", startingAt: 0)
          + parts[1].padding(toLength: 19, withPad: " ", startingAt: 0) + numbers + " \(paths)")
    }
    for outcome in outcomes where outcome.verdict != .right || !outcome.isPathRight {
      let verdict = outcome.verdict == .right ? "path" : outcome.verdict.rawValue
      lines.append(
        "  \(verdict)  \(outcome.row.group)/\(outcome.row.session) \(outcome.file)  "
          + "[\(outcome.row.rules.joined(separator: ",")) \(outcome.row.path)]  \(outcome.said)")
    }
    return lines.joined(separator: "\n")
  }
}
