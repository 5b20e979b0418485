import LosslessJSON

/// Holds what is declared of one property against what its parameter takes: types, allowed values, elements, fields, and
/// (where the program derived the parameter's schema itself) bounds.
struct PropertyComparison {
  static let depthLimit = 6

  let declaredRoot: JSONValue
  let takenRoot: JSONValue
  let name: String
  let function: String
  let annotation: String?
  /// The parameter's schema was derived by the program; else it was read from the annotation's text, which knows no bounds.
  let isDerived: Bool

  func drifts(_ declared: JSONValue, _ taken: JSONValue, path: String, depth: Int = 0) -> [Drift] {
    guard depth < Self.depthLimit else { return [] }
    var found = typeDrifts(declared, taken, path)
    guard found.allSatisfy({ $0.code == "DI13" || $0.code == "DI06" }) else { return found }
    guard let (one, other) = branches(declared, taken) else { return found }
    found += valueDrifts(one, other, path) + fieldDrifts(one, other, path, depth)
    if isDerived { found += boundDrifts(one, other, path) }
    if let items = one["items"], let elements = other["items"], items.kind == .object, elements.kind == .object {
      let inside = drifts(items, elements, path: path, depth: depth + 1)
      found += inside.filter { $0.breaks != .noCall }.map { drift in
        Drift(
          code: "DI19", path: path, message: "the elements of \(name) differ: \(drift.message)", breaks: .someValues)
      }.prefix(1)
    }
    return found
  }

  private func typeDrifts(_ declared: JSONValue, _ taken: JSONValue, _ path: String) -> [Drift] {
    guard let told = types(ofSchema: declared, root: declaredRoot), let used = types(ofSchema: taken, root: takenRoot)
    else { return [] }
    let label = label(path)
    let words = "\(label): declared \(described(told)), implemented \(shown(path, used))"
    let (all, accepted) = (widened(told), widened(used))
    func one(_ code: String, _ message: String, _ breaks: Drift.Breaks) -> [Drift] {
      [Drift(code: code, path: path, message: message, breaks: breaks)]
    }
    if all.subtracting([.null]).isDisjoint(with: accepted), all != accepted {
      return one("DI04", words, .callsThatSendIt)
    }
    if all.contains(.null), !accepted.contains(.null) {
      return one(
        "DI13", "\(label) may be null by its declaration, and \(function) does not take null", .callsThatSendNull)
    }
    if !all.isSubset(of: accepted) { return one("DI05", words, .someValues) }
    let more = accepted.subtracting(all)
    if more == [.null] {
      return one("DI13", "\(function) takes null for \(label), and the declaration forbids it", .noCall)
    }
    return more.isEmpty ? [] : one("DI06", words, .noCall)
  }

  /// Both sides without references and without null beside something else; nil where one is a union of several.
  private func branches(_ declared: JSONValue, _ taken: JSONValue) -> (JSONValue, JSONValue)? {
    guard let one = single(declared, declaredRoot), let other = single(taken, takenRoot) else { return nil }
    return (one, other)
  }

  private func single(_ schema: JSONValue, _ root: JSONValue) -> JSONValue? {
    var at = schema
    for _ in 0..<Self.depthLimit {
      if let reference = at["$ref"]?.string {
        guard let target = resolve(reference, root: root, holders: [schema]) else { return nil }
        at = target
        continue
      }
      guard let union = at["anyOf"] ?? at["oneOf"], union.kind == .array else { return at }
      let real = union.elements.filter { $0["type"]?.string != "null" }
      guard real.count == 1, let only = real.first else { return nil }
      at = only
    }
    return nil
  }

  private func valueDrifts(_ declared: JSONValue, _ taken: JSONValue, _ path: String) -> [Drift] {
    guard let offered = allowed(declared), let accepted = allowed(taken) else { return [] }
    let refused = offered.filter { value in !accepted.contains { isEqual($0, value) } }
    let hidden = accepted.filter { value in !offered.contains { isEqual($0, value) } }
    func list(_ values: [JSONValue]) -> String {
      values.prefix(4).map(words(forReceived:)).joined(separator: ", ") + (values.count > 4 ? ", …" : "")
    }
    if !refused.isEmpty {
      let message = "\(label(path)) may be \(list(refused)) by its declaration, which \(function) does not know"
      return [Drift(code: "DI10", path: path, message: message, breaks: .someValues)]
    }
    guard !hidden.isEmpty else { return [] }
    let message = "\(function) knows \(list(hidden)) for \(label(path)), which are not declared"
    return [Drift(code: "DI10", path: path, message: message, breaks: .noCall)]
  }

  private func allowed(_ schema: JSONValue) -> [JSONValue]? {
    if let only = schema["const"] { return [only] }
    return schema["enum"].map { Array($0.elements) }
  }

  private func fieldDrifts(_ declared: JSONValue, _ taken: JSONValue, _ path: String, _ depth: Int) -> [Drift] {
    guard let fields = declared["properties"], let used = taken["properties"] else { return [] }
    let needed = taken["required"]?.elements.compactMap(\.string) ?? []
    var found: [Drift] = []
    for name in needed where fields[name] == nil {
      let message = "\(function) needs \(name) inside \(label(path)), and the declaration does not have it"
      found.append(Drift(code: "DI18", path: path, message: message, breaks: .callsThatSendIt))
    }
    for field in fields.members {
      guard let inner = used[field.key] else { continue }
      let at = path + "/" + JSONPointer.escaped(field.key)
      found += drifts(field.value, inner, path: at, depth: depth + 1)
    }
    return found
  }

  /// Bounds of the parameter that the declaration does not have: values that it allows are refused.
  private func boundDrifts(_ declared: JSONValue, _ taken: JSONValue, _ path: String) -> [Drift] {
    let least = ["minimum", "exclusiveMinimum", "minLength", "minItems"]
    let most = ["maximum", "exclusiveMaximum", "maxLength", "maxItems"]
    let stricter = (least + most + ["multipleOf", "pattern"]).filter { keyword in
      guard let bound = taken[keyword] else { return false }
      guard let told = declared[keyword] else { return true }
      guard let one = told.double, let other = bound.double else { return !isEqual(told, bound) }
      return least.contains(keyword) ? one < other : most.contains(keyword) ? one > other : one != other
    }
    guard let first = stricter.first, let bound = taken[first] else { return [] }
    let message = "\(function) demands \(first) \(words(forReceived: bound)) of \(label(path)), which is not declared"
    return [Drift(code: "DI11", path: path, message: message, breaks: .someValues)]
  }

  private func label(_ path: String) -> String {
    (JSONPointer.steps(path) ?? []).joined(separator: ".")
  }

  private func shown(_ path: String, _ types: Set<JSONType>) -> String {
    path.dropFirst().contains("/") ? described(types) : annotation ?? described(types)
  }
}
