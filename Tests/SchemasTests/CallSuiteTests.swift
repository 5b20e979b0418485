import Foundation
import LosslessJSON
import Testing

@testable import Schemas

/// Calls of real function schemas, valid ones and ones broken in one place, with the errors that a reference validator
/// gives.
@Suite struct CallSuiteTests {
  private static func lines(_ name: String) -> [JSONValue]? {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let named = ProcessInfo.processInfo.environment["TURNTABLE_SHARED"].map { URL(filePath: $0) }
    let places = [named, root.deletingLastPathComponent().appending(path: "shared")].compactMap { $0 }
    let files = places.map { $0.appending(path: "suites/bfcl-calls/\(name).jsonl") }
    guard let data = files.lazy.compactMap({ try? Data(contentsOf: $0) }).first else {
      print("suites/bfcl-calls is not there: skipped")
      return nil
    }
    return data.split(separator: 0x0A).compactMap { try? Document(Array($0)).root }
  }

  @Test func noValidCallIsFlaggedAndEveryBrokenOneIsAtItsPlace() throws {
    guard let valid = Self.lines("valid"), let invalid = Self.lines("invalid") else { return }
    let schemas = Dictionary(
      valid.compactMap { call in call["id"]?.string.flatMap { id in call["schema"].map { (id, $0) } } },
      uniquingKeysWith: { first, _ in first })
    for call in valid {
      let arguments = try #require(call["arguments"])
      let schema = try #require(call["schema"])
      #expect(violations(of: arguments, against: schema).isEmpty, "\(call["id"]?.string ?? "")")
    }
    var agreeing = 0
    var differing: [String] = []
    for call in invalid {
      guard let arguments = call["arguments"], let schema = call["id"]?.string.flatMap({ schemas[$0] }) else {
        continue
      }
      let told = violations(of: arguments, against: schema).map { "\($0.instancePath) \($0.keyword)" }.sorted()
      let expected =
        (call["errors"]?.elements.map { "\($0["path"]?.string ?? "") \($0["keyword"]?.string ?? "")" } ?? [])
        .sorted()
      if told == expected {
        agreeing += 1
      } else {
        differing.append("\(call["id"]?.string ?? ""): \(told) / \(expected)")
      }
    }
    print("broken calls told as the reference tells them: \(agreeing), otherwise: \(differing.count)")
    for line in differing.prefix(5) { print("  \(line)") }
    #expect(agreeing > 500)
    #expect(differing.isEmpty)
  }
}
