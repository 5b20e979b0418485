import LosslessJSON

/// `anyOf`: at least one branch fits.
struct AnyOf: Keyword {
  let union: Union

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    guard let union = Union(written, "anyOf", &compiler) else { return nil }
    self.union = union
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    if union.fitting(value, &walk, enough: walk.tracksEvaluation ? .max : 1) == 0 { union.report(value, &walk) }
  }
}

/// `oneOf`: exactly one branch fits.
struct OneOf: Keyword {
  let union: Union

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    guard let union = Union(written, "oneOf", &compiler) else { return nil }
    self.union = union
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    switch union.fitting(value, &walk, enough: walk.collects ? .max : 2) {
    case 0: union.report(value, &walk)
    case 1: return
    case let count:
      walk.report("oneOf", value, expected: "exactly one branch to fit", actual: "\(count) branches that fit")
    }
  }
}

/// The branches of `anyOf` and `oneOf`, and how their failure is told: by the branch that was most likely meant.
struct Union {
  struct Branch {
    var part: Subschema
    var schema: JSONValue
    var isNull: Bool
  }

  let keyword: String
  let branches: [Branch]
  private let root: JSONValue

  init?(_ written: JSONValue, _ keyword: String, _ compiler: inout Compiler) {
    guard let parts = Schemas.branches(written, keyword, &compiler), !parts.isEmpty else { return nil }
    self.keyword = keyword
    branches = zip(written.elements, parts).map { Branch(part: $1, schema: $0, isNull: $0["type"]?.string == "null") }
    root = written.document.root
  }

  /// How many branches fit, counted up to `enough`.
  func fitting(_ value: JSONValue, _ walk: inout Validation, enough: Int) -> Int {
    var count = 0
    for branch in branches where walk.fits(value, branch.part) {
      if walk.tracksEvaluation { walk.evaluated.formUnion(walk.lastEvaluated) }
      count += 1
      if count >= enough { break }
    }
    return count
  }

  /// "X or null" is always held against X.
  func report(_ value: JSONValue, _ walk: inout Validation) {
    guard walk.collects else { return walk.report(keyword, value, expected: "", actual: "") }
    let real = branches.filter { !$0.isNull }
    if real.count == 1, let only = real.first {
      return walk.report(walk.trial(value, only.part))
    }
    let path = walk.location
    let trials = branches.map { branch in
      let violations = walk.trial(value, branch.part)
      return (rank: Rank(value, violations, path: path), violations: violations)
    }
    let best = trials.min { $0.rank < $1.rank }
    walk.report(
      keyword, value,
      expected: branches.map { words(forSchema: $0.schema, root: root) }.joined(separator: " or "),
      actual: words(forReceived: value), branch: best?.violations ?? [])
  }
}

/// How far a value is from a branch: the type first, then the properties that say which branch it is (their `const` or
/// `enum`), then the names, then the number of complaints.
struct Rank: Comparable {
  private var parts = [0, 0, 0, 0]

  init(_ value: JSONValue, _ violations: [Violation], path: String) {
    for violation in violations {
      let isDirect = violation.instancePath.utf8.dropFirst(path.utf8.count + 1).allSatisfy { $0 != 0x2F }
      if violation.instancePath == path, violation.keyword == "type" || violation.keyword == "false" { parts[0] += 1 }
      if isDirect, violation.instancePath != path, violation.keyword == "const" || violation.keyword == "enum" {
        parts[1] += 1
      }
      if violation.property != nil { parts[2] += 1 }
      parts[3] += 1
    }
  }

  static func < (left: Rank, right: Rank) -> Bool { left.parts.lexicographicallyPrecedes(right.parts) }
}
