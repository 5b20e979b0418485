package import LosslessJSON

/// One difference between what a declaration says and what the function accepts.
package struct Drift: Sendable, Equatable {
  /// Which calls it breaks.
  package enum Breaks: Sendable, Equatable {
    case everyCall, callsThatSendIt, callsThatOmitIt, callsThatSendNull, someValues, noCall, unknown
  }
  /// "DI01", … as the reference of difference kinds has them.
  package var code: String
  /// JSON Pointer in argument space.
  package var path: String
  /// A sentence without its full stop.
  package var message: String
  package var breaks: Breaks

  package init(code: String, path: String, message: String, breaks: Breaks) {
    self.code = code
    self.path = path
    self.message = message
    self.breaks = breaks
  }
}

/// Where a declared schema and a function's signature differ, in the order of the declared properties, then of the
/// parameters. Titles, descriptions and the order of keys are no difference; types are compared as sets of JSON types.
package func drifts(declared schema: JSONValue, implemented signature: Signature) -> [Drift] {
  var comparison = Comparison(schema: schema, signature: signature)
  comparison.run()
  return comparison.found
}

private struct Comparison {
  let schema: JSONValue
  let signature: Signature
  var found: [Drift] = []

  private var named: [Parameter] {
    signature.parameters.filter { !$0.isInjected && ($0.kind == .ordinary || $0.kind == .keywordOnly) }
  }
  private var takesAnyName: Bool { signature.parameters.contains { $0.kind == .variadicKeyword } }

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
    for name in declared {
      guard let property = properties?[name] else { continue }
      if let parameter = parameters[name] {
        compare(name, property, isRequired: required.contains(name), parameter)
      } else if let special = signature.parameters.first(where: { $0.name == name }) {
        addSpecial(special)
      } else if let meant = nearName(to: name, among: undeclared) {
        paired.insert(meant)
        let isNeeded = parameters[meant]?.defaultText == nil
        add(
          "DI12", name, "declared as \(name), the function calls it \(meant)", isNeeded ? .everyCall : .callsThatSendIt)
      } else if !takesAnyName {
        add("DI01", name, "\(signature.function) has no parameter \(name)", .callsThatSendIt)
      }
    }
    for name in undeclared where !paired.contains(name) {
      guard let parameter = parameters[name] else { continue }
      if parameter.defaultText == nil {
        add("DI02", name, "\(signature.function) needs \(name), and the declaration does not have it", .everyCall)
      } else {
        add("DI03", name, "\(name) is optional in \(signature.function) and is not declared", .noCall)
      }
    }
  }

  private mutating func compare(_ name: String, _ property: JSONValue, isRequired: Bool, _ parameter: Parameter) {
    let isOptional = parameter.defaultText != nil
    if !isRequired, !isOptional, property["default"] == nil {
      add("DI07", name, "\(name) is declared optional, and \(signature.function) needs it", .callsThatOmitIt)
    } else if isRequired, isOptional {
      add("DI08", name, "\(name) is declared required, and \(signature.function) has a default", .noCall)
    }
    let declared = types(ofSchema: property, root: schema)
    guard let declared, let implemented = parameter.types else { return }
    let (told, taken) = (widened(declared), widened(implemented))
    let words = "declared \(described(declared)), implemented \(parameter.annotation ?? described(implemented))"
    if told.subtracting([.null]).isDisjoint(with: taken), told != taken {
      add("DI04", name, words, .callsThatSendIt)
    } else if told.contains(.null), !taken.contains(.null) {
      add(
        "DI13", name, "\(name) may be null by its declaration, and \(signature.function) does not take null",
        .callsThatSendNull)
    } else if !told.isSubset(of: taken) {
      add("DI05", name, words, .someValues)
    } else if taken.contains(.null), !told.contains(.null) {
      add("DI13", name, "\(signature.function) takes null for \(name), and the declaration forbids it", .noCall)
    }
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

  /// An integer is a number too.
  private func widened(_ types: Set<JSONType>) -> Set<JSONType> {
    types.contains(.number) ? types.union([.integer]) : types
  }

  private func described(_ types: Set<JSONType>) -> String {
    JSONType.allCases.filter(types.contains).map(\.rawValue).joined(separator: " or ")
  }

  private mutating func add(_ code: String, _ name: String, _ message: String, _ breaks: Drift.Breaks) {
    found.append(Drift(code: code, path: "/" + JSONPointer.escaped(name), message: message, breaks: breaks))
  }
}
