import LosslessJSON

/// Where a value stands: one of its kind in the process as long as its document lives.
struct Place: Hashable {
  let document: ObjectIdentifier
  let start: Int

  init(_ value: JSONValue) {
    document = ObjectIdentifier(value.document)
    start = value.range.lowerBound
  }
}

/// The schemas that can be referred to, by address and by anchor. Asks nobody but the bundled meta-schemas and the
/// resolver that it was given.
struct SchemaRegistry {
  /// A schema with an address of its own.
  struct Resource {
    var base: SchemaURI
    var root: JSONValue
    var dialect: Dialect
    var anchors: [String: JSONValue] = [:]
    /// Targets of `$dynamicRef` by name; the empty name is `$recursiveAnchor`.
    var dynamicAnchors: [String: JSONValue] = [:]
  }

  let defaultDraft: Draft
  let resolver: (@Sendable (String) -> JSONValue?)?
  private(set) var resources: [Resource] = []
  /// `$schema` addresses that nobody knows.
  private(set) var unknownDialects: [String] = []
  private var byAddress: [String: Int] = [:]
  private var roots: [Place: Int] = [:]
  private var dialects: [String: Dialect] = [:]

  init(defaultDraft: Draft, resolver: (@Sendable (String) -> JSONValue?)?) {
    self.defaultDraft = defaultDraft
    self.resolver = resolver
  }

  /// The resource whose root stands here.
  func resource(at value: JSONValue) -> Int? { roots.isEmpty ? nil : roots[Place(value)] }

  /// The resource of an address without fragment; nil where nobody has it.
  mutating func find(_ address: String) -> Int? {
    if let known = byAddress[address] { return known }
    guard let root = MetaSchemas.schema(at: address) ?? resolver?(address) else { return nil }
    return add(root, address: address)
  }

  /// Takes in a document and every schema inside it that has an address or an anchor.
  mutating func add(_ root: JSONValue, address: String) -> Int {
    let dialect = dialect(of: root) ?? Dialect(draft: defaultDraft)
    let first = addResource(root, base: SchemaURI(address), dialect: dialect)
    if namesSomething(root) { scan(root, into: first) }
    return first
  }

  private mutating func addResource(_ root: JSONValue, base: SchemaURI, dialect: Dialect) -> Int {
    let id = resources.count
    resources.append(Resource(base: base, root: root, dialect: dialect))
    if byAddress[base.absolute] == nil { byAddress[base.absolute] = id }
    roots[Place(root)] = id
    return id
  }

  private mutating func scan(_ root: JSONValue, into first: Int) {
    var open: [(JSONValue, Int)] = [(root, first)]
    while let (schema, outer) = open.popLast() {
      guard schema.kind == .object else { continue }
      let id = identify(schema, outer)
      for member in schema.members {
        guard let entry = KnownKeywords.entries[member.key] else { continue }
        for part in entry.subschemas(member.value) { open.append((part, id)) }
      }
    }
  }

  /// Reads what names this schema and returns the resource that it belongs to.
  private mutating func identify(_ schema: JSONValue, _ outer: Int) -> Int {
    var id = outer
    let dialect = resources[outer].dialect
    let isHidden = dialect.draft == .draft7 && schema["$ref"] != nil
    if let written = schema["$id"]?.string, !isHidden {
      let target = resources[outer].base.resolving(written)
      var base = target
      base.fragment = nil
      if dialect.draft == .draft7, let anchor = target.fragment, !anchor.isEmpty, written.hasPrefix("#") {
        resources[outer].anchors[anchor] = schema
      } else if base.absolute != resources[outer].base.absolute {
        id = addResource(schema, base: base, dialect: self.dialect(of: schema) ?? dialect)
        if dialect.draft == .draft7, let anchor = target.fragment, !anchor.isEmpty {
          resources[id].anchors[anchor] = schema
        }
      }
    }
    guard dialect.draft > .draft7 else { return id }
    if let anchor = schema["$anchor"]?.string { resources[id].anchors[anchor] = schema }
    if dialect.draft == .draft2020, let anchor = schema["$dynamicAnchor"]?.string {
      resources[id].anchors[anchor] = schema
      resources[id].dynamicAnchors[anchor] = schema
    }
    if dialect.draft == .draft2019, schema["$recursiveAnchor"]?.bool == true {
      resources[id].dynamicAnchors[""] = schema
    }
    return id
  }

  /// Whether a schema's text can hold `$id` or an anchor: most hold none, and need no scan.
  private func namesSomething(_ root: JSONValue) -> Bool {
    root.rawBytes.withUnsafeBufferPointer { bytes in
      var at = 0
      while at + 3 < bytes.count {
        defer { at += 1 }
        guard bytes[at] == 0x24 else { continue }
        switch (bytes[at + 1], bytes[at + 2], bytes[at + 3]) {
        case (0x69, 0x64, _), (0x61, 0x6E, _), (0x64, 0x79, _), (0x72, 0x65, 0x63): return true
        default: continue
        }
      }
      return false
    }
  }

  /// What a schema's own `$schema` says; nil where it says nothing.
  private mutating func dialect(of root: JSONValue) -> Dialect? {
    guard let address = root["$schema"]?.string else { return nil }
    if let known = Dialect(metaSchema: address) ?? dialects[address] { return known }
    var dialect = Dialect(draft: defaultDraft)
    dialects[address] = dialect
    guard let id = find(SchemaURI(address).absolute) else {
      unknownDialects.append(address)
      return dialect
    }
    dialect = resources[id].dialect
    dialect.isWritten = true
    if let listed = resources[id].root["$vocabulary"], listed.kind == .object {
      dialect.vocabularies = listed.members.reduce(into: [.core]) { $0.formUnion(Vocabularies(named: $1.key)) }
    }
    dialects[address] = dialect
    return dialect
  }
}
