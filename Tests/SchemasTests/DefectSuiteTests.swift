import LosslessJSON
import Testing

@testable import Schemas

/// Broken arguments and names as models really write them: what they are called, and how far a repair may go.
@Suite(.enabled(if: SharedSuites.has("argument-defects"), "the argument defects are not beside the repository"))
struct DefectSuiteTests {
  private struct Row {
    var all = 0
    var codes = 0
    var grades = 0
    var repairs = 0
  }

  private func schemas() throws -> JSONValue { try Document(SharedSuites.bytes("argument-defects/tools.json")).root }

  private func report(_ line: JSONValue, _ tools: JSONValue) throws -> DefectReport {
    let tool = try #require(line["tool"]?.string)
    let context = line["context"]
    let isSpent = context?["completion_tokens"]?.int.map { $0 == context?["max_tokens"]?.int } ?? false
    let isCutOff = isSpent || context?["finish_reason"]?.string == "length"
    let arguments = try #require(line["arguments"])
    return defects(
      of: arguments.decodedBytes ?? Array(arguments.rawBytes),
      DefectContext(tool: tool, schema: tools[tool], isCutOff: isCutOff))
  }

  private func isSame(_ line: JSONValue, _ found: DefectReport) throws -> Bool {
    let expected =
      line["repair"]?["calls"].map { Array($0.elements) } ?? [line["repair"]?["arguments"]].compactMap { $0 }
    guard expected.count == found.repaired.count else { return false }
    return try zip(expected, found.repaired).allSatisfy { isEqual($0, try Document($1).root) }
  }

  @Test func argumentsAreClassedAndRepairsGraded() throws {
    let tools = try schemas()
    var table: [String: Row] = [:]
    var wrong: [String] = []
    for line in try SharedSuites.lines("argument-defects/arguments.jsonl") {
      let code = try #require(line["defect"]?.string)
      let grade = RepairGrade(rawValue: line["repair"]?["safe"]?.string ?? "") ?? .none
      let found = try report(line, tools)
      let isRightCode = found.defects.first?.code == code || grade == .none && found.defects.isEmpty
      let isRightGrade = found.grade == grade
      // A draft with holes is nobody's verdict: only what may be run is held against the expected arguments.
      let isRightRepair = grade == .none || grade == .never ? true : try isSame(line, found)
      var row = table[String(code.prefix(1)), default: Row()]
      row.all += 1
      row.codes += isRightCode ? 1 : 0
      row.grades += isRightGrade ? 1 : 0
      row.repairs += isRightRepair ? 1 : 0
      table[String(code.prefix(1))] = row
      guard !(isRightCode && isRightGrade && isRightRepair) else { continue }
      let told = found.defects.map { "\($0.code) \($0.path) \($0.grade)" }
      wrong.append("\(line["id"]?.string ?? "") \(line["arguments"]?.rawText ?? ""): \(told) → \(found.repaired)")
    }
    print("argument defects: class, grade and repair right of all")
    for (group, row) in table.sorted(by: { $0.key < $1.key }) {
      print("  \(group): \(row.codes) \(row.grades) \(row.repairs) of \(row.all)")
    }
    #expect(wrong == [])
  }

  @Test func namesAreClassedAndTheMeantOneIsFound() throws {
    var wrong: [String] = []
    var count = 0
    for line in try SharedSuites.lines("argument-defects/names.jsonl") {
      count += 1
      let declared = try #require(line["declared"]).elements.compactMap(\.string)
      let received = try #require(line["received"]?.string)
      let code = line["defect"]?.string ?? ""
      let found = ToolNameDefect(received, declared: declared, elsewhere: code == "D07" ? [received] : [])
      let told = found.map { "\($0.code) \($0.meant ?? "–") \($0.grade.rawValue)" } ?? "OK \(received) none"
      let expected = "\(code) \(line["suggest"]?.string ?? "–") \(line["safe"]?.string ?? "")"
      if told != expected { wrong.append("\(received): \(told) instead of \(expected)") }
    }
    print("names: \(count - wrong.count) of \(count) right")
    #expect(wrong == [])
  }

  @Test func brokenTextsAreRefusedWhereAnotherReaderRefusesThem() throws {
    var wrong: [String] = []
    for line in try SharedSuites.lines("argument-defects/arguments.jsonl") {
      guard let json = line["json"], let bytes = line["arguments"]?.decodedBytes else { continue }
      let error: JSONError?
      do throws(JSONError) {
        _ = try Document(bytes)
        error = nil
      } catch let refusal {
        error = refusal
      }
      if (error == nil) != (json["valid"]?.bool ?? false) { wrong.append(line["id"]?.string ?? "") }
    }
    #expect(wrong == [])
  }
}
