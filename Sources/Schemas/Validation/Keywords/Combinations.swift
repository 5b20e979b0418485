import LosslessJSON

func checkAllOf(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  for (place, branch) in keyword.elements.enumerated() {
    walk.descend(value, against: branch, schema: String(place))
  }
}

func checkAnyOf(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  let trials = tried(value, keyword, walk)
  guard !trials.isEmpty, !trials.contains(where: \.violations.isEmpty) else { return }
  reportUnion("anyOf", value, keyword, trials, &walk)
}

func checkOneOf(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  let trials = tried(value, keyword, walk)
  let fitting = trials.filter(\.violations.isEmpty).count
  guard !trials.isEmpty, fitting != 1 else { return }
  if fitting == 0 {
    reportUnion("oneOf", value, keyword, trials, &walk)
  } else {
    walk.report("oneOf", value, expected: "exactly one branch to fit", actual: "\(fitting) branches that fit")
  }
}

func checkNot(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  guard walk.trial(value, against: keyword, schema: "").isEmpty else { return }
  walk.report(
    "not", value, expected: "anything but \(words(forSchema: keyword, root: walk.root))",
    actual: words(forReceived: value))
}

private struct Trial {
  var branch: JSONValue
  var violations: [Violation]
}

private func tried(_ value: JSONValue, _ branches: JSONValue, _ walk: Validation) -> [Trial] {
  branches.elements.enumerated().map { place, branch in
    Trial(branch: branch, violations: walk.trial(value, against: branch, schema: String(place)))
  }
}

/// "X or null" is always held against X; of several branches the one that fits best is told: the right type first, then
/// the fewest complaints.
private func reportUnion(
  _ keyword: String, _ value: JSONValue, _ branches: JSONValue, _ trials: [Trial], _ walk: inout Validation
) {
  let real = trials.filter { $0.branch["type"]?.string != "null" }
  if real.count == 1, let only = real.first {
    walk.violations += only.violations
    return
  }
  let path = walk.instancePath
  func rank(_ trial: Trial) -> Int {
    let hasWrongType = trial.violations.contains { $0.keyword == "type" && $0.instancePath == path }
    return trial.violations.count + (hasWrongType ? 1_000 : 0)
  }
  let best = trials.min { rank($0) < rank($1) }
  let expected = branches.elements.map { words(forSchema: $0, root: walk.root) }.joined(separator: " or ")
  walk.report(
    keyword, value, expected: expected, actual: words(forReceived: value), branch: best?.violations ?? [])
}
