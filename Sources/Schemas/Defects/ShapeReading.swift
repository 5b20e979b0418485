import LosslessJSON

/// Finds the object of arguments in JSON that is something else, or that has it one level too deep or too high.
struct ShapeReading {
  let context: DefectContext
  private(set) var defects: [Defect]
  /// Arguments of several calls.
  private(set) var calls: [JSONDraft] = []
  private let compiled: CompiledSchema?
  /// Wrappings that were taken off.
  private var layers = 0

  private var schema: JSONValue? { context.schema }
  private var declared: [String] { schema?["properties"]?.members.map(\.key) ?? [] }
  private var required: [String] { schema?["required"]?.elements.compactMap(\.string) ?? [] }

  init(context: DefectContext, defects: [Defect]) {
    self.context = context
    self.defects = defects
    compiled = context.schema.map { CompiledSchema($0) }
  }

  /// nil where there is none.
  mutating func object(_ value: JSONValue) -> JSONDraft? {
    switch value.kind {
    case .object: unwrapped(value)
    case .array: ofList(value)
    case .string: ofText(value)
    default: ofScalar(value)
    }
  }

  // MARK: No object

  private mutating func ofText(_ value: JSONValue) -> JSONDraft? {
    var inner = value
    for _ in 0..<4 {
      guard let bytes = inner.decodedBytes, let document = try? Document(bytes) else { break }
      inner = document.root
      if inner.kind != .string { break }
    }
    if inner.kind == .object || inner.kind == .array {
      add("B02", "the arguments are encoded twice: a string that holds JSON", .auto)
      return object(inner)
    }
    if let bytes = inner.decodedBytes, bytes.contains(0x7B) {
      var reading = TextReading(bytes, context)
      reading.run()
      if reading.drafts.count == 1, let read = reading.drafts.first?.value, read.kind == .object {
        add("B02", "the arguments are encoded twice: a string that holds an object", .offer)
        defects += reading.defects
        return object(read)
      }
    }
    if required.count == 1, schema?["properties"]?[required[0]]?["type"]?.string == "string" {
      add("B04", "the arguments are a text, not an object: \(required[0]) is the one text that is required", .offer)
      return .object([(required[0], JSONDraft(value))])
    }
    return ofScalar(value)
  }

  private mutating func ofScalar(_ value: JSONValue) -> JSONDraft? {
    let isFree = required.isEmpty && schema != nil
    let grade: RepairGrade = isFree ? (value.isNull ? .auto : .offer) : .never
    add("B04", "the arguments are \(articled(typeWords(of: value))), not an object", grade)
    return isFree ? .object([]) : nil
  }

  private mutating func ofList(_ value: JSONValue) -> JSONDraft? {
    let elements = Array(value.elements)
    if elements.count == 1, let only = elements.first, only.kind == .object {
      add("B03", "the arguments are a list that holds one object", accepts(JSONDraft(only)) ? .auto : .offer)
      return unwrapped(only)
    }
    if !elements.isEmpty, elements.allSatisfy({ $0.kind == .object }) {
      add("B03", "the arguments are a list of \(elements.count) objects: of as many calls", .offer)
      calls = elements.map { JSONDraft($0) }
      return nil
    }
    guard !elements.isEmpty, elements.count <= declared.count else {
      let isFree = elements.isEmpty && required.isEmpty && schema != nil
      add("B03", "the arguments are a list, not an object", isFree ? .auto : .never)
      return isFree ? .object([]) : nil
    }
    let byPlace = JSONDraft.object(zip(declared, elements).map { ($0, JSONDraft($1)) })
    let isFitting = accepts(byPlace)
    add("B03", "the arguments are a list: its elements fit the properties by their places", isFitting ? .offer : .never)
    return isFitting ? byPlace : nil
  }

  // MARK: An object inside or around

  private mutating func unwrapped(_ value: JSONValue) -> JSONDraft? {
    let isKnown = value.members.allSatisfy { declared.contains($0.key) }
    layers += 1
    if layers > Self.layerLimit || isKnown && compiled?.accepts(value) ?? true { return JSONDraft(value) }
    if let named = namedCall(value) { return named }
    if isRepeatedSchema(value) { return ofRepeatedSchema(value) }
    if let inner = wrapped(value) { return inner }
    if let fields = fieldsTooHigh(value) { return fields }
    return JSONDraft(value)
  }

  /// `{"name": …, "arguments": {…}}`; nil where it is none, and `.some(nil)` where it is another tool's.
  private mutating func namedCall(_ value: JSONValue) -> JSONDraft?? {
    var value = value
    for _ in 0..<Self.layerLimit {
      guard value.count <= 2, let function = value["function"], function.kind == .object,
        !declared.contains("function")
      else { break }
      value = function
    }
    let names = ["name", "tool", "function", "tool_name"]
    guard value.count <= 4, let name = names.compactMap({ value[$0]?.string }).first,
      let holder = Self.holders.first(where: { value[$0] != nil }), let inner = value[holder],
      value.members.contains(where: { !declared.contains($0.key) })
    else { return nil }
    let content = inner.kind == .string ? inner.decodedBytes.flatMap { try? Document($0).root } ?? inner : inner
    guard content.kind == .object else { return nil }
    if folded(name) != folded(context.tool), !name.hasSuffix("." + context.tool) {
      add("B06", "the arguments hold a whole call, of another tool: \(name)", .never, holder)
      return .some(nil)
    }
    add("B06", "the arguments hold the whole call again", inner.kind == .string ? .offer : .auto, holder)
    return .some(JSONDraft(content))
  }

  private static let layerLimit = 6
  private static let holders = ["arguments", "parameters", "args", "input", "params", "kwargs", "tool_input"]

  /// One undeclared name that holds what was asked for.
  private mutating func wrapped(_ value: JSONValue) -> JSONDraft? {
    guard value.count == 1, let member = Array(value.members).first, !declared.contains(member.key) else { return nil }
    var inner = member.value
    let isText = inner.kind == .string
    if isText, let document = inner.decodedBytes.flatMap({ try? Document($0) }) { inner = document.root }
    guard inner.kind == .object else { return nil }
    let isKnown = Self.holders.contains(member.key) || folded(member.key) == folded(context.tool)
    let matches = inner.members.contains { declared.contains($0.key) }
    guard matches || isKnown && (accepts(JSONDraft(inner)) || inner.count > 0) else { return nil }
    let range = member.name.range
    defects.append(
      Defect(
        code: "B05", path: "/" + JSONPointer.escaped(member.key),
        message: "the arguments are wrapped in \(member.key)", grade: isText ? .offer : .auto, range: range))
    return unwrapped(inner)
  }

  /// The fields of the one missing object property, sent beside it.
  private mutating func fieldsTooHigh(_ value: JSONValue) -> JSONDraft? {
    guard let schema, let (property, fields) = fieldsSentTooHigh(value, schema) else { return nil }
    var inner: [(name: String, value: JSONDraft)] = []
    var outer: [(name: String, value: JSONDraft)] = []
    for member in value.members {
      if fields.contains(member.key) {
        inner.append((member.key, JSONDraft(member.value)))
      } else {
        outer.append((member.key, JSONDraft(member.value)))
      }
    }
    let draft = JSONDraft.object(outer + [(property, .object(inner))])
    let path = "/" + JSONPointer.escaped(property)
    let words = "\(fields.joined(separator: ", ")) were sent one level too high: they belong into \(property)"
    defects.append(Defect(code: "B08", path: path, message: words, grade: accepts(draft) ? .auto : .offer))
    return draft
  }

  // MARK: The schema came back

  private func isRepeatedSchema(_ value: JSONValue) -> Bool {
    if value["properties"]?.kind == .object, !declared.contains("properties") {
      return value["type"]?.string == "object" || value.count == 1 || value["required"] != nil
    }
    return value.count > 0 && value.members.allSatisfy { isDescribed($0.value) }
  }

  /// `{"type": "string", "value": "x"}` in place of a value.
  private func isDescribed(_ value: JSONValue) -> Bool {
    guard value.kind == .object, let type = value["type"]?.string, JSONType(written: type) != nil else { return false }
    return value.count == 1 || Self.values.contains { value[$0] != nil } || value["description"] != nil
  }

  private static let values = ["value", "default", "const", "example"]

  private mutating func ofRepeatedSchema(_ value: JSONValue) -> JSONDraft? {
    let properties = value["properties"] ?? value
    var members: [(name: String, value: JSONDraft)] = []
    for member in properties.members {
      if !isDescribed(member.value) {
        members.append((member.key, JSONDraft(member.value)))
      } else if let inner = Self.values.compactMap({ member.value[$0] }).first {
        members.append((member.key, JSONDraft(inner)))
      }
    }
    let draft = JSONDraft.object(members)
    let isFitting = !members.isEmpty && accepts(draft)
    add(
      "B07",
      members.isEmpty
        ? "the model repeated the schema, without any values" : "the model repeated the schema around the values",
      isFitting ? .offer : .never)
    return isFitting ? draft : nil
  }

  private func accepts(_ draft: JSONDraft) -> Bool {
    guard let compiled else { return true }
    return draft.value.map { compiled.accepts($0) } ?? false
  }

  private mutating func add(_ code: String, _ message: String, _ grade: RepairGrade, _ property: String? = nil) {
    let path = property.map { "/" + JSONPointer.escaped($0) } ?? ""
    defects.append(Defect(code: code, path: path, message: message, grade: grade))
  }
}
