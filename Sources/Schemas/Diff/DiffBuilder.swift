import LosslessJSON

/// Walks the three sides together, level by level.
struct DiffBuilder {
  static let rowLimit = 400
  static let depthLimit = 8

  let schema: JSONValue?
  let implemented: ImplementedTool?
  let received: JSONValue?
  let runtime: String
  /// The schema column is the request's own (else it was taken from the implementation).
  var isDeclared = true
  private(set) var rows: [SchemaDiff.Row] = []
  private let violationsByPath: [String: [Violation]]
  private let driftsByPath: [String: [Drift]]

  init(schema: JSONValue?, implemented: ImplementedTool?, received: JSONValue?, runtime: String) {
    self.schema = schema
    self.implemented = implemented
    self.received = received
    self.runtime = runtime
    let found = schema.flatMap { schema in received.map { violations(of: $0, against: schema) } } ?? []
    violationsByPath = Dictionary(grouping: found, by: \.propertyPath)
    let differing = schema.flatMap { schema in
      implemented?.signature.map { drifts(declared: schema, implemented: $0) }
    }
    driftsByPath = Dictionary(grouping: differing ?? [], by: \.path)
  }

  mutating func build() {
    if let whole = violationsByPath[""], let first = whole.first {
      rows.append(
        SchemaDiff.Row(
          mark: .error, path: "", name: "(arguments)", declared: first.expected, received: first.actual,
          note: first.detail))
    }
    level(path: "", depth: 0, schema: schema, received: received)
  }

  private mutating func level(path: String, depth: Int, schema node: JSONValue?, received object: JSONValue?) {
    guard depth < Self.depthLimit else { return }
    let resolved = node.map(objectSchema)
    let properties = resolved?["properties"]
    let required = Set(resolved?["required"]?.elements.compactMap(\.string) ?? [])
    let parameters = depth == 0 ? implemented?.signature?.parameters.filter { !$0.isInjected } ?? [] : []
    var names: [String] = []
    var seen: Set<String> = []
    let sent = object?.members.map(\.key) ?? []
    for name in (properties?.members.map(\.key) ?? []) + parameters.map(\.name) + sent where seen.insert(name).inserted
    {
      names.append(name)
    }
    let absent = names.filter { object?[$0] == nil }
    for name in names {
      guard rows.count < Self.rowLimit else { return }
      let at = path + "/" + JSONPointer.escaped(name)
      let property = properties?[name]
      let parameter = parameters.first { $0.name == name }
      let value = object?[name]
      var row = SchemaDiff.Row(mark: .same, path: at, depth: depth, name: name)
      if let property, let root = schema {
        row.declared = isDeclared ? declaredCell(property, isRequired: required.contains(name), root: root) : nil
        if !isDeclared, parameter == nil {
          row.implemented = declaredCell(property, isRequired: required.contains(name), root: root)
        }
      }
      row.implemented = parameter.map(implementedCell) ?? row.implemented
      row.received = value.map(words(forReceived:))
      judge(&row, property: property, parameter: parameter, value: value, absent: absent, isKnown: properties != nil)
      rows.append(row)
      if let value, value.kind == .object, property != nil || value.count <= 40 {
        level(path: at, depth: depth + 1, schema: property, received: value)
      } else if let value, value.kind == .array {
        elements(path: at, depth: depth + 1, schema: property, received: value)
      }
    }
  }

  /// Elements of a list that break something get rows of their own.
  private mutating func elements(path: String, depth: Int, schema node: JSONValue?, received list: JSONValue) {
    let items = node.map(objectSchema)?["items"]
    for (place, element) in list.elements.enumerated() {
      let at = path + "/" + String(place)
      let isAtFault = violationsByPath.keys.contains { $0 == at || $0.hasPrefix(at + "/") }
      guard isAtFault, rows.count < Self.rowLimit, depth < Self.depthLimit else { continue }
      var row = SchemaDiff.Row(
        mark: .same, path: at, depth: depth, name: "[\(place)]", received: words(forReceived: element))
      if let items, let root = schema { row.declared = words(forSchema: items, root: root) }
      judge(&row, property: items, parameter: nil, value: element, absent: [], isKnown: true)
      rows.append(row)
      if element.kind == .object { level(path: at, depth: depth + 1, schema: items, received: element) }
    }
  }

  /// The schema that describes the object here: references followed, the branch beside null taken.
  private func objectSchema(_ node: JSONValue) -> JSONValue {
    var at = node
    for _ in 0..<Self.depthLimit {
      if let reference = at["$ref"]?.string, let root = schema,
        let target = resolve(reference, root: root, holders: [node])
      {
        at = target
        continue
      }
      let branches = (at["anyOf"] ?? at["oneOf"])?.elements.filter { $0["type"]?.string != "null" } ?? []
      guard at["properties"] == nil, branches.count == 1, let only = branches.first else { break }
      at = only
    }
    return at
  }

  private func judge(
    _ row: inout SchemaDiff.Row, property: JSONValue?, parameter: Parameter?, value: JSONValue?, absent: [String],
    isKnown: Bool
  ) {
    var notes: [String] = []
    for violation in violationsByPath[row.path] ?? [] {
      var effect = Runtimes.effect(of: violation, value: value, schema: schema, runtime: runtime)
      if effect == .refused, let value, isTaken(value, by: parameter) { effect = .passedUnchecked }
      raise(&row, violation.keyword == "additionalProperties" && effect == .dropped ? .receivedOnly : mark(of: effect))
      notes.append(violation.keyword == "required" ? "required, not sent" : violation.detail)
      if let words = effect.words(runtime: runtime) { notes.append(words) }
    }
    if let declared = row.declared, declared.contains("unresolved #") {
      raise(&row, .tolerated)
      notes.append("the reference points nowhere in what was sent")
    }
    if received != nil { judgeDrift(&row, &notes, parameter: parameter, isSent: value != nil) }
    if value != nil, property == nil, isKnown {
      judgeUndeclared(&row, &notes, parameter: parameter, absent: absent)
    }
    row.note = notes.isEmpty ? nil : notes.joined(separator: "; ")
  }

  /// The parameter's own annotation lets the value through, whatever was declared.
  private func isTaken(_ value: JSONValue, by parameter: Parameter?) -> Bool {
    guard let parameter else { return false }
    let taken =
      parameter.schema.map { types(ofSchema: $0, root: $0) } ?? parameter.annotation.flatMap(types(ofAnnotation:))
    return taken?.contains { $0.accepts(value) } ?? false
  }

  private func judgeDrift(
    _ row: inout SchemaDiff.Row, _ notes: inout [String], parameter: Parameter?, isSent: Bool
  ) {
    for drift in driftsByPath[row.path] ?? [] {
      switch drift.breaks {
      case .everyCall: raise(&row, .error)
      case .callsThatSendIt: raise(&row, isSent ? .error : .notImplemented)
      case .callsThatOmitIt: raise(&row, isSent ? .tolerated : .error)
      case .callsThatSendNull, .someValues, .unknown: raise(&row, .tolerated)
      case .noCall: break
      }
      if drift.code == "DI01", row.mark != .error { raise(&row, .notImplemented) }
      notes.append(drift.message)
    }
  }

  private func judgeUndeclared(
    _ row: inout SchemaDiff.Row, _ notes: inout [String], parameter: Parameter?, absent: [String]
  ) {
    if notes.isEmpty {
      notes.append("not declared")
      let takesAnyName = implemented?.signature?.parameters.contains { $0.kind == .variadicKeyword } ?? false
      if takesAnyName {
        notes.append("lands in **kwargs")
      } else if parameter == nil, runtime == "classic-0.2", row.depth == 0 {
        raise(&row, .error)
        notes.append("classic-0.2 calls the function with it, which raises TypeError")
      } else if Runtimes.validating.contains(runtime) {
        notes.append("\(runtime) drops it: the function never sees it")
      }
    }
    raise(&row, .receivedOnly)
    if let meant = nearName(to: row.name, among: absent) { notes.append("did you mean \(meant)?") }
  }

  private func mark(of effect: RuntimeEffect) -> SchemaDiff.Row.Mark {
    switch effect {
    case .refused, .unknown: .error
    case .passedUnchecked, .converted, .dropped: .tolerated
    }
  }

  /// The worst mark wins.
  private func raise(_ row: inout SchemaDiff.Row, _ mark: SchemaDiff.Row.Mark) {
    let order: [SchemaDiff.Row.Mark] = [.same, .tolerated, .receivedOnly, .notImplemented, .error]
    guard let old = order.firstIndex(of: row.mark), let new = order.firstIndex(of: mark), new > old else { return }
    row.mark = mark
  }
}
