import Diagnosis
import Foundation
import Testing

@testable import Engine

/// The diagnosis on real runs of every failure: AutoGen programs against a scripted backend.
@Suite struct DiagnosisCorpusTests {
  private static let kinds: [String: [String]] = [
    "classic-0.2": ["chat_result.json", "logs.db", "pairs"], "ag2-0.14": ["chat_result.json", "logs.db", "pairs"],
    "agentchat-0.7": ["task_result.json", "events.jsonl", "state.json", "pairs"],
    "ag2-1.2": ["history.jsonl", "pairs"],
  ]

  @Test("scripted runs: the first cause is named, controls and traps stay clean")
  func scriptedRuns() throws {
    guard let corpus = Corpus("autogen") else {
      print("captures/autogen is not there: skipped")
      return
    }
    var outcomes: [Corpus.Outcome] = []
    for line in try corpus.table() {
      guard let family = line["family"], let kinds = Self.kinds[family], let scenario = line["scenario"] else {
        continue
      }
      let row = Corpus.Row(
        group: family, session: scenario, rules: Corpus.list(line["first cause (any of)"]), also: [],
        severities: (line["severity"] ?? "").components(separatedBy: " or "), tool: line["call"] ?? "",
        path: line["path"] ?? "", files: Corpus.list(line["files"]))
      let folder = corpus.folder.appending(path: "\(family)/\(scenario)")
      for file in kinds where row.files.contains(file) {
        outcomes.append(try corpus.outcome(of: row, folder: folder, file: file))
      }
    }
    print(Corpus.report(outcomes))
    #expect(outcomes.count > 300)
    let controls = outcomes.filter(\.row.rules.isEmpty)
    #expect(controls.filter { $0.verdict == .falseError }.isEmpty)
    print(Corpus.reportByRule(outcomes))
    #expect(Corpus.weak(outcomes) == [])
  }

  @Test("a small real model: the first cause is named, no error on a call that worked")
  func realModel() throws {
    guard let corpus = Corpus("real-model") else {
      print("captures/real-model is not there: skipped")
      return
    }
    let kinds = [
      "chat_result.json", "logs.db", "task_result.json", "events.jsonl", "history.json", "state.json", "pairs",
    ]
    var outcomes: [Corpus.Outcome] = []
    for line in try corpus.table() {
      guard let session = line["session"] else { continue }
      let row = Corpus.Row(
        group: String(session.prefix { $0 != "-" }), session: session, rules: Corpus.list(line["first cause (any of)"]),
        also: Corpus.list(line["also (allowed)"]), severities: [], tool: line["call"] ?? "", path: line["path"] ?? "",
        files: Corpus.list(line["files"]))
      for file in kinds where row.files.contains(file) {
        outcomes.append(try corpus.outcome(of: row, folder: corpus.folder.appending(path: session), file: file))
      }
    }
    print(Corpus.report(outcomes))
    #expect(outcomes.count > 100)
    print(Corpus.reportByRule(outcomes))
    #expect(outcomes.filter { $0.row.rules.isEmpty && $0.verdict == .falseError }.isEmpty)
    #expect(Corpus.weak(outcomes) == [])
  }
}
