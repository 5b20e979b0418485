import Foundation
import Testing

/// Every saved file in Sessions/: opened by `turntable check`, which finds what EXPECTED.tsv promises and nothing else.
@Suite struct SessionTests {
  /// A first cause: a finding of severity warning or worse that hangs under no other.
  struct Cause: Hashable, Comparable, CustomStringConvertible {
    var severity: String
    var rule: String
    var tool: String
    var path: String

    var description: String { [severity, rule, tool, path].joined(separator: " ") }
    static func < (left: Self, right: Self) -> Bool { left.description < right.description }
  }

  static let expected: [String: [Cause]] = {
    var causes: [String: [Cause]] = [:]
    for line in ((try? Repository.text("Sessions/EXPECTED.tsv")) ?? "").split(separator: "\n").dropFirst() {
      let fields = line.split(separator: "\t").map(String.init)
      guard fields.count == 5 else { continue }
      let cause = Cause(severity: fields[1], rule: fields[2], tool: fields[3], path: fields[4])
      causes[fields[0], default: []] += cause.rule == "-" ? [] : [cause]
    }
    return causes
  }()

  static let savedNames = [
    "logs.db", "chat_result.json", "events.jsonl", "task_result.json", "exchanges.jsonl", "messages.json",
    "batch_output.jsonl", "chunks.jsonl", "examples.jsonl", "log.jsonl", "runtime.log", "session.jsonl", "state.json",
    "stream.jsonl", "stream.sse", "studio.db", "team.json", "wal.jsonl",
  ]

  @Test func everySavedFileIsExpectedAndEveryFamilyHasItsKinds() throws {
    let saved = try Repository.files(under: "Sessions", endingIn: "").filter { path in
      Self.savedNames.contains { path.hasSuffix("/" + $0) }
    }
    #expect(Set(saved) == Set(Self.expected.keys))
    for family in ["classic-0.2", "agentchat-0.7", "openai-chat"] {
      let rules = Set(Self.expected.filter { $0.key.hasPrefix(family) }.values.flatMap { $0.map(\.rule) })
      #expect(rules.count >= 4, "\(family) shows \(rules)")
      #expect(Self.expected.contains { $0.key.hasPrefix(family) && $0.value.isEmpty }, "\(family) has a control")
    }
  }

  @Test(arguments: expected.keys.sorted())
  func checkFindsWhatTheNamePromises(file: String) throws {
    let ended = try Program.turntable("check", "--format", "json", "Sessions/" + file)
    let report = try JSONDecoder().decode(Report.self, from: Data(ended.output.utf8))
    let session = try #require(report.sessions.first, "\(ended.error)")
    #expect(report.sessions.count == 1)
    #expect(session.format != "text" && session.turns ?? 0 > 1, "\(file) is read as \(session.format ?? "nothing")")
    let causes = (session.findings ?? []).filter { $0.severity != "info" && $0.causes.isEmpty }.map {
      Cause(severity: $0.severity, rule: $0.rule, tool: $0.call?.name ?? "-", path: $0.path.flatMap(Self.shown) ?? "-")
    }
    let wanted = Self.expected[file] ?? []
    #expect(causes.sorted() == wanted.sorted())
    #expect(ended.status == (wanted.contains { $0.severity == "error" } ? 1 : 0), "\(ended.error)")
  }

  /// What `check --format json` prints, as far as this suite looks at it.
  struct Report: Decodable {
    struct Session: Decodable {
      var format: String?
      var turns: Int?
      var findings: [Finding]?
    }
    struct Finding: Decodable {
      struct Call: Decodable { var name: String? }
      var rule: String
      var severity: String
      var call: Call?
      var path: String?
      var causes: [String]
    }
    var sessions: [Session]
  }

  /// The whole of the arguments is written as a dash in the table.
  private static func shown(_ path: String) -> String? { path.isEmpty ? nil : path }
}
