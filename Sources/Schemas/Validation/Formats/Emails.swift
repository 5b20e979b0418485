/// A mailbox (RFC 5321; RFC 6531 for other scripts): words with dots or a quoted text, then a host or an address in brackets.
func isEmail(_ text: String, isInternational: Bool) -> Bool {
  guard let sign = text.unicodeScalars.lastIndex(of: "@") else { return false }
  let local = text[..<sign].unicodeScalars
  let domain = text[text.unicodeScalars.index(after: sign)...]
  return isLocalPart(local, isInternational) && isDomain(domain, isInternational)
}

private func isLocalPart(_ local: Substring.UnicodeScalarView, _ isInternational: Bool) -> Bool {
  guard let first = local.first else { return false }
  if first == "\"" {
    guard local.count >= 2, local.last == "\"" else { return false }
    var isEscaped = false
    for scalar in local.dropFirst().dropLast() {
      guard scalar.value >= 0x20, scalar.value != 0x7F, scalar.isASCII || isInternational else { return false }
      if scalar == "\"", !isEscaped { return false }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return !isEscaped
  }
  let special = "!#$%&'*+-/=?^_`{|}~".unicodeScalars
  return local.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { word in
    !word.isEmpty
      && word.allSatisfy { scalar in
        guard scalar.isASCII else { return isInternational }
        return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || special.contains(scalar)
      }
  }
}

private func isDomain(_ domain: Substring, _ isInternational: Bool) -> Bool {
  if domain.hasPrefix("["), domain.hasSuffix("]") {
    let address = domain.dropFirst().dropLast()
    return address.hasPrefix("IPv6:") ? isIPv6(address.dropFirst(5)) : isIPv4(address)
  }
  return isInternational ? isInternationalHostname(String(domain)) : isHostname(String(domain))
}
