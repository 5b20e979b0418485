import LosslessJSON

func checkReference(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  guard let target = keyword.string.flatMap({ resolve($0, root: walk.root, holders: walk.holders) }) else { return }
  walk.descend(value, against: target, schema: nil)
}

/// The schema that a reference inside the document means: from the root, else from the innermost subschema that holds
/// definitions of its own (a property that carries its `$defs`). nil where it points nowhere or outside.
func resolve(_ reference: String, root: JSONValue, holders: [JSONValue] = []) -> JSONValue? {
  guard reference.first == "#" else { return nil }
  let steps = reference.dropFirst().split(separator: "/", omittingEmptySubsequences: true).map { step in
    unescaped(String(step))
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

/// A pointer's step without its escapes ("~1", "~0", "%25").
private func unescaped(_ step: String) -> String {
  guard step.utf8.contains(where: { $0 == 0x7E || $0 == 0x25 }) else { return step }
  var bytes: [UInt8] = []
  let written = Array(step.utf8)
  var at = 0
  while at < written.count {
    if written[at] == 0x25, at + 2 < written.count,
      let byte = UInt8(String(decoding: written[at + 1...at + 2], as: UTF8.self), radix: 16)
    {
      bytes.append(byte)
      at += 3
    } else if written[at] == 0x7E, at + 1 < written.count, written[at + 1] == 0x30 || written[at + 1] == 0x31 {
      bytes.append(written[at + 1] == 0x30 ? 0x7E : 0x2F)
      at += 2
    } else {
      bytes.append(written[at])
      at += 1
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
