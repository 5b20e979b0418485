import Conversation
import Diagnosis
import LosslessJSON
import Testing

@testable import Reports

/// The forms that other programs read: each of them knows the finding, its place and its weight, and nothing in a session's
/// text breaks out of its field.
@Suite struct ReportFormTests {
  private func source(_ path: String = "runs/a b.jsonl", message: String = "tenant is required") -> ReportedSource {
    func finding(_ severity: Severity, turn: Int) -> Finding {
      Finding(
        id: "\(turn).0.validate/missing.0", rule: "validate/missing", severity: severity, turn: turn,
        call: CallReference(index: 0, id: "call_8Qz", name: "search"), path: "/tenant", message: message,
        fix: "say so", evidence: [Evidence(Origin(source: path, bytes: 10..<43, pointer: "/arguments"))])
    }
    let session = Session(
      id: SessionID(0), source: path, format: "openai-chat", producer: "unknown",
      turns: TurnList([TurnHead(.user), TurnHead(.assistant)]), toolsOffered: nil, otherRecords: 0)
    let reported = ReportedSession(
      session: session, runtime: AssumedRuntime(id: "generic", evidence: "", confidence: .possible),
      findings: [finding(.error, turn: 1), finding(.warning, turn: 2), finding(.info, turn: 3)], calls: 3)
    return ReportedSource(source: path, sessions: [reported])
  }

  private let unreadable = ReportedSource(
    source: "gone.json", failure: Failure(.unreadable, what: "no such file", remedy: "name another"))

  @Test func everyLineOfNDJSONIsASessionOfTheJSONForm() throws {
    let lines = LinesReport().text(of: [source(), unreadable], showsAll: false).split(separator: "\n")
    #expect(lines.count == 2)
    let session = try Document(String(lines[0])).root
    #expect(session["version"]?.int == 1 && session["findings"]?[2] != nil && session["findings"]?[3] == nil)
    let whole = try Document(JSONReport().text(of: [source()], showsAll: false)).root["sessions"]?[0]
    #expect(session.members.dropFirst().map(\.key) == whole?.members.map(\.key))
    #expect(try Document(String(lines[1])).root["error"]?["message"]?.string == "no such file")
  }

  @Test func sarifHasRulesResultsAndWhatCouldNotBeRead() throws {
    let root = try Document(SARIFReport().text(of: [source(), unreadable], showsAll: false)).root
    let run = try #require(root["runs"]?[0])
    #expect(root["version"]?.string == "2.1.0")
    #expect(run["tool"]?["driver"]?["rules"]?[0]?["id"]?.string == "validate/missing")
    let results = run["results"]?.elements.map { $0 } ?? []
    let levels = results.map { $0["level"]?.string }
    #expect(levels == ["error", "warning", "note"])
    let place = results.first?["locations"]?[0]
    #expect(place?["physicalLocation"]?["artifactLocation"]?["uri"]?.string == "runs/a%20b.jsonl")
    #expect(place?["physicalLocation"]?["region"]?["byteOffset"]?.int == 10)
    #expect(place?["physicalLocation"]?["region"]?["byteLength"]?.int == 33)
    #expect(run["invocations"]?[0]?["executionSuccessful"]?.bool == false)
    #expect(
      run["invocations"]?[0]?["toolExecutionNotifications"]?[0]?["message"]?["text"]?.string == "no such file")
  }

  @Test func junitCountsFailuresAndErrors() {
    let text = JUnitReport().text(of: [source(message: #"<"&\#u{1B}[31m"#), unreadable], showsAll: false)
    #expect(text.contains(#"<testsuite name="runs/a b.jsonl" tests="2" failures="1" errors="0" skipped="0">"#))
    #expect(text.contains(#"<testsuite name="gone.json" tests="1" failures="0" errors="1" skipped="0">"#))
    #expect(text.contains(#"message="&lt;&quot;&amp;\e[31m""#))
  }

  @Test func gitHubAnnotatesAndNothingBreaksOutOfItsLine() {
    let text = GitHubReport().text(of: [source(message: "50%\n::error::forged"), unreadable], showsAll: false)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines[0]
        == "::error file=runs/a b.jsonl,title=validate/missing (turn 1%2C search)::50%25%0A::error::forged%0Afix: say so"
    )
    #expect(lines[1].hasPrefix("::warning "))
    #expect(lines[2] == "::error file=gone.json,title=read/unreadable::no such file")
  }
}
