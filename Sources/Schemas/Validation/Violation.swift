import LosslessJSON

/// A place where a value breaks its schema, in JSON Schema's own words: findings are made of it.
package struct Violation: Sendable, Equatable {
  /// JSON Pointer to the value that the keyword judged ("" is the whole value; for a missing property its object).
  package var instancePath: String
  package var keyword: String
  /// JSON Pointer to the keyword in the schema, through the references that were followed.
  package var schemaPath: String
  /// What the schema asks for, in words: "integer", "one of emea, amer", "at most 9".
  package var expected: String
  /// What stands there, in words: "string \"12\"".
  package var actual: String
  /// The property that is missing, or that nobody declared.
  package var property: String?
  /// Bytes of the value in its document (for an undeclared property, of its name).
  package var range: Range<Int>
  /// For a union: what breaks its best branch.
  package var branch: [Violation]

  package init(
    instancePath: String, keyword: String, schemaPath: String, expected: String, actual: String,
    property: String? = nil, range: Range<Int>, branch: [Violation] = []
  ) {
    self.instancePath = instancePath
    self.keyword = keyword
    self.schemaPath = schemaPath
    self.expected = expected
    self.actual = actual
    self.property = property
    self.range = range
    self.branch = branch
  }

  /// The property that is at fault, in argument space: the missing or undeclared one, else the value's own path.
  package var propertyPath: String {
    guard let property else { return instancePath }
    return instancePath + "/" + JSONPointer.escaped(property)
  }

  /// One sentence without its full stop.
  package var detail: String {
    switch keyword {
    case "required": "\(property ?? "a property") is required and is missing"
    case "additionalProperties": "\(property ?? "a property") is not declared"
    default: "expected \(expected), got \(actual)"
    }
  }
}
