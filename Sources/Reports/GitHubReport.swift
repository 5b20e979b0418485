import Conversation
import Diagnosis
import Text

/// Workflow commands of GitHub Actions: an annotation for each finding of severity warning or worse (`info`: a notice).
package struct GitHubReport: Report {
  package let name = "github"
  package let isIncremental = true

  package init() {}

  package func text(of sources: [ReportedSource], showsAll: Bool) -> String {
    var lines = ""
    for source in sources {
      for session in source.sessions {
        for finding in session.findings where showsAll || finding.severity != .info {
          let fix = finding.fix.map { "\nfix: \($0)" } ?? ""
          let place = finding.turn.map { " (turn \($0)\(finding.call.map { ", " + $0.name } ?? ""))" } ?? ""
          lines += command(
            level(finding.severity), file: source.source, title: finding.rule + place, text: finding.message + fix)
        }
      }
      if let failure = source.failure {
        lines += command("error", file: source.source, title: "read/unreadable", text: failure.what)
      }
    }
    return lines
  }

  private func command(_ level: String, file: String, title: String, text: String) -> String {
    "::\(level) file=\(property(file)),title=\(property(title))::\(data(text))\n"
  }

  private func level(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "notice"
    }
  }

  /// Line breaks are kept, escaped as the runner reads them; other control characters become visible.
  private func data(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map {
      visible(String($0)).replacing("%", with: "%25")
    }.joined(separator: "%0A")
  }

  private func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
