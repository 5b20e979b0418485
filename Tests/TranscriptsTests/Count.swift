import Conversation
import Foundation
import LosslessJSON
import Testing
import Transcripts

/// What a saved file holds.
struct Count: Equatable, CustomStringConvertible {
  var records = 0
  var messages = 0
  var calls = 0
  var results = 0

  /// By Python, with a script beside the tests: nothing of ours takes part.
  static func byPython(_ script: String, _ files: [String]) throws -> [String: Count] {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Counts/" + script
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script] + files
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    var counts: [String: Count] = [:]
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: "\t")
      let numbers = fields.dropFirst().compactMap { Int($0) }
      counts[String(fields[0])] = Count(
        records: numbers[0], messages: numbers[1], calls: numbers[2], results: numbers[3])
    }
    return counts
  }

  init(records: Int = 0, messages: Int = 0, calls: Int = 0, results: Int = 0) {
    self.records = records
    self.messages = messages
    self.calls = calls
    self.results = results
  }

  /// By the reader. Records are the rows, lines, members of a folder or elements of an array that some turn or other record
  /// stands in.
  init(_ opened: [Opened], file: String) throws {
    var origins: [Origin] = []
    for one in opened {
      let turns = try one.turns()
      messages += turns.count { ![.record, .unreadable].contains($0.kind) }
      calls += turns.reduce(0) { $0 + $1.message.calls.count }
      results += turns.reduce(0) { $0 + $1.message.results.count }
      origins += turns.map(\.origin) + turns.compactMap { $0.modelCall?.request }
      origins += try one.source.otherRecords(in: 0..<one.session.otherRecords).map(\.origin)
    }
    records = try Self.records(origins, file: file)
  }

  mutating func add(_ other: Count) {
    records += other.records
    messages += other.messages
    calls += other.calls
    results += other.results
  }

  private static func records(_ origins: [Origin], file: String) throws -> Int {
    let rows = Set(origins.compactMap { $0.row.map { "\($0.table) \($0.rowid)" } })
    if !rows.isEmpty { return rows.count }
    let members = Set(origins.compactMap { $0.member.map { $0.prefix { $0 != "." } } })
    if !members.isEmpty { return members.count }
    let places = origins.map(\.bytes)
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
    if let root = try? Document(bytes).root {
      let array = root.kind == .array ? root : root["loglines"]
      return array?.elements.count { element in places.contains { $0.overlaps(element.range) } } ?? 1
    }
    var covered = IndexSet()
    for place in places where !place.isEmpty { covered.insert(integersIn: place) }
    // Of a captured stream the payloads count, not the lines around them.
    let isStream = ["data:", "event:", ":"].contains { bytes.starts(with: Array($0.utf8)) }
    let lines = bytes.split(separator: 0x0A).filter { line in
      isStream ? line.starts(with: Array("data:".utf8)) && line.contains(0x7B) : line.contains { $0 > 0x20 }
    }
    return lines.count { covered.intersects(integersIn: $0.startIndex..<$0.endIndex) }
  }

  var description: String { "\(records) records, \(messages) messages, \(calls) calls, \(results) results" }
}
