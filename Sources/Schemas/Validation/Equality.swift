import LosslessJSON

/// Equal as JSON Schema sees it: numbers by value, objects without order, strings by their decoded text.
func isEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
  guard left.kind == right.kind else { return false }
  switch left.kind {
  case .null, .true, .false: return true
  case .string:
    guard left.hasEscapes || right.hasEscapes else { return left.rawBytes == right.rawBytes }
    return left.decodedBytes == right.decodedBytes
  case .number:
    return left.rawBytes == right.rawBytes || ExactNumber(left.rawText) == ExactNumber(right.rawText)
  case .array, .object: return left == right || canonicalText(left) == canonicalText(right)
  }
}

/// One text for all values that are equal as JSON Schema sees it: members sorted by name, numbers by value, strings decoded.
/// Values deeper than 600 levels are taken as written.
func canonicalText(_ value: JSONValue) -> [UInt8] {
  var text: [UInt8] = []
  appendCanonical(value, to: &text, depth: 0)
  return text
}

private func appendCanonical(_ value: JSONValue, to text: inout [UInt8], depth: Int) {
  guard depth < Validation.depthLimit else {
    text += value.rawBytes
    return
  }
  switch value.kind {
  case .null, .true, .false: text += value.rawBytes
  case .string: appendString(value, to: &text)
  case .number:
    if let number = ExactNumber(value.rawText) { text += number.canonical } else { text += value.rawBytes }
  case .array:
    text.append(0x5B)
    for element in value.elements {
      appendCanonical(element, to: &text, depth: depth + 1)
      text.append(0x2C)
    }
    text.append(0x5D)
  case .object:
    var last: [[UInt8]: JSONValue] = [:]
    for member in value.members { last[member.name.decodedBytes ?? []] = member.value }
    text.append(0x7B)
    for (name, value) in last.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      text += String(name.count).utf8
      text.append(0x3A)
      text += name
      appendCanonical(value, to: &text, depth: depth + 1)
    }
    text.append(0x7D)
  }
}

/// A string with its length, so that no content looks like an end.
private func appendString(_ value: JSONValue, to text: inout [UInt8]) {
  let decoded = value.decodedBytes ?? []
  text.append(0x22)
  text += String(decoded.count).utf8
  text.append(0x3A)
  text += decoded
}
