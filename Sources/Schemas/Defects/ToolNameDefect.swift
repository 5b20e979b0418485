/// What is wrong with the name of a called tool, and which declared one was meant.
package struct ToolNameDefect: Sendable, Equatable {
  /// D01 near or no name, D02 a prefix, D03 case or style, D04 a marker or a repetition, D05 several calls in one, D06 empty,
  /// D07 declared elsewhere.
  package var code: String
  /// The declared name that was meant.
  package var meant: String?
  package var grade: RepairGrade

  /// nil where the name is declared. `elsewhere` has the names that other requests declare, or that somebody can execute.
  package init?(_ received: String, declared: [String], elsewhere: some Collection<String> = []) {
    guard !declared.contains(received) else { return nil }
    (code, meant, grade) = Self.reading(received, declared, isElsewhere: elsewhere.contains(received))
  }

  private static func reading(
    _ received: String, _ declared: [String], isElsewhere: Bool
  ) -> (String, String?, RepairGrade) {
    let name = trimmed(received)
    if name.isEmpty { return ("D06", nil, .never) }
    if folded(name) == "multitooluseparallel" || folded(name) == "parallel" && received.contains("multi") {
      return ("D05", nil, .offer)
    }
    if isElsewhere { return ("D07", nil, .never) }
    if let meant = same(name, declared) { return ("D03", meant, .auto) }
    let bare = withoutMarkers(name)
    let hasMarker = bare != name
    if hasMarker, let meant = same(bare, declared) { return ("D04", meant, .auto) }
    for (tail, isKnown) in withoutPrefix(bare) {
      guard let meant = same(tail, declared) else { continue }
      return (hasMarker ? "D04" : "D02", meant, isKnown ? .auto : .offer)
    }
    if let meant = declared.first(where: { isRepeated($0, in: bare) }) { return ("D04", meant, .offer) }
    if let near = nearName(to: bare, among: declared) { return ("D01", near, .offer) }
    return ("D01", nil, .never)
  }

  /// The one declared name that is equal after folding.
  private static func same(_ name: String, _ declared: [String]) -> String? {
    if declared.contains(name) { return name }
    let found = declared.filter { folded($0) == folded(name) && !folded(name).isEmpty }
    return found.count == 1 ? found.first : nil
  }

  /// Without what models' formats leave at a name: `<|channel|>…`, `:0`, `()`, quotes.
  private static func withoutMarkers(_ name: String) -> String {
    var text = name[...]
    while text.hasPrefix("<"), let end = text.firstIndex(of: ">") { text = text[text.index(after: end)...] }
    if let mark = text.firstIndex(where: { "<({[\"'` \n".contains($0) }), mark > text.startIndex {
      text = text[..<mark]
    }
    while let first = text.first, "\"'`".contains(first) { text.removeFirst() }
    if let colon = text.lastIndex(of: ":"), text[text.index(after: colon)...].allSatisfy(\.isNumber) {
      text = text[..<colon]
    }
    return String(text)
  }

  private static let knownPrefixes: Set<String> = [
    "functions", "function", "defaultapi", "tools", "tool", "toolcall", "api", "builtin",
  ]

  /// What stands behind each separator, outermost prefix first, and whether the prefix is one that models' formats add (a
  /// server's own prefix may tell two tools apart).
  private static func withoutPrefix(_ name: String) -> [(tail: String, isKnown: Bool)] {
    let bytes = Array(name.utf8)
    var found: [(String, Bool)] = []
    for at in bytes.indices.dropFirst() {
      let isMark = bytes[at - 1] == 0x2E || bytes[at - 1] == 0x3A || bytes[at - 1] == 0x2F
      let isDouble = at > 1 && bytes[at - 1] == 0x5F && bytes[at - 2] == 0x5F
      let isStem = bytes[at - 1] == 0x5F && bytes[..<(at - 1)].elementsEqual("functions".utf8)
      guard isMark || isDouble || isStem, at < bytes.count else { continue }
      let prefix = folded(String(decoding: bytes[..<(at - 1)], as: UTF8.self)).filter { $0 != ":" && $0 != "/" }
      found.append((String(decoding: bytes[at...], as: UTF8.self), knownPrefixes.contains(prefix)))
    }
    return found
  }

  /// The name twice or more in a row, and nothing else.
  private static func isRepeated(_ name: String, in text: String) -> Bool {
    guard !name.isEmpty, text.utf8.count >= 2 * name.utf8.count, text.hasPrefix(name) else { return false }
    return trimmed(text.replacing(name, with: "")).allSatisfy { "._-,;: ".contains($0) }
  }
}
