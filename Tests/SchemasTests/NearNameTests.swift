import LosslessJSON
import Testing

@testable import Schemas

@Suite struct NearNameTests {
  @Test(arguments: [
    ("regoin", ["region", "query"], "region"), ("customerId", ["customer_id"], "customer_id"),
    ("get_wether", ["get_weather", "get_time"], "get_weather"), ("a", ["b"], nil), ("city", ["country"], nil),
    ("price_mid", ["price_min", "price_mix"], nil),
  ])
  func suggests(name: String, candidates: [String], expected: String?) {
    #expect(nearName(to: name, among: candidates) == expected)
  }

  @Test(arguments: [
    ("vehicle", ["vehicle_type", "colour"], "vehicle_type"), ("cityName", ["city"], "city"),
    ("id", ["customer_id"], nil), ("price_min", ["price_max"], nil), ("city", ["citizen"], nil),
    ("vehicle", ["vehicle_type", "vehicle_colour"], nil), ("date", ["start_date"], "start_date"),
  ])
  func relatesNamesThatSayMoreOrLess(name: String, candidates: [String], expected: String?) {
    #expect(relatedName(to: name, among: candidates) == expected)
  }
}

/// Property names of real tools, misspelt letter by letter.
@Suite(.enabled(if: SharedSuites.has("real-tool-schemas"), "the real tools are not beside the repository"))
struct MisspeltNameTests {
  private func properties() throws -> [[String]] {
    try ["langchain-community", "mcp-tools", "strands-agents-tools"].flatMap { file in
      try SharedSuites.lines("real-tool-schemas/\(file).jsonl").compactMap { tool in
        let schema = tool["inputSchema"] ?? tool["parameters"] ?? tool["schema"]
        let names = schema?["properties"]?.members.map(\.key) ?? []
        return names.isEmpty ? nil : names
      }
    }
  }

  private func misspelt(_ name: String) -> [String] {
    let letters = Array(name)
    guard letters.count > 3 else { return [] }
    let middle = letters.count / 2
    var swapped = letters
    swapped.swapAt(middle - 1, middle)
    var dropped = letters
    dropped.remove(at: middle)
    var doubled = letters
    doubled.insert(letters[middle], at: middle)
    return [swapped, dropped, doubled].map { String($0) }.filter { $0 != name }
  }

  @Test func misspeltNamesAreRecognisedAndOthersAreNot() throws {
    let tools = try properties()
    var right = 0
    var missed = 0
    var wrong: [String] = []
    var unrelated = 0
    var mistaken = 0
    for (place, names) in tools.enumerated() {
      for name in names {
        for misspelling in misspelt(name) where !names.contains(misspelling) {
          switch nearName(to: misspelling, among: names) {
          case name?: right += 1
          case nil: missed += 1
          case let other?: wrong.append("\(misspelling): \(other)")
          }
        }
      }
      for name in tools[(place + 97) % tools.count] where !names.contains(where: { folded($0) == folded(name) }) {
        unrelated += 1
        mistaken += nearName(to: name, among: names) == nil ? 0 : 1
      }
    }
    print(
      "misspelt names: \(right) right, \(missed) missed, \(wrong.count) wrong; \(mistaken) of \(unrelated) other names taken for one"
    )
    #expect(right > 100)
    #expect(missed * 50 < right)
    #expect(wrong == [])
    #expect(mistaken * 100 < unrelated)
  }
}
