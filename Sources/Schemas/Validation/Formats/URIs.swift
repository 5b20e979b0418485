/// An address (RFC 3986; RFC 3987 for other scripts); a reference may leave out its scheme.
func isURI(_ text: String, isInternational: Bool, isReference: Bool) -> Bool {
  guard areAllowed(text.unicodeScalars, isInternational) else { return false }
  let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
  guard parts.count < 2 || !parts[1].contains(where: { "#[]".contains($0) }) else { return false }
  let main = parts[0].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
  guard main.count < 2 || !main[1].contains(where: { "[]".contains($0) }) else { return false }
  var rest = main[0]
  let firstPart = rest.prefix { $0 != "/" }
  if let colon = firstPart.firstIndex(of: ":") {
    guard isScheme(rest[..<colon]) else { return false }
    rest = rest[rest.index(after: colon)...]
  } else if !isReference {
    return false
  }
  if rest.hasPrefix("//") {
    rest = rest.dropFirst(2)
    let authority = rest.prefix { $0 != "/" }
    guard isAuthority(authority) else { return false }
    rest = rest[authority.endIndex...]
  }
  return !rest.contains(where: { "[]".contains($0) })
}

private func areAllowed(_ scalars: String.UnicodeScalarView, _ isInternational: Bool) -> Bool {
  let marks = Set("-._~:/?#[]@!$&'()*+,;=%".unicodeScalars)
  var isInQuery = false
  var at = scalars.startIndex
  while at < scalars.endIndex {
    let scalar = scalars[at]
    if scalar == "?" { isInQuery = true }
    if scalar == "#" { isInQuery = false }
    if scalar == "%" {
      let digits = scalars[scalars.index(after: at)...].prefix(2)
      guard digits.count == 2, digits.allSatisfy(\.properties.isASCIIHexDigit) else { return false }
    }
    if scalar.isASCII {
      let isPlain = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || marks.contains(scalar)
      guard isPlain else { return false }
    } else {
      let isPrivate = scalar.properties.generalCategory == .privateUse
      guard isInternational, scalar.value >= 0xA0, !scalar.properties.isNoncharacterCodePoint,
        !isPrivate || isInQuery
      else { return false }
    }
    at = scalars.index(after: at)
  }
  return true
}

private func isScheme(_ text: Substring) -> Bool {
  guard let first = text.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic else { return false }
  return text.unicodeScalars.allSatisfy {
    $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "+-.".unicodeScalars.contains($0))
  }
}

private func isAuthority(_ authority: Substring) -> Bool {
  let parts = authority.split(separator: "@", omittingEmptySubsequences: false)
  guard parts.count <= 2, let place = parts.last else { return false }
  guard parts.count == 1 || !parts[0].contains(where: { "[]".contains($0) }) else { return false }
  var port = place
  if place.hasPrefix("[") {
    guard let end = place.firstIndex(of: "]"), isLiteral(place[place.index(after: place.startIndex)..<end]) else {
      return false
    }
    port = place[place.index(after: end)...]
  } else {
    port = place[(place.firstIndex(of: ":") ?? place.endIndex)...]
    guard !place.contains(where: { "[]".contains($0) }) else { return false }
  }
  guard port.isEmpty || port.hasPrefix(":") else { return false }
  return port.dropFirst().utf8.allSatisfy { (0x30...0x39).contains($0) }
}

/// What stands in brackets: IPv6, or a future form ("v1.x").
private func isLiteral(_ text: Substring) -> Bool {
  guard text.lowercased().hasPrefix("v") else { return isIPv6(text) }
  let parts = text.dropFirst().split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
  return parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty
    && parts[0].unicodeScalars.allSatisfy(\.properties.isASCIIHexDigit) && !parts[1].contains("[")
}

/// URI templates (RFC 6570).
enum URITemplates {
  private static let name = "(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})"
  private static let variable = name + #"(?:\.?"# + name + #")*(?:\*|:[1-9][0-9]{0,3})?"#
  private static let literal = #"[^\x00-\x20"<>\\^`{|}%\x7f]|%[0-9A-Fa-f]{2}"#
  static let pattern = "^(?:" + literal + #"|\{[+#./;?&]?"# + variable + "(?:," + variable + #")*\})*$"#
}
