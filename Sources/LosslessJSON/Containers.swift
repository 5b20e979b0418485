extension JSONValue {
  /// Elements of an array, or members of an object. Cost: one step for each.
  package var count: Int {
    switch kind {
    case .array: elements.reduce(0) { count, _ in count + 1 }
    case .object: members.reduce(0) { count, _ in count + 1 }
    default: 0
    }
  }

  /// The elements of an array in order; nothing for any other value. Cost: one step an element, none into it.
  package var elements: Elements { Elements(value: self) }

  /// The members of an object in the order written, duplicates included; nothing for any other value.
  package var members: Members { Members(value: self) }

  /// The member of that name; of several the last, as most readers take it.
  package subscript(name: String) -> JSONValue? {
    var found: JSONValue?
    for member in members where member.isNamed(name) { found = member.value }
    return found
  }

  /// The element at a place from 0.
  package subscript(place: Int) -> JSONValue? {
    var left = place
    for element in elements {
      if left == 0 { return element }
      left -= 1
    }
    return nil
  }

  /// The members that share a name with another of this object, one group a name, each in the order written.
  package var duplicateNames: [[JSONMember]] {
    var groups: [[JSONMember]] = []
    var places: [String: Int] = [:]
    for member in members {
      let key = member.key
      if let place = places[key] {
        groups[place].append(member)
      } else {
        places[key] = groups.count
        groups.append([member])
      }
    }
    return groups.filter { $0.count > 1 }
  }
}

/// A member of an object.
package struct JSONMember: Sendable {
  /// The name, a string value.
  package let name: JSONValue
  package let value: JSONValue

  /// Whether the decoded name is `text`. Costs no allocation where the name has no escapes.
  package func isNamed(_ text: String) -> Bool { name.isString(text) }

  /// The decoded name.
  package var key: String { name.string ?? "" }

  /// From the name to the value's end.
  package var range: Range<Int> { name.range.lowerBound..<value.range.upperBound }
}

/// The elements of an array.
package struct Elements: Sequence, Sendable {
  let value: JSONValue

  package func makeIterator() -> Iterator {
    let isArray = value.kind == .array
    return Iterator(document: value.document, at: value.index + 1, end: isArray ? Int(value.token.next) : 0)
  }

  package struct Iterator: IteratorProtocol {
    let document: Document
    var at: Int
    let end: Int

    package mutating func next() -> JSONValue? {
      guard at < end else { return nil }
      defer { at = Int(document.tape[at].next) }
      return JSONValue(document: document, index: at)
    }
  }
}

/// The members of an object.
package struct Members: Sequence, Sendable {
  let value: JSONValue

  package func makeIterator() -> Iterator {
    let isObject = value.kind == .object
    return Iterator(document: value.document, at: value.index + 1, end: isObject ? Int(value.token.next) : 0)
  }

  package struct Iterator: IteratorProtocol {
    let document: Document
    var at: Int
    let end: Int

    package mutating func next() -> JSONMember? {
      guard at < end else { return nil }
      let member = JSONMember(
        name: JSONValue(document: document, index: at), value: JSONValue(document: document, index: at + 1))
      at = Int(document.tape[at + 1].next)
      return member
    }
  }
}
