import Conversation
import Diagnosis
import LosslessJSON
import Testing

@testable import Reports

@Suite struct ReportTests {
  private func source(_ path: String = "events.jsonl", severity: Severity = .error) -> ReportedSource {
    let origin = Origin(source: path, bytes: 10388..<10431, pointer: "/arguments")
    let finding = Finding(
      id: "13.0.validate/missing.0", rule: "validate/missing", code: "C01", severity: severity, turn: 13,
      call: CallReference(index: 0, id: "call_8Qz", name: "search_claims"), path: "/tenant",
      message: "tenant is required and was not sent", fix: "say so", fixedBy: 17,
      evidence: [
        Evidence(origin, inner: 0..<35),
        Evidence(
          Origin(source: path, row: Origin.Row(table: "chat_completions", rowid: 3, column: "request"), bytes: 1..<2)),
      ])
    let session = Session(
      id: SessionID(0), source: path, format: "autogen-agentchat-events", producer: "autogen-agentchat 0.7",
      turns: TurnList([TurnHead(.user), TurnHead(.assistant)]), toolsOffered: 3, otherRecords: 72)
    return ReportedSource(
      source: path,
      sessions: [
        ReportedSession(
          session: session,
          runtime: AssumedRuntime(id: "agentchat-0.7", evidence: "LLMCall events", confidence: .certain),
          findings: [finding], calls: 5)
      ])
  }

  @Test func jsonHasTheMembersInTheirOrder() throws {
    let text = JSONReport().text(of: [source()], showsAll: false)
    let root = try Document(text).root
    #expect(root["version"]?.int == 1)
    let session = try #require(root["sessions"]?[0])
    #expect(
      session.members.map(\.key) == [
        "source", "session", "format", "producer", "runtime", "runtimeEvidence", "end", "turns", "calls",
        "toolsOffered",
        "otherRecords", "findings",
      ])
    let finding = try #require(session["findings"]?[0])
    #expect(
      finding.members.map(\.key) == [
        "id", "rule", "code", "severity", "confidence", "turn", "call", "path", "message", "fix", "repair", "fixedBy",
        "evidence", "causes",
      ])
    #expect(finding["fixedBy"]?["turn"]?.int == 17)
    #expect(finding["repair"]?.isNull == true)
    #expect(finding["evidence"]?[0]?.members.map(\.key) == ["source", "start", "end", "pointer", "inner"])
    #expect(finding["evidence"]?[1]?.members.map(\.key) == ["source", "row", "start", "end", "pointer"])
  }

  @Test func jsonHasInfoEvenWhereTextLeavesItOut() throws {
    let quiet = source(severity: .info)
    #expect(TextReport().text(of: [quiet], showsAll: false).split(separator: "\n").count == 1)
    #expect(TextReport().text(of: [quiet], showsAll: true).contains("validate/missing"))
    let root = try Document(JSONReport().text(of: [quiet], showsAll: false)).root
    #expect(root["sessions"]?[0]?["findings"]?.count == 1)
  }

  @Test func aSourceThatCouldNotBeReadIsAnEntryOfItsOwn() throws {
    let failure = Failure(
      .unreadable, what: "expected ',' or '}' after a member", position: TextPosition(line: 3, column: 9, offset: 57),
      remedy: "look there")
    let broken = ReportedSource(source: "broken.json", failure: failure)
    let root = try Document(JSONReport().text(of: [source(), broken], showsAll: false)).root
    let entry = try #require(root["sessions"]?[1])
    #expect(entry.members.map(\.key) == ["source", "error"])
    #expect(entry["error"]?["line"]?.int == 3)
    #expect(entry["error"]?["offset"]?.int == 57)
    #expect(TextReport().text(of: [broken], showsAll: false).contains("line 3, column 9"))
  }

  @Test func textGivesTheCommandThatOpensTheTurn() {
    let text = TextReport().text(of: [source("my log's.jsonl")], showsAll: false)
    #expect(text.contains(#"turntable 'my log'\''s.jsonl' --turn 13"#))
    #expect(text.contains("✗ error validate/missing"))
    #expect(text.contains("fix: say so"))
    #expect(text.contains("tried again and worked: turn 17"))
  }

  @Test func textNeverCarriesControlCharacters() {
    var hostile = source()
    hostile.sessions[0].findings[0].message = "\u{1B}[2Jgone\u{202E}"
    let text = TextReport().text(of: [hostile], showsAll: false)
    #expect(!text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
  }

  @Test func failOnTakesSeveritiesRulesAndPatterns() throws {
    let finding = try #require(source(severity: .warning).sessions[0].findings.first)
    #expect(try FailOn(parsing: "error").matches(finding) == false)
    #expect(try FailOn(parsing: "warning").matches(finding))
    #expect(try FailOn(parsing: "validate/*").matches(finding))
    #expect(try FailOn(parsing: "bind/*").matches(finding) == false)
    #expect(throws: Failure.self) { try FailOn(parsing: "sometimes") }
  }

  @Test func theExitStatusPrefersTheSourceThatCouldNotBeRead() throws {
    let failOn = try FailOn(parsing: "error")
    #expect(failOn.exitStatus(of: [source(severity: .warning)]) == 0)
    #expect(failOn.exitStatus(of: [source()]) == 1)
    let failure = Failure(.unreadable, what: "gone", remedy: "")
    #expect(failOn.exitStatus(of: [source(), ReportedSource(source: "x", failure: failure)]) == 3)
  }
}
