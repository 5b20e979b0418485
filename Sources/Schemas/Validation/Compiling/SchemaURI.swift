/// An address of a schema (RFC 3986), whole or relative, in its parts.
struct SchemaURI: Equatable {
  var scheme: String?
  var authority: String?
  var path = ""
  var query: String?
  var fragment: String?

  /// Takes any text: what is no address becomes a path.
  init(_ text: String) {
    var rest = text[...]
    if let hash = rest.firstIndex(of: "#") {
      fragment = String(rest[rest.index(after: hash)...])
      rest = rest[..<hash]
    }
    if let mark = rest.firstIndex(of: "?") {
      query = String(rest[rest.index(after: mark)...])
      rest = rest[..<mark]
    }
    if let colon = rest.firstIndex(of: ":"), Self.isScheme(rest[..<colon]) {
      scheme = rest[..<colon].lowercased()
      rest = rest[rest.index(after: colon)...]
    }
    if rest.hasPrefix("//") {
      rest = rest.dropFirst(2)
      let end = rest.firstIndex(of: "/") ?? rest.endIndex
      authority = String(rest[..<end])
      rest = rest[end...]
    }
    path = String(rest)
  }

  private static func isScheme(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, isLetter(first) else { return false }
    return text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E].contains($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// The address without its fragment, as text.
  var absolute: String {
    (scheme.map { $0 + ":" } ?? "") + (authority.map { "//" + $0 } ?? "") + path + (query.map { "?" + $0 } ?? "")
  }

  /// What `reference` means where this is the base (RFC 3986, section 5.2).
  func resolving(_ reference: String) -> SchemaURI {
    let relative = SchemaURI(reference)
    var result = relative
    if relative.scheme != nil {
      result.path = Self.withoutDots(relative.path)
      return result
    }
    result.scheme = scheme
    if relative.authority != nil {
      result.path = Self.withoutDots(relative.path)
      return result
    }
    result.authority = authority
    if relative.path.isEmpty {
      result.path = path
      result.query = relative.query ?? query
    } else if relative.path.hasPrefix("/") {
      result.path = Self.withoutDots(relative.path)
    } else if authority != nil, path.isEmpty {
      result.path = Self.withoutDots("/" + relative.path)
    } else {
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      result.path = Self.withoutDots(folder + relative.path)
    }
    return result
  }

  private static func withoutDots(_ path: String) -> String {
    guard path.contains("."), path.contains("/") else { return path }
    var kept: [Substring] = []
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    for (place, part) in parts.enumerated() {
      let isLast = place == parts.count - 1
      switch part {
      case ".": if isLast { kept.append("") }
      case "..":
        if kept.count > 1 || (kept.first.map { !$0.isEmpty } ?? false) { kept.removeLast() }
        if isLast { kept.append("") }
      default: kept.append(part)
      }
    }
    return kept.joined(separator: "/")
  }
}

/// A fragment without its percent signs.
func withoutPercents(_ text: String) -> String {
  guard text.utf8.contains(0x25) else { return text }
  let written = Array(text.utf8)
  var bytes: [UInt8] = []
  var at = 0
  while at < written.count {
    if written[at] == 0x25, at + 2 < written.count,
      let byte = UInt8(String(decoding: written[at + 1...at + 2], as: UTF8.self), radix: 16)
    {
      bytes.append(byte)
      at += 3
    } else {
      bytes.append(written[at])
      at += 1
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
