import LosslessJSON
import Schemas

extension Rule {
  static let duplicateKey = Rule(
    "parse/duplicate-key",
    summary: "the same property twice: one value is lost",
    explanation: "JSON parsers keep the last value of a name that stands twice in one object, and say nothing.",
    lookFor: "The same name twice in one object of the raw arguments.",
    fixes: Fixes("ask again: which of the two values was meant cannot be known"),
    examples: [
      .call(
        "a property twice", fires: .warning, path: "/query", #"{"query": "a", «"query"»: "b"}"#, result: "3 claims"),
      .call("the same name at two levels", fires: nil, #"{"query": {"query": "b"}}"#, result: "3 claims"),
    ]
  ) { turn in
    turn.calls.flatMap { call in
      call.arguments.map { duplicates(in: $0) }?.map { path, name, value in
        call.finding(
          "parse/duplicate-key", code: "A19", severity: .warning, path: path,
          message: "\(name.string ?? "a name") is given twice; the last wins: \(words(forReceived: value))",
          repair: call.repair, evidence: [call.evidence(name.range)])
      } ?? []
    }
  }
}

extension CallCase {
  /// A name stands twice in one of the arguments' objects.
  var hasDuplicates: Bool { arguments.map { !duplicates(in: $0).isEmpty } ?? false }
}

/// The later ones of names that stand twice in one object, at any depth.
private func duplicates(in value: JSONValue, path: String = "", depth: Int = 0) -> [(String, JSONValue, JSONValue)] {
  guard depth < 32 else { return [] }
  var found: [(String, JSONValue, JSONValue)] = []
  var seen: Set<String> = []
  for member in value.members {
    let at = path + "/" + pointerStep(member.key)
    if !seen.insert(member.key).inserted { found.append((at, member.name, member.value)) }
    found += duplicates(in: member.value, path: at, depth: depth + 1)
  }
  for (place, element) in value.elements.enumerated() {
    found += duplicates(in: element, path: path + "/\(place)", depth: depth + 1)
  }
  return found
}
