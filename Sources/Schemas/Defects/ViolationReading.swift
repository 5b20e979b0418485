import LosslessJSON

/// Says of each violation which defect it is and how it would be corrected.
struct ViolationReading {
  let root: JSONValue
  let schema: JSONValue
  let compiled: CompiledSchema
  let leavesOutNull: RepairGrade
  private(set) var corrections: [Correction] = []
  /// Undeclared names that are taken for declared ones, by their object.
  private var renamed: Set<String> = []

  init(root: JSONValue, schema: JSONValue, compiled: CompiledSchema, leavesOutNull: RepairGrade) {
    self.root = root
    self.schema = schema
    self.compiled = compiled
    self.leavesOutNull = leavesOutNull
  }

  mutating func read(_ violation: Violation) {
    switch violation.keyword {
    case "required", "dependentRequired": readMissing(violation)
    case "additionalProperties", "unevaluatedProperties": readUnknown(violation)
    case "type": readType(violation)
    case "enum", "const": readNotAllowed(violation)
    case "anyOf", "oneOf", "not": readUnion(violation)
    case "false" where violation.property != nil: readUnknown(violation)
    default:
      hole("C17", violation, "must be \(violation.expected), got \(violation.actual)")
    }
  }

  mutating func readFormat(_ violation: Violation) {
    guard let value = root.value(at: violation.instancePath) else { return }
    if trimmed(value.string ?? "").isEmpty, let steps = JSONPointer.steps(violation.instancePath) {
      return add(
        "C12", violation.instancePath, "is empty: leave it out", isOptional(steps) ? .offer : .never, violation.range,
        .remove(steps))
    }
    hole("C16", violation, "must be \(violation.expected), got \(violation.actual)")
  }

  // MARK: Names

  private mutating func readMissing(_ violation: Violation) {
    guard let property = violation.property else { return }
    let object = root.value(at: violation.instancePath) ?? root
    let node = objectSchema(at: violation.instancePath)
    let declared = node?["properties"]?.members.map(\.key) ?? []
    let unknown = object.members.map(\.key).filter { !declared.contains($0) }
    let absent = declared.filter { object[$0] == nil }
    if let sent = unknown.first(where: { nearName(to: $0, among: absent) == property }) {
      return rename(sent, to: property, in: violation.instancePath, object)
    }
    let path = violation.propertyPath
    guard !corrections.contains(where: { $0.defect.path == path }) else { return }
    var message = "is required and was not sent"
    if let related = unknown.first(where: { relatedName(to: $0, among: [property]) != nil }) {
      message += ": \(related) was sent, did you mean \(property)?"
    }
    add("C01", path, message, .never, violation.range, nil)
  }

  private mutating func readUnknown(_ violation: Violation) {
    guard let name = violation.property else { return }
    let object = root.value(at: violation.instancePath) ?? root
    readUnknown(name, in: violation.instancePath, object, objectSchema(at: violation.instancePath))
  }

  private mutating func readUnknown(_ name: String, in path: String, _ object: JSONValue, _ node: JSONValue?) {
    guard !renamed.contains(path + "/" + name) else { return }
    let absent = (node?["properties"]?.members.map(\.key) ?? []).filter { object[$0] == nil }
    let properties = node?["properties"]
    if let meant = nearName(to: name, among: absent)
      ?? relatedName(to: name, among: absent, fitting: object[name], properties, root: schema)
    {
      return rename(name, to: meant, in: path, object)
    }
    let isForbidden = node?["additionalProperties"]?.kind == .false
    guard let steps = JSONPointer.steps(path) else { return }
    let range = object.members.first { $0.key == name }?.name.range
    add(
      path.isEmpty && isForbidden ? "C02" : "C20", path + "/" + JSONPointer.escaped(name), "is not declared", .offer,
      range, .remove(steps + [name]))
  }

  private mutating func rename(_ name: String, to meant: String, in path: String, _ object: JSONValue) {
    guard renamed.insert(path + "/" + name).inserted, let steps = JSONPointer.steps(path) else { return }
    let isSame = folded(name) == folded(meant)
    let code = isSame ? "C03" : path.isEmpty ? "C02" : "C20"
    add(
      code, path + "/" + JSONPointer.escaped(meant), "was sent as \(name)", isSame ? .auto : .offer,
      object.members.first { $0.key == name }?.name.range, .rename(steps + [name], meant))
  }

  /// Names that a schema does not forbid and does not know either, at any depth.
  mutating func readUndeclared() {
    var open: [(path: String, value: JSONValue, node: JSONValue)] = [("", root, schema)]
    while let (path, value, node) = open.popLast() {
      guard let node = resolved(node) else { continue }
      if value.kind == .array, let items = node["items"], items.kind == .object {
        for (place, element) in value.elements.enumerated() { open.append(("\(path)/\(place)", element, items)) }
      }
      guard value.kind == .object, let properties = node["properties"], properties.kind == .object else { continue }
      let isClosed = ["additionalProperties", "patternProperties", "unevaluatedProperties", "allOf", "$ref"]
        .contains { node[$0] != nil }
      for member in value.members {
        if let inner = properties[member.key] {
          open.append((path + "/" + JSONPointer.escaped(member.key), member.value, inner))
        } else if !isClosed {
          readUnknown(member.key, in: path, value, node)
        }
      }
    }
  }

  // MARK: Values

  private mutating func readType(_ violation: Violation) {
    let path = violation.instancePath
    guard let value = root.value(at: path), let steps = JSONPointer.steps(path), !steps.isEmpty else { return }
    let types = violation.expected.split(separator: " or ").compactMap { JSONType(written: String($0)) }
    let node = propertySchema(at: path)
    if value.isNull {
      guard works(.remove(steps), at: path) else { return hole("C11", violation, "is required, and null was sent") }
      return add("C10", path, "is null: leave it out", leavesOutNull, violation.range, .remove(steps))
    }
    let label = "must be \(violation.expected), got \(violation.actual)"
    if let text = value.string, !types.contains(.string),
      ["", "null", "none", "nil", "undefined"].contains(trimmed(text).lowercased())
    {
      let isFitting = works(.remove(steps), at: path)
      return add("C12", path, label + ": leave it out", isFitting ? .offer : .never, violation.range, .remove(steps))
    }
    for type in types {
      let conversion = Conversion(value, to: type, node: node, root: schema)
      guard let result = conversion.result, works(.replace(steps, result), at: path) else { continue }
      return add(conversion.code, path, label, conversion.grade, violation.range, .replace(steps, result))
    }
    hole(
      Conversion.code(ofWrong: value, types), violation, label)
  }

  private mutating func readNotAllowed(_ violation: Violation) {
    let path = violation.instancePath
    guard let value = root.value(at: path), let steps = JSONPointer.steps(path) else { return }
    let label = "must be \(violation.expected), got \(violation.actual)"
    if value.isNull, works(.remove(steps), at: path) {
      return add("C10", path, "is null: leave it out", leavesOutNull, violation.range, .remove(steps))
    }
    let written = schema.value(at: violation.schemaPath) ?? propertySchema(at: path)?["enum"]
    let allowed = written.map { $0.kind == .array ? Array($0.elements) : [$0] } ?? []
    let text = value.string ?? value.rawText
    let same = allowed.filter { folded(trimmed($0.string ?? $0.rawText)) == folded(trimmed(text)) }
    if same.count == 1, let meant = same.first {
      return add("C13", path, label, .auto, violation.range, .replace(steps, JSONDraft(meant)))
    }
    let names = allowed.compactMap(\.string)
    if let near = nearName(to: trimmed(text), among: names) {
      return add(
        "C14", path, label + ": did you mean \(near)?", .offer, violation.range,
        .replace(steps, .scalar(quoted(near))))
    }
    hole("C14", violation, label)
  }

  private mutating func readUnion(_ violation: Violation) {
    let path = violation.instancePath
    guard let value = root.value(at: path), let steps = JSONPointer.steps(path), !steps.isEmpty else { return }
    let label = "fits none of \(violation.expected), got \(violation.actual)"
    if value.isNull, works(.remove(steps), at: path) {
      return add("C10", path, "is null: leave it out", leavesOutNull, violation.range, .remove(steps))
    }
    let node = propertySchema(at: path)
    let wanted = node.flatMap { types(ofSchema: $0, root: schema) } ?? []
    for type in JSONType.allCases where wanted.contains(type) && type != .string {
      let conversion = Conversion(value, to: type, node: node, root: schema)
      guard let result = conversion.result, works(.replace(steps, result), at: path) else { continue }
      return add(conversion.code, path, label, conversion.grade, violation.range, .replace(steps, result))
    }
    hole("C18", violation, label)
  }

  /// Texts that stand for a value and are none. The schema lets them through.
  mutating func readPlaceholders() {
    var open: [(path: String, name: String, value: JSONValue)] = [("", "", root)]
    while let (path, name, value) = open.popLast() {
      switch value.kind {
      case .object:
        for member in value.members {
          open.append((path + "/" + JSONPointer.escaped(member.key), member.key, member.value))
        }
      case .array:
        for (place, element) in value.elements.enumerated() { open.append(("\(path)/\(place)", "", element)) }
      case .string where isPlaceholder(value.string ?? "", for: name):
        add("C19", path, "looks like a placeholder: \(words(forReceived: value))", .never, value.range, nil)
      default: continue
      }
    }
  }

  // MARK: The schema around a place

  private mutating func hole(_ code: String, _ violation: Violation, _ message: String) {
    let steps = JSONPointer.steps(violation.instancePath) ?? []
    add(code, violation.instancePath, message, .never, violation.range, steps.isEmpty ? nil : .remove(steps))
  }

  private mutating func add(
    _ code: String, _ path: String, _ message: String, _ grade: RepairGrade, _ range: Range<Int>?,
    _ edit: Correction.Edit?
  ) {
    let label = (JSONPointer.steps(path) ?? []).joined(separator: ".")
    let text = (label.isEmpty ? "the arguments" : label) + " " + message
    corrections.append(
      Correction(defect: Defect(code: code, path: path, message: text, grade: grade, range: range), edit: edit))
  }

  /// Whether nothing is wrong at the place any more with the edit made.
  private func works(_ edit: Correction.Edit, at path: String) -> Bool {
    var draft = JSONDraft(root)
    edit.apply(to: &draft)
    guard let value = draft.value else { return false }
    return !compiled.violations(of: value).contains { violation in
      violation.propertyPath == path || violation.propertyPath.hasPrefix(path + "/") && !isLeft(violation, by: edit)
    }
  }

  /// What is wrong inside a container that was taken out of a string is for the next round.
  private func isLeft(_ violation: Violation, by edit: Correction.Edit) -> Bool {
    if case .replace(_, .scalar) = edit { false } else { true }
  }

  private func isOptional(_ steps: [String]) -> Bool {
    works(.remove(steps), at: steps.map { "/" + JSONPointer.escaped($0) }.joined())
  }

  private func objectSchema(at path: String) -> JSONValue? { propertySchema(at: path).flatMap(resolved) }

  /// The schema of the value at a place, as far as it is written plainly.
  private func propertySchema(at path: String) -> JSONValue? {
    var node: JSONValue? = schema
    for step in JSONPointer.steps(path) ?? [] {
      guard let at = node.flatMap(resolved) else { return nil }
      node = at["properties"]?[step] ?? (Int(step) != nil ? at["items"] : nil)
    }
    return node
  }

  /// Without references, and without null beside something else.
  private func resolved(_ node: JSONValue) -> JSONValue? {
    var at = node
    for _ in 0..<8 {
      if let reference = at["$ref"]?.string {
        guard let target = resolve(reference, root: schema, holders: [node]) else { return nil }
        at = target
        continue
      }
      guard let union = at["anyOf"] ?? at["oneOf"], union.kind == .array, at["properties"] == nil else { return at }
      let real = union.elements.filter { $0["type"]?.string != "null" }
      guard real.count == 1, let only = real.first else { return at }
      at = only
    }
    return nil
  }
}

/// `<customer_id>`, `{{city}}`, `YOUR_API_KEY`, a type's name, or the property's own name in place of a value.
func isPlaceholder(_ text: String, for property: String) -> Bool {
  let bytes = Array(text.utf8)
  guard bytes.count > 2 else { return false }
  func isFramed(_ open: String, _ close: String) -> Bool {
    text.hasPrefix(open) && text.hasSuffix(close) && bytes.count > open.utf8.count + close.utf8.count
      && bytes.dropFirst(open.utf8.count).dropLast(close.utf8.count).allSatisfy { isWordByte($0) || $0 == 0x20 }
  }
  if isFramed("<", ">") || isFramed("{{", "}}") || isFramed("${", "}") { return true }
  if text.hasPrefix("YOUR_") || text.hasPrefix("your_") || text.hasPrefix("<YOUR") {
    return bytes.allSatisfy(isWordByte)
  }
  return text == "string" || text == property && text.contains("_")
}
