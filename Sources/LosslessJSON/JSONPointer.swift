/// JSON Pointer (RFC 6901): "/a/0/b~1c" names a value inside another, "" the whole.
package enum JSONPointer {
  /// A step as it stands in a pointer.
  package static func escaped(_ step: some StringProtocol) -> String {
    guard step.utf8.contains(where: { $0 == 0x7E || $0 == 0x2F }) else { return String(step) }
    return step.unicodeScalars.map { $0 == "~" ? "~0" : $0 == "/" ? "~1" : String($0) }.joined()
  }

  /// The steps of a pointer, unescaped; nil where it is none.
  package static func steps(_ pointer: String) -> [String]? {
    if pointer.isEmpty { return [] }
    guard pointer.utf8.first == 0x2F else { return nil }
    var steps: [String] = []
    for part in pointer.utf8.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false) {
      var step: [UInt8] = []
      var isEscape = false
      for byte in part {
        if isEscape {
          guard byte == 0x30 || byte == 0x31 else { return nil }
          step.append(byte == 0x30 ? 0x7E : 0x2F)
          isEscape = false
        } else if byte == 0x7E {
          isEscape = true
        } else {
          step.append(byte)
        }
      }
      guard !isEscape else { return nil }
      steps.append(String(decoding: step, as: UTF8.self))
    }
    return steps
  }
}

extension JSONValue {
  /// The value that a pointer names in this one; of members with one name the last.
  package func value(at pointer: String) -> JSONValue? {
    guard let steps = JSONPointer.steps(pointer) else { return nil }
    var value = self
    for step in steps {
      let next: JSONValue?
      if value.kind == .array {
        guard step == "0" || step.utf8.first != 0x30, step.utf8.allSatisfy(isDigit), let place = Int(step) else {
          return nil
        }
        next = value[place]
      } else {
        next = value[step]
      }
      guard let next else { return nil }
      value = next
    }
    return value
  }

  /// The pointer, from this value, to the innermost value that holds the byte at `offset` of the document, and that value.
  /// A byte of a member's name belongs to the member's value. Nil outside this value. Cost: the values beside the way.
  package func place(at offset: Int) -> (pointer: String, value: JSONValue)? {
    guard range.contains(offset) else { return nil }
    var pointer = ""
    var value = self
    descent: while true {
      if value.kind == .object {
        for member in value.members where offset < member.range.upperBound {
          guard offset >= member.range.lowerBound else { break descent }
          pointer += "/" + JSONPointer.escaped(member.key)
          value = member.value
          continue descent
        }
      } else if value.kind == .array {
        for (place, element) in value.elements.enumerated() where offset < element.range.upperBound {
          guard offset >= element.range.lowerBound else { break descent }
          pointer += "/\(place)"
          value = element
          continue descent
        }
      }
      break
    }
    return (pointer, value)
  }
}

extension Document {
  /// The pointer to the innermost value at a byte; nil outside the text's value.
  package func pointer(at offset: Int) -> String? { root.place(at: offset)?.pointer }

  /// The pointer to a value of this document.
  package func pointer(to value: JSONValue) -> String? {
    value.document === self ? root.place(at: value.range.lowerBound)?.pointer : nil
  }

  /// The value that a pointer names.
  package func value(at pointer: String) -> JSONValue? { root.value(at: pointer) }
}
