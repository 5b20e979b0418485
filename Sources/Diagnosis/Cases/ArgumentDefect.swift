import LosslessJSON
import Schemas

/// One thing that is wrong with a call's arguments, from the schema or from what the framework said of them.
struct ArgumentDefect {
  /// The rule that reports it.
  var rule: String
  var code: String
  var path: String
  var message: String
  /// Bytes in the decoded arguments; nil where the arguments hold no such place.
  var inner: Range<Int>?
  var effect: RuntimeEffect
  /// Other paths that mean the same defect: the wrong name of a renamed property, what a wrapper holds.
  var aliases: [String] = []
  /// Known from the framework's text alone: it is what made the call fail.
  var isToldByFramework = false
  /// The value is not written as `format` says, which no validator has to care about.
  var isFormat = false
}

/// Finds them all, once a call.
struct ArgumentDefects {
  let name: String
  let arguments: JSONValue
  let schema: JSONValue?
  let violations: [Violation]
  /// Values that are not written as their `format` says.
  let formats: [Violation]
  let failure: FailureText?
  let isConfirmed: Bool
  let effect: (Violation) -> RuntimeEffect

  private var declared: [String] { schema?["properties"]?.members.map(\.key) ?? [] }
  private var absent: [String] { declared.filter { arguments[$0] == nil } }

  func found() -> [ArgumentDefect] {
    var defects: [ArgumentDefect] = []
    let wrapper = self.wrapper()
    if let wrapper { defects.append(wrapper) }
    defects += flattened(violations).map(defect)
    defects += formats.filter { format in !defects.contains { $0.path == format.propertyPath } }.map(misformatted)
    let flat = Set(violations.compactMap(flatFields).flatMap { $0 })
    defects += undeclared().filter { !flat.contains(String($0.path.dropFirst())) }
    defects.removeAll { $0.rule == "validate/unknown" && flat.contains(String($0.path.dropFirst())) }
    defects += told().filter { told in !defects.contains { $0.path == told.path || $0.aliases.contains(told.path) } }
    return defects
  }

  // MARK: From the schema

  /// A union is told by what breaks its best branch, where that is one thing.
  private func flattened(_ violations: [Violation]) -> [Violation] {
    violations.map { violation in
      guard violation.branch.count == 1, let only = violation.branch.first else { return violation }
      return only.instancePath == violation.instancePath ? violation : only
    }
  }

  private func defect(_ violation: Violation) -> ArgumentDefect {
    let value = arguments.value(at: violation.instancePath)
    let path = violation.propertyPath
    let label = self.label(path)
    var defect = ArgumentDefect(
      rule: "validate/wrong-type", code: "C04", path: path, message: "", inner: violation.range,
      effect: effect(violation))
    switch violation.keyword {
    case "required":
      defect.rule = "validate/missing"
      defect.code = "C01"
      defect.message = "\(label) is required and was not sent"
      if violation.expected != "a value" { defect.message += " (\(violation.expected))" }
      if violation.instancePath.isEmpty, let sent = sent(inPlaceOf: violation.property ?? "") {
        defect.message += "; \(sent) was sent, which nobody declared"
        defect.aliases = ["/" + pointerStep(sent)]
      } else if let fields = flatFields(of: violation) {
        defect.code = "B08"
        defect.message += "; its fields \(fields.joined(separator: ", ")) were sent one level too high"
      }
    case "additionalProperties", "false":
      return unknown(violation.property ?? label, path: path, inner: violation.range, effect: effect(violation))
    case "enum", "const":
      defect.rule = "validate/not-allowed"
      defect.code = "C13"
      defect.message = "\(label) must be \(violation.expected); the model sent \(violation.actual)"
      if let near = nearAllowed(violation, value) { defect.message += "; did you mean \(near)?" }
    case "type", "anyOf", "oneOf":
      if value?.isNull == true {
        defect.rule = "validate/null"
        defect.code = "C11"
        defect.message = "\(label) must be \(violation.expected); the model sent null"
      } else if violation.keyword == "type" || violation.branch.contains(where: { $0.keyword == "type" }) {
        let type = value.map(typeWords(of:)) ?? "something else"
        defect.message = "\(label) must be \(violation.expected); the model sent \(articled(type)), \(violation.actual)"
      } else {
        defect.rule = "validate/union"
        defect.code = "C18"
        defect.message = "\(label) fits none of \(violation.expected); the model sent \(violation.actual)"
      }
    default:
      defect.rule = "validate/out-of-bounds"
      defect.code = "C17"
      defect.message = "\(label) must be \(violation.expected); the model sent \(violation.actual)"
    }
    return defect
  }

  private func misformatted(_ violation: Violation) -> ArgumentDefect {
    ArgumentDefect(
      rule: "validate/out-of-bounds", code: "C16", path: violation.propertyPath,
      message: "\(label(violation.propertyPath)) must be \(violation.expected); the model sent \(violation.actual)",
      inner: violation.range, effect: .unknown, isFormat: true)
  }

  private func unknown(_ name: String, path: String, inner: Range<Int>?, effect: RuntimeEffect) -> ArgumentDefect {
    var defect = ArgumentDefect(
      rule: "validate/unknown", code: "C20", path: path, message: "\(name) is not a declared property", inner: inner,
      effect: effect)
    if path.dropFirst().contains("/") { return defect }
    if let meant = nearName(to: name, among: absent) ?? relatedName(to: name, among: missing) {
      defect.code = "C02"
      defect.aliases = [path]
      defect.path = "/" + pointerStep(meant)
      defect.message += ": did you mean \(meant)?"
    } else if let schema,
      let meant = relatedName(
        to: name, among: absent, fitting: arguments[name], schema["properties"], root: schema)
    {
      defect.code = "C02"
      defect.message += ": did you mean \(meant)?"
    } else if ["type", "properties", "required", "additionalProperties", "description"].contains(name) {
      defect.code = "B07"
      defect.message += ": it is a keyword of the schema, which the model repeated"
    }
    return defect
  }

  /// Properties that a schema does not forbid and does not know either.
  private func undeclared() -> [ArgumentDefect] {
    guard let schema, schema["additionalProperties"] == nil, schema["properties"] != nil,
      schema["patternProperties"] == nil
    else { return [] }
    return unknownMembers.map { member in
      let path = "/" + pointerStep(member.key)
      let violation = Violation(
        instancePath: "", keyword: "additionalProperties", schemaPath: "", expected: "", actual: "",
        property: member.key, range: member.name.range)
      return unknown(member.key, path: path, inner: member.name.range, effect: effect(violation))
    }
  }

  private var unknownMembers: [JSONMember] {
    guard schema != nil else { return [] }
    let declared = Set(self.declared)
    return arguments.members.filter { !declared.contains($0.key) }
  }

  private var unknownNames: [String] { unknownMembers.map(\.key) }

  /// Required properties that the call lacks.
  private var missing: [String] {
    schema?["required"]?.elements.compactMap(\.string).filter { arguments[$0] == nil } ?? []
  }

  /// The undeclared name that was probably meant for a required one.
  private func sent(inPlaceOf name: String) -> String? {
    nearName(to: name, among: unknownNames) ?? relatedName(to: name, among: unknownNames)
  }

  /// `{"input": {…}}`: one undeclared name that holds what was asked for.
  private func wrapper() -> ArgumentDefect? {
    guard arguments.count == 1, let member = Array(arguments.members).first, member.value.kind == .object,
      !declared.contains(member.key)
    else { return nil }
    let inside = Set(member.value.members.map(\.key))
    let wanted = schema == nil ? missingByText : declared
    let matching = wanted.filter(inside.contains)
    guard !matching.isEmpty else { return nil }
    if schema == nil, matching.count != wanted.count { return nil }
    let violation = Violation(
      instancePath: "", keyword: "required", schemaPath: "", expected: "", actual: "", property: matching[0],
      range: member.name.range)
    return ArgumentDefect(
      rule: "validate/wrapped", code: "B05", path: "/" + pointerStep(member.key),
      message: "the arguments are wrapped in \(member.key): "
        + "\(matching.joined(separator: ", ")) stand one level too deep",
      inner: member.name.range, effect: effect(violation), aliases: wanted.map { "/" + pointerStep($0) })
  }

  /// The fields of a missing object that were sent beside it.
  private func flatFields(of violation: Violation) -> [String]? {
    guard violation.keyword == "required", let property = violation.property, violation.instancePath.isEmpty,
      let node = schema?["properties"]?[property]
    else { return nil }
    let fields = properties(of: node).filter { arguments[$0] != nil && !declared.contains($0) }
    return fields.isEmpty ? nil : fields
  }

  private func properties(of node: JSONValue) -> [String] {
    if let direct = node["properties"] { return direct.members.map(\.key) }
    guard let reference = node["$ref"]?.string, let name = reference.split(separator: "/").last.map(String.init) else {
      return []
    }
    let holders = [node, schema].compactMap { $0 }
    let target = holders.compactMap { ($0["$defs"] ?? $0["definitions"])?[name] }.first
    return target?["properties"]?.members.map(\.key) ?? []
  }

  private func nearAllowed(_ violation: Violation, _ value: JSONValue?) -> String? {
    guard let text = value?.string, let schema else { return nil }
    let allowed = schema.value(at: violation.schemaPath)?.elements.compactMap(\.string) ?? []
    return nearName(to: text, among: allowed)
  }

  private func label(_ path: String) -> String {
    let steps = path.split(separator: "/").map { $0.replacing("~1", with: "/").replacing("~0", with: "~") }
    return steps.isEmpty ? "the arguments" : steps.joined(separator: ".")
  }

  // MARK: From the framework's text

  private var missingByText: [String] {
    guard case .validation(_, let problems)? = failure else { return [] }
    return problems.filter { $0.type == "missing" }.map { String($0.path.dropFirst()) }
  }

  /// What the validator listed. Without a schema it is all that is known; with one, what the schema does not show.
  private func told() -> [ArgumentDefect] {
    guard isConfirmed else { return [] }
    switch failure {
    case .validation(_, let problems)? where schema == nil: return problems.compactMap(told)
    case .notAMapping(_, let type)?: return encodedObject(type).map { [$0] } ?? []
    default: return []
    }
  }

  private func told(_ problem: ValidationProblem) -> ArgumentDefect? {
    guard !problem.path.isEmpty else { return nil }
    let label = self.label(problem.path)
    let value = arguments.value(at: problem.path)
    var defect = ArgumentDefect(
      rule: "validate/wrong-type", code: "C04", path: problem.path,
      message: "\(label): \(problem.message.lowercasedFirst)", inner: value?.range, effect: .refused,
      isToldByFramework: true)
    if let value { defect.message += "; the model sent \(words(forReceived: value))" }
    switch problem.type ?? "" {
    case "missing", "missing_argument", "missing_keyword_only_argument":
      // Nothing is declared: what the function needs is known from its refusal alone.
      defect.rule = "bind/missing-argument"
      defect.code = "IR01"
      defect.message = "the function needs \(label), and the call does not have it"
      if let sent = nearName(to: label, among: arguments.members.map(\.key)) {
        defect.message += "; \(sent) was sent"
        defect.aliases = ["/" + pointerStep(sent)]
      }
    case "extra_forbidden", "unexpected_keyword_argument":
      defect.rule = "validate/unknown"
      defect.code = "C20"
    case "literal_error", "enum":
      defect.rule = "validate/not-allowed"
      defect.code = "C13"
    case let type where Self.bounds.contains(where: type.hasPrefix):
      defect.rule = "validate/out-of-bounds"
      defect.code = "C17"
    case "value_error", "assertion_error": return nil
    default:
      guard value?.isNull == true else { return defect }
      defect.rule = "validate/null"
      defect.code = "C11"
    }
    return defect
  }

  private static let bounds = ["greater_than", "less_than", "too_long", "too_short", "string_too", "multiple_of"]

  /// "argument after ** must be a mapping, not str": the property that holds an object written as a string.
  private func encodedObject(_ type: String) -> ArgumentDefect? {
    guard type == "str" else { return nil }
    let encoded = arguments.members.first { member in
      member.value.decodedBytes.flatMap { ReceivedArguments(text: $0).object } != nil
    }
    guard let encoded else { return nil }
    return ArgumentDefect(
      rule: "validate/wrong-type", code: "C08", path: "/" + pointerStep(encoded.key),
      message: "\(encoded.key) must be an object; the model sent an object written as a string",
      inner: encoded.value.range, effect: .refused, isToldByFramework: true)
  }
}

/// A step of a JSON Pointer, escaped.
func pointerStep(_ step: String) -> String {
  step.replacing("~", with: "~0").replacing("/", with: "~1")
}

extension String {
  /// "Field required" inside a sentence.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
