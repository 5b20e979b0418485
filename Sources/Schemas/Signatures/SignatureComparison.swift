import LosslessJSON

/// Holds a declaration's properties against a function's parameters, by name.
struct SignatureComparison {
  let schema: JSONValue
  let signature: Signature
  private(set) var found: [Drift] = []

  private var named: [Parameter] {
    signature.parameters.filter { !$0.isInjected && ($0.kind == .ordinary || $0.kind == .keywordOnly) }
  }

  init(schema: JSONValue, signature: Signature) {
    self.schema = schema
    self.signature = signature
  }

  mutating func run() {
    let properties = schema["properties"]
    let declared = properties?.members.map(\.key) ?? []
    let required = Set(schema["required"]?.elements.compactMap(\.string) ?? [])
    let parameters = Dictionary(named.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let undeclared = named.map(\.name).filter { !declared.contains($0) }
    var paired: Set<String> = []
    var surplus: [String] = []
    for name in declared {
      guard let property = properties?[name] else { continue }
      if let parameter = parameters[name] {
        compare(name, property, isRequired: required.contains(name), parameter)
      } else if let special = signature.parameters.first(where: { $0.name == name }) {
        addSpecial(special)
      } else if let meant = nearName(to: name, among: undeclared), let parameter = parameters[meant],
        mayBeOne(property, parameter)
      {
        paired.insert(meant)
        addRenamed(name, parameter)
      } else if !signature.takesAnyName {
        surplus.append(name)
        add("DI01", name, "\(signature.function) has no parameter \(name)", .callsThatSendIt)
      }
    }
    for name in undeclared where !paired.contains(name) {
      guard let parameter = parameters[name] else { continue }
      if parameter.defaultText != nil {
        add("DI03", name, "\(name) is optional in \(signature.function) and is not declared", .noCall)
        continue
      }
      let other = surplus.count == 1 && undeclared.count == 1 ? surplus.first : nil
      add(
        "DI02", name,
        "\(signature.function) needs \(name), and the declaration does not have it"
          + (other.map { " (is it what the declaration calls \($0)?)" } ?? ""), .everyCall)
    }
  }

  private mutating func compare(_ name: String, _ property: JSONValue, isRequired: Bool, _ parameter: Parameter) {
    if !isRequired, parameter.defaultText == nil, property["default"] == nil {
      add("DI07", name, "\(name) is declared optional, and \(signature.function) needs it", .callsThatOmitIt)
    } else if isRequired, parameter.defaultText != nil {
      add("DI08", name, "\(name) is declared required, and \(signature.function) has a default", .noCall)
    }
    compareDefaults(name, property, isRequired: isRequired, parameter)
    guard let taken = parameter.acceptedSchema else {
      if parameter.annotation == nil, let types = types(ofSchema: property, root: schema) {
        add(
          "DI17", name, "\(name) has no annotation in \(signature.function): \(described(types)) is a guess", .unknown)
      }
      return
    }
    let comparison = PropertyComparison(
      declaredRoot: schema, takenRoot: taken, name: name, function: signature.function,
      annotation: parameter.annotation, isDerived: parameter.schema != nil)
    found += comparison.drifts(property, taken, path: "/" + JSONPointer.escaped(name))
  }

  /// What is used where the call leaves it out. Only plain values can be held against each other.
  private mutating func compareDefaults(
    _ name: String, _ property: JSONValue, isRequired: Bool, _ parameter: Parameter
  ) {
    guard !isRequired, let written = property["default"], let text = parameter.defaultText,
      let used = try? Document(jsonText(ofPython: text)).root, used.kind != .object, used.kind != .array,
      written.kind != .object, written.kind != .array, !isEqual(written, used)
    else { return }
    add(
      "DI09", name,
      "the declared default is \(words(forReceived: written)), and \(signature.function) uses \(text)", .callsThatOmitIt
    )
  }

  private func mayBeOne(_ property: JSONValue, _ parameter: Parameter) -> Bool {
    guard let declared = types(ofSchema: property, root: schema), let taken = parameter.types else { return true }
    return !widened(declared).isDisjoint(with: widened(taken))
  }

  private mutating func addRenamed(_ name: String, _ parameter: Parameter) {
    found.append(
      Drift(
        code: "DI12", path: "/" + JSONPointer.escaped(name),
        message: "declared as \(name), the function calls it \(parameter.name)",
        breaks: parameter.defaultText == nil ? .everyCall : .callsThatSendIt, parameter: parameter.name))
  }

  private mutating func addSpecial(_ parameter: Parameter) {
    let name = parameter.name
    switch parameter.kind {
    case .variadic: add("DI14", name, "*\(name) is declared as a property: it cannot be sent by name", .everyCall)
    case .variadicKeyword: add("DI15", name, "**\(name) is declared as a property of its own", .everyCall)
    case .positionalOnly: add("DI16", name, "\(name) is positional-only: it cannot be sent by name", .everyCall)
    default: return
    }
  }

  private mutating func add(_ code: String, _ name: String, _ message: String, _ breaks: Drift.Breaks) {
    found.append(Drift(code: code, path: "/" + JSONPointer.escaped(name), message: message, breaks: breaks))
  }
}

/// A Python literal's JSON text, where it is a plain one: None, True, a number, a string without escapes.
private func jsonText(ofPython text: String) -> String {
  switch text {
  case "None": return "null"
  case "True": return "true"
  case "False": return "false"
  default:
    guard text.count > 1, let quote = text.first, quote == "'" || quote == "\"", text.last == quote,
      !text.contains("\\")
    else { return text }
    return quoted(String(text.dropFirst().dropLast()))
  }
}

/// An integer is a number too.
func widened(_ types: Set<JSONType>) -> Set<JSONType> { types.contains(.number) ? types.union([.integer]) : types }

func described(_ types: Set<JSONType>) -> String {
  JSONType.allCases.filter(types.contains).map(\.rawValue).joined(separator: " or ")
}
