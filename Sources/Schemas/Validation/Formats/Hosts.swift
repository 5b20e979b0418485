/// Four decimal numbers below 256, without leading zeros.
func isIPv4(_ text: Substring) -> Bool {
  let parts = text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
  return parts.count == 4
    && parts.allSatisfy { part in
      guard (1...3).contains(part.count), part.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
      guard part.count == 1 || part.first != 0x30 else { return false }
      return part.reduce(0) { $0 * 10 + Int($1 - 0x30) } < 256
    }
}

/// Eight groups, one run of zeros left out, the last two perhaps as IPv4.
func isIPv6(_ text: Substring) -> Bool {
  var groups = text.split(separator: ":", omittingEmptySubsequences: false)
  guard groups.count >= 3 else { return false }
  var hasIPv4 = false
  if let last = groups.last, last.utf8.contains(0x2E) {
    guard isIPv4(last) else { return false }
    groups.removeLast()
    hasIPv4 = true
  }
  var count = hasIPv4 ? 2 : 0
  // "::" at an end leaves two empty groups there, in the middle one.
  var gaps = 0
  for (place, group) in groups.enumerated() {
    if group.isEmpty {
      let isEdge = place == 0 || (place == groups.count - 1 && !hasIPv4)
      let neighbour = place == 0 ? 1 : place - 1
      if isEdge {
        guard groups.indices.contains(neighbour), groups[neighbour].isEmpty else { return false }
      } else {
        gaps += 1
      }
      continue
    }
    guard group.utf8.count <= 4, group.unicodeScalars.allSatisfy(\.properties.isASCIIHexDigit) else { return false }
    count += 1
  }
  return gaps == 0 ? count == 8 && groups.allSatisfy { !$0.isEmpty } : gaps == 1 && count < 8
}

/// Letters, digits and inner hyphens in labels of up to 63, 253 in all (RFC 1123); Punycode labels as RFC 5891 has them.
@Sendable func isHostname(_ text: String) -> Bool {
  guard text.utf8.count <= 253, text.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
  return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isASCIILabel)
}

/// The same with letters of any script, and the full stops of other scripts.
@Sendable func isInternationalHostname(_ text: String) -> Bool {
  let stops: Set<Unicode.Scalar> = [".", "\u{3002}", "\u{FF0E}", "\u{FF61}"]
  let labels = text.unicodeScalars.split(omittingEmptySubsequences: false) { stops.contains($0) }.map(Array.init)
  var length = labels.count - 1
  var isRightToLeft = false
  for label in labels {
    var scalars = label
    if label.allSatisfy(\.isASCII) {
      let written = String(String.UnicodeScalarView(label))
      guard isASCIILabel(written[...]) else { return false }
      length += label.count
      if let decoded = Punycode.decoded(label: written) { scalars = decoded }
    } else {
      guard isUnicodeLabel(label) else { return false }
      let encoded = 4 + Punycode.encoded(label).count
      guard encoded <= 63 else { return false }
      length += encoded
    }
    isRightToLeft = isRightToLeft || scalars.contains(where: Bidi.isRightToLeft)
    guard !isRightToLeft || Bidi.isCorrect(scalars) else { return false }
  }
  return length <= 253 && (!isRightToLeft || labels.allSatisfy { Bidi.isCorrect($0) })
}

private func isASCIILabel(_ label: Substring) -> Bool {
  let bytes = label.utf8
  guard (1...63).contains(bytes.count), bytes.first != 0x2D, bytes.last != 0x2D else { return false }
  guard bytes.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x2D }) else {
    return false
  }
  guard label.lowercased().hasPrefix("xn--") else { return true }
  guard let decoded = Punycode.decoded(label: String(label)) else { return false }
  return isUnicodeLabel(decoded) && !decoded.allSatisfy(\.isASCII)
    && Punycode.encoded(decoded) == label.dropFirst(4).lowercased()
    && (!decoded.contains(where: Bidi.isRightToLeft) || Bidi.isCorrect(decoded))
}
