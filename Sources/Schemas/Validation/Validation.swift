import LosslessJSON

/// One walk of a value along its schema.
///
/// Takes at most `depthLimit` schemas inside one another and `stepLimit` in all; beyond, it stops with a word.
struct Validation {
  static let depthLimit = 600
  static let stepLimit = 500_000

  /// A step from a value into it.
  enum InstanceStep {
    case name(JSONValue)
    case place(Int)
  }

  let schema: CompiledSchema
  let assertsFormats: Bool
  private(set) var violations: [Violation] = []
  private(set) var failures = 0
  /// Why the walk ended before its end.
  private(set) var stopped: String?
  /// Children of the current value that a keyword has judged, by where they start.
  var evaluated = Evaluated()
  /// What the schema applied last has judged.
  private(set) var lastEvaluated = Evaluated()
  /// The resources that the walk went through, outermost first.
  private(set) var scope: [Int] = []

  /// False while only the verdict counts: then nothing is written down, and the first failure ends it.
  private(set) var collects = true
  private var instancePath: [InstanceStep] = []
  private var schemaPath: [String] = []
  private var depth = 0
  private var steps = 0
  /// References that are being followed, and for which value: the same again would never end.
  private var following: [(node: Int, start: Int)] = []

  init(schema: CompiledSchema, assertsFormats: Bool) {
    self.schema = schema
    self.assertsFormats = assertsFormats
  }

  mutating func start(_ value: JSONValue) { judge(value, by: 0) }

  mutating func startVerdict(_ value: JSONValue) -> Bool {
    collects = false
    judge(value, by: 0)
    return failures == 0
  }

  /// Whether nothing that follows can change the outcome.
  var isDecided: Bool { !collects && failures > 0 || stopped != nil }
  var tracksEvaluation: Bool { schema.tracksEvaluation }

  private mutating func judge(_ value: JSONValue, by id: Int) {
    guard stopped == nil else { return }
    steps += 1
    if let constant = schema.nodes[id].constant {
      lastEvaluated = Evaluated()
      if !constant { report(nil, value, expected: "nothing at all", actual: words(forReceived: value)) }
      return
    }
    guard depth < Self.depthLimit, steps < Self.stepLimit else {
      stopped =
        depth < Self.depthLimit
        ? "stopped after \(Self.stepLimit) steps: the schema asks too much of this value"
        : "stopped \(Self.depthLimit) schemas deep"
      return
    }
    depth += 1
    let resource = schema.nodes[id].resource
    let enters = scope.last != resource
    if enters { scope.append(resource) }
    let outer = evaluated
    if tracksEvaluation { evaluated = Evaluated() }
    for keyword in schema.nodes[id].keywords {
      keyword.judge(value, &self)
      if isDecided { break }
    }
    if tracksEvaluation {
      lastEvaluated = evaluated
      evaluated = outer
    }
    if enters { scope.removeLast() }
    depth -= 1
  }

  /// Holds a child of the current value against a schema.
  mutating func judge(_ child: JSONValue, at step: InstanceStep, by part: Subschema) {
    instancePath.append(step)
    schemaPath.append(part.step)
    judge(child, by: part.node)
    schemaPath.removeLast()
    instancePath.removeLast()
    if tracksEvaluation { evaluated.starts.insert(child.range.lowerBound) }
  }

  /// Holds something that is no value of its own (a property's name) against a schema, at the current place.
  mutating func judge(beside value: JSONValue, by part: Subschema) {
    schemaPath.append(part.step)
    judge(value, by: part.node)
    schemaPath.removeLast()
  }

  /// Holds the current value against a schema that must fit as well; what that judges counts as judged here.
  mutating func apply(_ part: Subschema, to value: JSONValue) {
    let before = failures
    judge(beside: value, by: part)
    if tracksEvaluation, collects || failures == before { evaluated.formUnion(lastEvaluated) }
  }

  /// The same through a reference, which must not come back to itself for the same value.
  mutating func follow(_ part: Subschema, to value: JSONValue) {
    let start = value.range.lowerBound
    guard !following.contains(where: { $0.start == start && $0.node == part.node }) else {
      stopped = "the schema refers to itself without end at \(location)"
      return
    }
    following.append((part.node, start))
    apply(part, to: value)
    following.removeLast()
  }

  /// Whether the value fits; nothing is reported.
  mutating func fits(_ value: JSONValue, _ part: Subschema) -> Bool {
    let outer = (failures, collects)
    (failures, collects) = (0, false)
    judge(value, by: part.node)
    let isFitting = failures == 0
    (failures, collects) = outer
    return isFitting
  }

  /// What the value breaks in a branch; nothing is reported here.
  mutating func trial(_ value: JSONValue, _ part: Subschema) -> [Violation] {
    let outer = (failures, violations)
    violations = []
    judge(beside: value, by: part)
    let found = violations
    (failures, violations) = outer
    return found
  }

  /// Judges members in turn. Of members with one name only the last counts, as readers take it.
  mutating func judgeMember(
    _ member: JSONMember, of object: JSONValue, _ check: (inout Validation) -> Void
  ) {
    let before = (failures, violations.count)
    check(&self)
    guard failures != before.0, object.members.contains(where: { isLater($0, member) }) else { return }
    failures = before.0
    violations.removeLast(violations.count - before.1)
  }

  private func isLater(_ other: JSONMember, _ member: JSONMember) -> Bool {
    other.name.range.lowerBound > member.name.range.lowerBound && other.name.decodedBytes == member.name.decodedBytes
  }

  /// Where the walk is in the value, as a JSON Pointer.
  var location: String {
    instancePath.reduce(into: "") { path, step in
      switch step {
      case .name(let name): path += "/" + JSONPointer.escaped(name.string ?? "")
      case .place(let place): path += "/\(place)"
      }
    }
  }

  /// Notes a failure; `keyword` nil is the schema `false`. The words are only made where they are kept. `path` is the way to
  /// the keyword's part where it is more than its name.
  mutating func report(
    _ keyword: String?, _ value: JSONValue, expected: @autoclosure () -> String, actual: @autoclosure () -> String,
    property: String? = nil, range: Range<Int>? = nil, branch: [Violation] = [], path: String? = nil
  ) {
    guard stopped == nil else { return }
    failures += 1
    guard collects else { return }
    let place = schemaPath.joined() + ((path ?? keyword).map { "/" + $0 } ?? "")
    violations.append(
      Violation(
        instancePath: location, keyword: keyword ?? "false", schemaPath: place, expected: expected(), actual: actual(),
        property: property, range: range ?? value.range, branch: branch))
  }

  /// Takes over what a trial found.
  mutating func report(_ found: [Violation]) {
    guard stopped == nil else { return }
    failures += found.count
    if collects { violations += found }
  }

  /// Ends the walk with a word.
  mutating func stop(_ reason: String) { if stopped == nil { stopped = reason } }
}

/// Which children of a value have been judged: what `unevaluated…` asks.
struct Evaluated {
  var starts: Set<Int> = []
  var areAll = false

  mutating func formUnion(_ other: Evaluated) {
    areAll = areAll || other.areAll
    if starts.isEmpty { starts = other.starts } else { starts.formUnion(other.starts) }
  }

  func contains(_ child: JSONValue) -> Bool { areAll || starts.contains(child.range.lowerBound) }
}
