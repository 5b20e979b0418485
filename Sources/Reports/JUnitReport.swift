import Conversation
import Diagnosis
import Text

/// JUnit's XML: a suite for each session, in it a case for each finding of severity warning or worse and one, which passes,
/// where there is none. Errors are failures; a source that could not be read is an error.
package struct JUnitReport: Report {
  package let name = "junit"

  package init() {}

  package func text(of sources: [ReportedSource], showsAll: Bool) -> String {
    var suites = ""
    for source in sources {
      for session in source.sessions { suites += suite(session, of: source, showsAll) }
      if let failure = source.failure {
        let error = #"<error type="read/unreadable" message="\#(escaped(failure.what))"/>"#
        suites += suite(source.source, failures: 0, errors: 1, cases: [testCase("read", in: source.source, error)])
      }
    }
    return #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n<testsuites name=\"turntable\">\n\(suites)</testsuites>\n"
  }

  private func suite(_ reported: ReportedSession, of source: ReportedSource, _ showsAll: Bool) -> String {
    let findings = reported.findings.filter { showsAll || $0.severity != .info }
    let name = source.sessions.count > 1 ? "\(source.source) \(reported.session.nativeID)" : source.source
    var cases = findings.map { testCase(title(of: $0), in: source.source, outcome(of: $0)) }
    if cases.isEmpty { cases = [testCase("no findings", in: source.source, "")] }
    return suite(name, failures: findings.filter { $0.severity == .error }.count, errors: 0, cases: cases)
  }

  private func suite(_ name: String, failures: Int, errors: Int, cases: [String]) -> String {
    let counts = #"tests="\#(cases.count)" failures="\#(failures)" errors="\#(errors)" skipped="0""#
    return #"  <testsuite name="\#(escaped(name))" \#(counts)>"# + "\n\(cases.joined())  </testsuite>\n"
  }

  private func testCase(_ name: String, in source: String, _ outcome: String) -> String {
    let start = #"    <testcase classname="\#(escaped(source))" name="\#(escaped(name))""#
    return start + (outcome.isEmpty ? "/>\n" : ">\(outcome)</testcase>\n")
  }

  private func outcome(of finding: Finding) -> String {
    let fix = finding.fix.map { "fix: " + $0 } ?? ""
    guard finding.severity == .error else {
      return "<system-out>\(escaped("\(finding.severity.rawValue): \(finding.message). \(fix)"))</system-out>"
    }
    return #"<failure type="\#(escaped(finding.rule))" message="\#(escaped(finding.message))">"#
      + escaped(fix) + "</failure>"
  }

  private func title(of finding: Finding) -> String {
    let turn = finding.turn.map { "turn \($0) " } ?? ""
    return turn + (finding.call.map { "\($0.name): " } ?? "") + finding.rule
  }

  /// Harmless in an attribute and in text: what XML cannot hold is shown as an escape.
  private func escaped(_ text: String) -> String {
    visible(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
