import Conversation
import Diagnosis
import Foundation
import Reports
import Testing
import Transcripts

@testable import Engine

/// The diagnosis on collected transcripts of many producers: what a format marks as failed is found, and no error is told of
/// a call that it marks as good.
@Suite struct TranscriptCorpusTests {
  private struct Count {
    var files = 0
    var calls = 0
    var flagged = 0
    var found = 0
    var good = 0
    var falseErrors = 0
    var unmarkedErrors = 0
  }

  private static let largest = 3 << 20

  private static func folder() -> URL? {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let named = ProcessInfo.processInfo.environment["TURNTABLE_SHARED"].map { URL(filePath: $0) }
    return [named, root.deletingLastPathComponent().appending(path: "shared")].compactMap { $0 }
      .map { $0.appending(path: "transcripts") }.first { FileManager.default.fileExists(atPath: $0.path) }
  }

  private static func files(in folder: URL) -> [URL] {
    let found = FileManager.default.enumerator(
      at: folder, includingPropertiesForKeys: [.fileSizeKey, .isRegularFileKey])
    return (found?.compactMap { $0 as? URL } ?? []).filter {
      (try? $0.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
    }.sorted { $0.path < $1.path }
  }

  @Test("collected transcripts: marked failures are found, marked successes stay clean")
  func collected() throws {
    guard let folder = Self.folder() else {
      print("transcripts are not there: skipped")
      return
    }
    var counts: [String: Count] = [:]
    var complaints: [String] = []
    var skipped = 0
    for file in Self.files(in: folder) {
      let size = (try? file.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0
      guard size <= Self.largest else {
        skipped += 1
        continue
      }
      let producer = file.path.dropFirst(folder.path.count + 1).split(separator: "/").first.map(String.init) ?? ""
      guard let sources = try? openSessions(path: file.path, firstID: 0) else { continue }
      for source in sources {
        guard (try? source.index { _ in true }) != nil, !Self.isUnread(source.session.format) else { continue }
        var count = counts[producer, default: Count()]
        judge(source, name: "\(producer)/\(file.lastPathComponent)", &count, &complaints)
        counts[producer] = count
      }
    }
    print("transcripts: \(skipped) files over \(Self.largest >> 20) MB were left out")
    print("producer             sessions   calls  flagged   found     good  false errors  errors on unmarked")
    for (producer, count) in counts.sorted(by: { $0.key < $1.key }) where count.calls > 0 {
      let numbers = [
        count.files, count.calls, count.flagged, count.found, count.good, count.falseErrors, count.unmarkedErrors,
      ].map { String($0).padding(toLength: 9, withPad: " ", startingAt: 0) }.joined()
      print(producer.padding(toLength: 21, withPad: " ", startingAt: 0) + numbers)
    }
    for complaint in complaints.prefix(60) { print("  " + complaint) }
    for (producer, count) in counts {
      #expect(count.found == count.flagged, "\(producer)")
      #expect(count.falseErrors == 0, "\(producer)")
    }
  }

  /// A file that no reader knows is shown as records.
  private static func isUnread(_ format: String) -> Bool { format.contains("records") || format == "text" }

  private func judge(_ source: any TurnSource, name: String, _ count: inout Count, _ complaints: inout [String]) {
    let open = OpenSession(source)
    open.advance()
    open.finish()
    let turns = (0..<source.session.turns.count).compactMap { try? source.turn(at: $0) }
    let findings = Dictionary(grouping: open.findings(in: 0..<source.session.turns.count)) { finding in
      "\(finding.turn ?? -1).\(finding.call?.index ?? -1)"
    }
    count.files += 1
    var latest: [String: CallKey] = [:]
    for turn in turns {
      for call in turn.message.calls {
        count.calls += 1
        if let id = call.id { latest[id] = call.key }
      }
      for result in turn.message.results {
        guard let key = result.callID.flatMap({ latest[$0] }) else { continue }
        let told = findings["\(key.turn).\(key.index)"] ?? []
        let errors = told.filter { $0.severity == .error }
        let text = "\(name) turn \(key.turn): \(result.content.text.prefix(120).replacing("\n", with: " "))"
        switch result.isError {
        case true?:
          count.flagged += 1
          let isFound = told.contains { $0.severity == .error || $0.phase == .execute }
          count.found += isFound ? 1 : 0
          if !isFound { complaints.append("missed  \(text)  \(told.map(\.rule))") }
        case false?:
          count.good += 1
          count.falseErrors += errors.isEmpty ? 0 : 1
          if let first = errors.first { complaints.append("false   \(text)  \(first.rule): \(first.message)") }
        case nil:
          count.unmarkedErrors += errors.isEmpty ? 0 : 1
          if let first = errors.first { complaints.append("unmarked \(text)  \(first.rule): \(first.message)") }
        }
      }
    }
  }
}
