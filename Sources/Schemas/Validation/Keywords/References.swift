import LosslessJSON

/// `$ref`: the schema that it means must fit.
struct Reference: Keyword {
  let target: Subschema

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    guard let text = written.string else {
      compiler.note("$ref must be a text")
      return nil
    }
    guard let target = compiler.reference(text, "/$ref") else { return nil }
    self.target = target
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) { walk.follow(target, to: value) }
}

/// `$dynamicRef` and `$recursiveRef`: the outermost schema on the way that has the anchor, else the one that it means.
struct DynamicReference: Keyword {
  let target: Subschema
  let name: String?

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    let keyword = compiler.dialect.draft == .draft2019 ? "/$recursiveRef" : "/$dynamicRef"
    guard let text = written.string, let target = compiler.reference(text, keyword) else { return nil }
    self.target = target
    name = compiler.dynamicName(of: text)
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard let name, let resource = walk.scope.first(where: { walk.schema.dynamicNodes[$0]?[name] != nil }),
      let node = walk.schema.dynamicNodes[resource]?[name]
    else { return walk.follow(target, to: value) }
    walk.follow(Subschema(node: node, step: target.step), to: value)
  }
}

/// The schema that a reference inside the document means: from the root, else from the innermost subschema that holds
/// definitions of its own (a property that carries its `$defs`). nil where it points nowhere or outside.
func resolve(_ reference: String, root: JSONValue, holders: [JSONValue] = []) -> JSONValue? {
  guard reference.first == "#", let steps = JSONPointer.steps(withoutPercents(String(reference.dropFirst()))) else {
    return nil
  }
  for start in [root] + holders.reversed() {
    var place: JSONValue? = start
    for step in steps {
      guard let at = place else { break }
      place = at.kind == .array ? Int(step).flatMap { at[$0] } : at[step]
    }
    if let place { return place }
  }
  return nil
}
