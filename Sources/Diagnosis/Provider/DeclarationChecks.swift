import Conversation
import LosslessJSON
import Schemas

/// One demand that a declaration does not meet.
struct DeclarationFault {
  var rule: ProviderRule
  /// Place in the list.
  var tool: Int
  /// In argument space; nil where the fault is not in the schema.
  var path: String?
  /// What is wrong, as a sentence that goes on from the tool's name.
  var words: String
}

extension DeclarationCheck {
  /// A list's faults: the tool, the path, the words.
  func faults(in tools: [ToolDeclaration]) -> [(tool: Int, path: String?, words: String)] {
    switch self {
    case .uniqueNames:
      return tools.indices.filter { here in tools[..<here].contains { $0.name == tools[here].name } }
        .map { ($0, nil, "is declared twice") }
    case .distinctNames:
      return tools.indices.compactMap { here in
        tools[..<here].first { $0.name != tools[here].name && folded($0.name) == folded(tools[here].name) }
          .map { (here, nil, "differs from \($0.name) only in case or punctuation") }
      }
    case .count(let most):
      return tools.count > most ? [(most, nil, "is one of \(tools.count) tools: \(most) are allowed")] : []
    default:
      return tools.enumerated().flatMap { place, tool in faults(of: tool).map { (place, $0.path, $0.words) } }
    }
  }

  private func faults(of tool: ToolDeclaration) -> [(path: String?, words: String)] {
    switch self {
    case .name(let form): return tool.name.isEmpty || form.accepts(tool.name) ? [] : [(nil, "is no allowed name")]
    case .hasName: return tool.name.isEmpty ? [(nil, "has an empty name")] : []
    case .description(let most):
      let length = tool.description?.count ?? 0
      return length > most ? [(nil, "has a description of \(length) characters: \(most) are allowed")] : []
    case .hasDescriptions: return undescribed(tool)
    default: return tool.schema.map { faults(of: $0, isStrict: tool.isStrict).map { ($0.path, $0.words) } } ?? []
    }
  }

  private func undescribed(_ tool: ToolDeclaration) -> [(path: String?, words: String)] {
    guard tool.description?.isEmpty == false else { return [(nil, "has no description")] }
    let bare = tool.schema?["properties"]?.members.first { $0.value["description"] == nil && $0.value["$ref"] == nil }
    return bare.map { [("/" + pointerStep($0.key), "has no description of \($0.key)")] } ?? []
  }

  private func faults(of root: JSONValue, isStrict: Bool) -> [(path: String, words: String)] {
    func all(_ words: String, where isFault: (JSONValue) -> Bool) -> [(path: String, words: String)] {
      root.subschemas.filter { isFault($0.schema) }.map { ($0.path, words + Self.place($0.path)) }
    }
    func isType(_ schema: JSONValue, _ type: String) -> Bool {
      schema["type"]?.string == type || schema["type"]?.elements.contains { $0.string == type } ?? false
    }
    switch self {
    case .rootIsObject:
      let type = root["type"].map { words(forReceived: $0) } ?? "no type"
      return root["type"]?.string == "object" || Self.isForeign(root["type"])
        ? [] : [("", "has a schema with \(type) at its root")]
    case .noRootKeywords(let keywords):
      return keywords.filter { root[$0] != nil }.map { ("", "has \($0) at its schema's root") }
    case .arraysHaveItems:
      return all("has an array without items") { schema in
        isType(schema, "array") && schema["items"] == nil
      }
    case .objectsHaveProperties:
      return root["type"]?.string == "object" && root["properties"] == nil && root["$ref"] == nil
        ? [("", "has an object without properties at its schema's root")] : []
    case .objectsAreNotEmpty:
      return all("has an object without any property") { isType($0, "object") && ($0["properties"]?.count ?? 0) == 0 }
    case .closedObjects where isStrict:
      return all("is strict, and an object is open") {
        isType($0, "object") && $0["additionalProperties"]?.kind != .false
      }
    case .requiresAll where isStrict:
      return all("is strict, and a property is not required") { schema in
        let required = Set(schema["required"]?.elements.compactMap(\.string) ?? [])
        return schema["properties"]?.members.contains { !required.contains($0.key) } ?? false
      }
    case .noKeywords(let keywords, let onlyStrict) where isStrict || !onlyStrict:
      return keywords.flatMap { keyword in all("has the keyword \(keyword)") { $0[keyword] != nil } }
    case .sizes(let properties, let levels, let values) where isStrict:
      return Self.oversize(root, properties, levels, values)
    case .knownTypes: return all("has a type that JSON Schema does not know") { Self.isForeign($0["type"]) }
    case .resolvedReferences:
      return all("has a $ref that points nowhere") { schema in
        schema["$ref"]?.string.map { $0.hasPrefix("#") && !Self.resolves($0, in: root) } ?? false
      }
    case .isValidSchema:
      return Self.metaSchema.violations(of: root).prefix(1).map {
        ("", "has a schema that draft 2020-12 refuses at \($0.instancePath.isEmpty ? "its root" : $0.instancePath)")
      }
    case .stringEnums:
      return all("has an enum of other values than strings") { schema in
        schema["enum"]?.elements.contains { $0.kind != .string } ?? false
          || schema["enum"] != nil && schema["type"] != nil && !isType(schema, "string")
      }
    case .requiredBesideProperties:
      return all("has required without such properties") { schema in
        schema["required"]?.elements.contains { name in
          name.string.map { schema["properties"]?[$0] == nil } ?? true
        } ?? false
      }
    case .validDefaults:
      return all("has a default that its own schema refuses") { schema in
        schema["default"].map { !violations(of: $0, against: schema).isEmpty } ?? false
      }
    case .requiredWithoutDefault:
      return root["required"]?.elements.compactMap(\.string).filter { root["properties"]?[$0]?["default"] != nil }
        .map { ("/" + pointerStep($0), "requires \($0), which has a default") } ?? []
    default: return []
    }
  }

  private static func place(_ path: String) -> String {
    path.isEmpty ? "" : ": \(path.split(separator: "/").joined(separator: "."))"
  }

  /// Another language's word for a type.
  private static func isForeign(_ type: JSONValue?) -> Bool {
    let known: Set<String> = ["string", "number", "integer", "boolean", "object", "array", "null"]
    let written = type.map { $0.kind == .array ? $0.elements.compactMap(\.string) : [$0.string].compactMap { $0 } }
    return written?.contains { !known.contains($0.lowercased()) } ?? false
  }

  private static func resolves(_ reference: String, in root: JSONValue) -> Bool {
    if reference == "#" { return true }
    guard reference.hasPrefix("#/") else {
      return root.subschemas.contains { $0.schema["$anchor"]?.string == String(reference.dropFirst()) }
    }
    return root.value(at: String(reference.dropFirst())) != nil
  }

  private static func oversize(
    _ root: JSONValue, _ properties: Int, _ levels: Int, _ values: Int
  ) -> [(path: String, words: String)] {
    let all = root.subschemas
    let counts = [
      (all.reduce(0) { $0 + ($1.schema["properties"]?.count ?? 0) }, properties, "properties"),
      (all.map(\.level).max() ?? 0, levels, "levels"),
      (all.reduce(0) { $0 + ($1.schema["enum"]?.count ?? 0) }, values, "enum values"),
    ]
    return counts.filter { $0.0 > $0.1 }.map { ("", "has \($0.0) \($0.2): \($0.1) are allowed") }
  }

  private static let metaSchema = CompiledSchema(
    JSONValue.parsed(##"{"$ref": "https://json-schema.org/draft/2020-12/schema"}"##))
}

extension JSONValue {
  static let emptyObject = parsed("{}")

  /// A constant of the program.
  static func parsed(_ text: StaticString) -> JSONValue {
    guard let document = try? Document("\(text)") else { preconditionFailure("a constant that is not JSON") }
    return document.root
  }
}
