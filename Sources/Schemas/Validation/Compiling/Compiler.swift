import LosslessJSON

/// Something in a schema that cannot be held against a value as it is written.
package struct SchemaProblem: Sendable, Equatable {
  /// JSON Pointer to the schema, in its own document.
  package var schemaPath: String
  /// A sentence without its full stop.
  package var message: String

  package init(schemaPath: String, message: String) {
    self.schemaPath = schemaPath
    self.message = message
  }
}

/// A schema inside another, and the way to it from the schema around it ("/properties/limit").
struct Subschema {
  let node: Int
  let step: String
}

/// One schema, ready to be held against values.
struct SchemaNode {
  /// `true` and `false` as schemas.
  var constant: Bool?
  /// The resource that it belongs to: what `$dynamicRef` looks through.
  var resource = 0
  var keywords: [any Keyword] = []
}

/// Makes nodes of schemas, each once, so that cycles of references end. Works from a list, never by recursion: the depth of a
/// schema costs no stack.
struct Compiler {
  /// What is known where a schema stands.
  struct Surroundings {
    var resource: Int
    /// Schemas on the way that hold definitions: some frameworks put `$defs` inside the property and still write
    /// `#/$defs/…`, which points nowhere from the root.
    var holders: [JSONValue] = []
  }

  static let nodeLimit = 200_000

  var registry: SchemaRegistry
  private(set) var nodes: [SchemaNode] = []
  private(set) var problems: [SchemaProblem] = []
  /// The nodes of dynamic anchors, by resource.
  private(set) var dynamicNodes: [Int: [String: Int]] = [:]
  private(set) var tracksEvaluation = false
  private(set) var hasFormats = false
  /// The schema that is being read, and where it stands.
  private(set) var schema: JSONValue
  private(set) var surroundings: Surroundings
  var dialect: Dialect { registry.resources[surroundings.resource].dialect }

  private var waiting: [(node: Int, schema: JSONValue, surroundings: Surroundings)] = []
  private var nodeAt: [Place: Int] = [:]
  private var dynamicNames: Set<String> = []

  init(_ root: JSONValue, part: JSONValue? = nil, registry: SchemaRegistry) {
    self.registry = registry
    let id = self.registry.add(root, address: "")
    schema = root
    surroundings = Surroundings(resource: id)
    _ = node(for: part ?? root, in: surroundings)
    repeat {
      while let next = waiting.popLast() { build(next.node, next.schema, next.surroundings) }
      addDynamicAnchors()
    } while !waiting.isEmpty
    for address in self.registry.unknownDialects {
      problems.append(
        SchemaProblem(schemaPath: "/$schema", message: "$schema \(address) is not known: read as the default draft"))
    }
  }

  /// Schedules a schema inside the one that is being read.
  mutating func subschema(_ value: JSONValue, _ step: String) -> Subschema {
    Subschema(node: node(for: value, in: surroundings), step: step)
  }

  /// Schedules the schema that a reference means; nil (and a problem) where it means none.
  mutating func reference(_ text: String, _ step: String) -> Subschema? {
    guard let (target, place) = target(of: text) else {
      note("\(text) points nowhere: what it should describe is not checked")
      return nil
    }
    return Subschema(node: node(for: target, in: place), step: step)
  }

  /// The name under which the reference is looked up again in the schemas on the way; nil where it is an ordinary one.
  mutating func dynamicName(of text: String) -> String? {
    guard let (target, place) = target(of: text) else { return nil }
    let name = dialect.draft == .draft2019 ? "" : SchemaURI(text).fragment ?? ""
    guard let anchored = registry.resources[place.resource].dynamicAnchors[name], Place(anchored) == Place(target)
    else { return nil }
    dynamicNames.insert(name)
    return name
  }

  /// Says what cannot be checked in the schema that is being read.
  mutating func note(_ message: String) {
    guard problems.count < 100 else { return }
    let path = registry.resources.lazy.map(\.root).first { $0.document === schema.document }?
      .place(at: schema.range.lowerBound)?.pointer
    problems.append(SchemaProblem(schemaPath: path ?? "", message: message))
  }

  mutating func needsEvaluation() { tracksEvaluation = true }
  mutating func usesFormats() { hasFormats = true }

  private mutating func node(for value: JSONValue, in surroundings: Surroundings) -> Int {
    let place = Place(value)
    if let known = nodeAt[place] { return known }
    let id = nodes.count
    nodes.append(SchemaNode(resource: surroundings.resource))
    nodeAt[place] = id
    if id < Self.nodeLimit {
      waiting.append((id, value, surroundings))
    } else if id == Self.nodeLimit {
      note("more than \(Self.nodeLimit) schemas: the rest is not checked")
    }
    return id
  }

  private mutating func build(_ id: Int, _ value: JSONValue, _ place: Surroundings) {
    schema = value
    surroundings = place
    if let own = registry.resource(at: value) { surroundings.resource = own }
    nodes[id].resource = surroundings.resource
    switch value.kind {
    case .true, .false: nodes[id].constant = value.kind == .true
    case .object: nodes[id].keywords = keywords()
    default: note("a schema is an object, true or false")
    }
  }

  private mutating func keywords() -> [any Keyword] {
    let dialect = dialect
    if schema["$defs"] != nil || schema["definitions"] != nil { surroundings.holders.append(schema) }
    if dialect.draft == .draft7, let target = schema["$ref"] {
      return Reference(target, &self).map { [$0] } ?? []
    }
    var found: [any Keyword] = []
    var last: [any Keyword] = []
    for member in schema.members {
      guard let entry = KnownKeywords.entries[member.key], entry.applies(in: dialect), let read = entry.read else {
        continue
      }
      guard let keyword = read(member.value, &self) else { continue }
      if entry.isLast { last.append(keyword) } else { found.append(keyword) }
    }
    return last.isEmpty ? found : found + last
  }

  private mutating func target(of text: String) -> (JSONValue, Surroundings)? {
    let address = registry.resources[surroundings.resource].base.resolving(text)
    let fragment = withoutPercents(address.fragment ?? "")
    guard let id = registry.find(address.absolute) else { return nil }
    let resource = registry.resources[id]
    if fragment.isEmpty { return (resource.root, Surroundings(resource: id)) }
    guard fragment.hasPrefix("/") else {
      return resource.anchors[fragment].map { ($0, Surroundings(resource: id)) }
    }
    guard let steps = JSONPointer.steps(fragment) else { return nil }
    if let found = follow(steps, from: resource.root, Surroundings(resource: id)) { return found }
    for (place, holder) in surroundings.holders.enumerated().reversed() where text.hasPrefix("#") {
      var around = surroundings
      around.holders = Array(surroundings.holders[...place])
      if let found = follow(steps, from: holder, around) {
        note("\(text) points nowhere from the root: taken from the definitions beside it")
        return found
      }
    }
    return nil
  }

  /// Walks a pointer; a schema with an address of its own on the way is what references inside it start from.
  private func follow(
    _ steps: [String], from start: JSONValue, _ around: Surroundings
  ) -> (JSONValue, Surroundings)? {
    var value = start
    var around = around
    for step in steps {
      guard let next = value.kind == .array ? Int(step).flatMap({ value[$0] }) : value[step] else { return nil }
      value = next
      if let id = registry.resource(at: value) { around.resource = id }
    }
    return (value, around)
  }

  private mutating func addDynamicAnchors() {
    guard !dynamicNames.isEmpty else { return }
    for id in registry.resources.indices {
      for (name, target) in registry.resources[id].dynamicAnchors where dynamicNames.contains(name) {
        dynamicNodes[id, default: [:]][name] = node(for: target, in: Surroundings(resource: id))
      }
    }
  }
}
