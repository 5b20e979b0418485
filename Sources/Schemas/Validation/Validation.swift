package import LosslessJSON

/// Everything in which `value` breaks `schema`, in the order of the schema's keywords; empty where it is valid.
///
/// Follows `$ref` inside the schema only, never anything outside. A schema that does not end (reference cycles, depth)
/// is followed for `Validation.depthLimit` levels and `Validation.stepLimit` keywords; what lies beyond is taken as valid.
package func violations(of value: JSONValue, against schema: JSONValue) -> [Violation] {
  var validation = Validation(root: schema)
  validation.check(value, against: schema)
  return validation.violations
}

/// One walk of a value along its schema.
struct Validation {
  static let depthLimit = 256
  static let stepLimit = 200_000

  /// Where references start.
  let root: JSONValue
  /// Subschemas on the way that hold definitions of their own: some frameworks put `$defs` inside the property and
  /// still write `#/$defs/…`, which points nowhere from the root.
  var holders: [JSONValue] = []
  var instancePath = ""
  var schemaPath = ""
  var violations: [Violation] = []
  private var depth = 0
  private var steps = 0

  init(root: JSONValue) { self.root = root }

  /// Checks every keyword of `schema`.
  mutating func check(_ value: JSONValue, against schema: JSONValue) {
    if schema.kind == .false {
      report("false", value, expected: "nothing at all", actual: words(forReceived: value))
      return
    }
    guard schema.kind == .object, depth < Self.depthLimit else { return }
    depth += 1
    let holdsDefinitions = schema["$defs"] != nil || schema["definitions"] != nil
    if holdsDefinitions { holders.append(schema) }
    for member in schema.members {
      steps += 1
      guard steps < Self.stepLimit else { break }
      guard let check = KnownKeywords.checks[member.key] else { continue }
      let outer = schemaPath
      schemaPath += "/" + escapedStep(member.key)
      check(value, member.value, schema, &self)
      schemaPath = outer
    }
    if holdsDefinitions { holders.removeLast() }
    depth -= 1
  }

  /// Checks a part of the value against a part of the schema; the steps extend the two paths.
  mutating func descend(_ value: JSONValue, against schema: JSONValue, instance: String? = nil, schema step: String?) {
    let outer = (instancePath, schemaPath)
    if let instance { instancePath += "/" + escapedStep(instance) }
    if let step { schemaPath += "/" + escapedStep(step) }
    check(value, against: schema)
    (instancePath, schemaPath) = outer
  }

  /// What breaks when the same value is held against a branch; nothing is reported here.
  func trial(_ value: JSONValue, against branch: JSONValue, schema step: String) -> [Violation] {
    var copy = self
    copy.violations = []
    copy.descend(value, against: branch, schema: step)
    return copy.violations
  }

  mutating func report(
    _ keyword: String, _ value: JSONValue, expected: String, actual: String, property: String? = nil,
    range: Range<Int>? = nil, branch: [Violation] = []
  ) {
    violations.append(
      Violation(
        instancePath: instancePath, keyword: keyword, schemaPath: schemaPath, expected: expected, actual: actual,
        property: property, range: range ?? value.range, branch: branch))
  }
}

/// A step of a JSON Pointer, escaped (RFC 6901).
func escapedStep(_ step: String) -> String {
  guard step.utf8.contains(where: { $0 == 0x7E || $0 == 0x2F }) else { return step }
  return step.reduce(into: "") { text, character in
    switch character {
    case "~": text += "~0"
    case "/": text += "~1"
    default: text.append(character)
    }
  }
}
