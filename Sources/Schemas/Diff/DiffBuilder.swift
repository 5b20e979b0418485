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
  private(set) var verdict = SchemaDiff.Verdict.runsAsDeclared
  private let violationsByPath: [String: [Violation]]
  private let driftsByPath: [String: [Drift]]
  private let tooHigh: (property: String, fields: [String])?
  /// Properties that the function calls otherwise, and how.
  private let renamed: [String: String]

  init(schema: JSONValue?, implemented: ImplementedTool?, received: JSONValue?, runtime: String) {
    self.schema = schema
    self.implemented = implemented
    self.received = received
    self.runtime = runtime
    let found = schema.flatMap { schema in received.map { violations(of: $0, against: schema) } } ?? []
    // What breaks a union's best branch is told at its own place, too.
    let all = found + found.flatMap { union in union.branch.filter { $0.propertyPath != union.propertyPath } }
    violationsByPath = Dictionary(grouping: all, by: \.propertyPath)
    let differing = schema.flatMap { schema in
      implemented?.signature.map { drifts(declared: schema, implemented: $0) }
    }
    driftsByPath = Dictionary(grouping: differing ?? [], by: \.path)
    renamed = (differing ?? []).reduce(into: [:]) { names, drift in
      guard let parameter = drift.parameter, let name = JSONPointer.steps(drift.path)?.first else { return }
      names[name] = parameter
    }
    tooHigh = schema.flatMap { schema in received.flatMap { fieldsSentTooHigh($0, schema) } }
  }

  private var signature: Signature? { implemented?.signature }

  mutating func build() {
    if let whole = violationsByPath[""], let first = whole.first {
      rows.append(
        SchemaDiff.Row(
          mark: .error, path: "", name: "(arguments)", declared: first.expected, received: first.actual,
          note: first.detail))
      verdict = max(verdict, .failsValidation)
    }
    level(path: "", depth: 0, schema: schema, received: received)
  }

  private mutating func level(path: String, depth: Int, schema node: JSONValue?, received object: JSONValue?) {
    guard depth < Self.depthLimit else { return }
    let resolved = node.map { described($0, for: object) }
    let properties = resolved?["properties"]
    let required = Set(resolved?["required"]?.elements.compactMap(\.string) ?? [])
    let parameters = depth == 0 ? signature?.parameters.filter { !$0.isInjected } ?? [] : []
    let names = names(properties, parameters, object, isTopLevel: depth == 0)
    let absent = names.filter { object?[$0] == nil }
    for name in names {
      guard rows.count < Self.rowLimit else { return }
      let taking = renamed[name] ?? name
      let parameter = parameters.first { $0.name == taking }
      let value = object?[name]
      var row = SchemaDiff.Row(
        mark: .same, path: path + "/" + JSONPointer.escaped(name), depth: depth, name: name,
        implemented: parameter.map(implementedCell), received: value.map(words(forReceived:)))
      let property = properties?[name]
      if let property, let root = schema {
        let cell = declaredCell(property, isRequired: required.contains(name), root: root)
        if isDeclared { row.declared = cell } else { row.implemented = row.implemented ?? cell }
      }
      let isKnown = resolved != nil
      add(row, property: property, parameter: parameter, value: value, absent: absent, isKnown: isKnown)
      inside(row, property: property, value: value)
      if let tooHigh, depth == 0, tooHigh.property == name, let object { addTooHigh(row, tooHigh.fields, object) }
    }
  }

  /// The names of a level: declared, implemented, sent.
  private func names(
    _ properties: JSONValue?, _ parameters: [Parameter], _ object: JSONValue?, isTopLevel: Bool
  ) -> [String] {
    let sent = object?.members.map(\.key) ?? []
    // A renamed parameter stands in its property's row.
    let moved = isTopLevel ? Set((tooHigh?.fields ?? []) + renamed.values.filter { object?[$0] == nil }) : []
    var seen: Set<String> = []
    let all = (properties?.members.map(\.key) ?? []) + parameters.map(\.name) + sent
    return all.filter { !moved.contains($0) && seen.insert($0).inserted }
  }

  private mutating func inside(_ row: SchemaDiff.Row, property: JSONValue?, value: JSONValue?) {
    guard let value else { return }
    if value.kind == .object, property != nil || value.count <= 40 {
      level(path: row.path, depth: row.depth + 1, schema: property, received: value)
    } else if value.kind == .array {
      elements(path: row.path, depth: row.depth + 1, schema: property, received: value)
    }
  }

  /// Elements of a list that break something, or that cannot be held against anything, get rows of their own.
  private mutating func elements(path: String, depth: Int, schema node: JSONValue?, received list: JSONValue) {
    let items = node.map { described($0, for: list) }?["items"]
    let isUnresolved = node.map { unresolvedReference(in: $0, root: schema ?? $0) != nil } ?? false
    for (place, element) in list.elements.enumerated() {
      let at = path + "/" + String(place)
      let isAtFault = violationsByPath.keys.contains { $0 == at || $0.hasPrefix(at + "/") }
      guard isAtFault || isUnresolved && place < 3, rows.count < Self.rowLimit, depth < Self.depthLimit else {
        continue
      }
      var row = SchemaDiff.Row(
        mark: .same, path: at, depth: depth, name: "[\(place)]", received: words(forReceived: element))
      if let items, let root = schema, !isUnresolved { row.declared = cellWords(items, root: root) }
      add(row, property: items, parameter: nil, value: element, absent: [], isKnown: true)
      if isUnresolved { continue }
      if element.kind == .object { level(path: at, depth: depth + 1, schema: items, received: element) }
    }
  }

  /// The fields of an object that were sent beside it.
  private mutating func addTooHigh(_ row: SchemaDiff.Row, _ fields: [String], _ object: JSONValue) {
    let inner = schema?["properties"]?[row.name].map { described($0, for: nil) }
    for field in fields {
      var judgement = RowJudgement(runtime: runtime)
      judgement.judgeTooHigh(parameter: nil)
      let declared = inner?["properties"]?[field].flatMap { property in
        schema.map { declaredCell(property, isRequired: true, root: $0) }
      }
      let path = row.path + "/" + JSONPointer.escaped(field)
      rows.append(
        SchemaDiff.Row(
          mark: judgement.mark, path: path, depth: 1, name: field, declared: declared,
          received: object[field].map(words(forReceived:)), note: judgement.notes.joined(separator: "; "),
          codes: judgement.codes))
      verdict = max(verdict, judgement.verdict)
    }
  }

  private mutating func add(
    _ row: SchemaDiff.Row, property: JSONValue?, parameter: Parameter?, value: JSONValue?, absent: [String],
    isKnown: Bool
  ) {
    var row = row
    var judgement = RowJudgement(runtime: runtime)
    let broken = violationsByPath[row.path] ?? []
    for violation in broken {
      judgement.judge(violation, value: value, schema: schema, parameter: parameter, signature: signature)
    }
    if received != nil {
      for drift in driftsByPath[row.path] ?? [] {
        judgement.judge(drift, value: value, parameter: parameter, signature: signature)
      }
      if let property { judgeDeclaration(property, row, value, isBroken: !broken.isEmpty, &judgement) }
      if value == nil, broken.isEmpty, property?["default"] != nil { judgement.remark("DR11") }
    }
    if value != nil, property == nil, isKnown {
      if broken.isEmpty, judgement.codes.isEmpty {
        judgement.judgeUndeclared(parameter: parameter, signature: signature, isTopLevel: row.depth == 0)
      }
      if let meant = nearName(to: row.name, among: absent) ?? related(row, among: absent, value) {
        judgement.notes.append("did you mean \(meant)?")
      }
    }
    row.mark = judgement.mark
    row.codes = judgement.codes
    row.note = judgement.notes.isEmpty ? nil : judgement.notes.joined(separator: "; ")
    rows.append(row)
    verdict = max(verdict, judgement.verdict)
  }

  private func related(_ row: SchemaDiff.Row, among absent: [String], _ value: JSONValue?) -> String? {
    let around = String(row.path[..<(row.path.lastIndex(of: "/") ?? row.path.startIndex)])
    let needed = absent.filter { isMissing(around + "/" + JSONPointer.escaped($0)) }
    if let meant = relatedName(to: row.name, among: needed) { return meant }
    guard around.isEmpty, let schema else { return nil }
    return relatedName(to: row.name, among: absent, fitting: value, schema["properties"], root: schema)
  }

  private func isMissing(_ path: String) -> Bool {
    violationsByPath[path]?.contains { $0.keyword == "required" } ?? false
  }

  /// What is wrong with the declaration itself.
  private func judgeDeclaration(
    _ property: JSONValue, _ row: SchemaDiff.Row, _ value: JSONValue?, isBroken: Bool, _ judgement: inout RowJudgement
  ) {
    guard let schema, isDeclared else { return }
    if row.depth == 0, let reference = unresolvedReference(in: property, root: schema) {
      let isBeside = resolve(reference, root: schema, holders: [property]) != nil
      judgement.judgeUnreadable(
        "DI23",
        "$ref \(reference) points nowhere"
          + (isBeside ? ": the definition lies under /properties\(row.path)/$defs" : ""))
    }
    if row.depth == 0, let fault = unknownType(in: property) { judgement.judgeUnreadable("DI24", fault) }
    if let written = property["default"], !CompiledSchema(schema, part: property).accepts(written) {
      judgement.remark(
        "DI22", isBroken ? "its declared default is \(words(forReceived: written))" : nil,
        mark: isBroken ? .tolerated : .same)
    }
  }

  /// The schema that describes the value here: references followed, of a union the branch that fits it best.
  private func described(_ node: JSONValue, for value: JSONValue?) -> JSONValue {
    var at = node
    guard let root = schema else { return at }
    for _ in 0..<Self.depthLimit {
      if let reference = at["$ref"]?.string, let target = resolve(reference, root: root, holders: [node]) {
        at = target
        continue
      }
      let branches = (at["anyOf"] ?? at["oneOf"])?.elements.filter { $0["type"]?.string != "null" } ?? []
      guard at["properties"] == nil, let best = bestBranch(branches, for: value, root: root) else { break }
      at = best
    }
    return at
  }

  private func bestBranch(_ branches: [JSONValue], for value: JSONValue?, root: JSONValue) -> JSONValue? {
    guard branches.count > 1 else { return branches.first }
    guard let value, branches.count <= 20 else { return nil }
    return branches.map { ($0, Rank(value, CompiledSchema(root, part: $0).violations(of: value), path: "")) }
      .min { $0.1 < $1.1 }?.0
  }
}
