package import Conversation

/// Reads the grammar of `--keys` and `--at-stop`: characters, `<enter> <esc> <tab> <up> <c-x>` and the like, `<lt>` for
/// `<`. What starts with `:` is literal up to `<enter>`.
package func keys(in script: String) throws(Failure) -> [Key] {
  var keys: [Key] = []
  var rest = Substring(script)
  var isCommandLine = false
  while let first = rest.first {
    if first == "<", let (key, length) = named(rest, inCommandLine: isCommandLine) {
      keys.append(key)
      rest = rest.dropFirst(length)
      if key == .enter || key == .escape { isCommandLine = false }
      continue
    }
    guard first != "<" || isCommandLine else {
      let name = rest.prefix { $0 != ">" }
      throw Failure(
        .usage, what: "no such key: \(name)>", remedy: "use <enter>, <esc>, <tab>, <up>, <c-x> …, or <lt> for <")
    }
    // A colon behind a quote stands in JSON that is being typed, not at the start of a command line.
    if first == ":" && keys.last != .character("\"") { isCommandLine = true }
    keys.append(.character(first))
    rest = rest.dropFirst()
  }
  return keys
}

/// The key named at the start, and the characters that its name takes. In a command line only Enter, Esc and `<lt>` count.
private func named(_ rest: Substring, inCommandLine: Bool) -> (Key, Int)? {
  guard let end = rest.firstIndex(of: ">") else { return nil }
  let name = rest[rest.index(after: rest.startIndex)..<end].lowercased()
  let length = name.count + 2
  if inCommandLine && !["enter", "esc", "lt"].contains(name) { return nil }
  if name == "lt" { return (.character("<"), length) }
  if name == "space" { return (.character(" "), length) }
  if name.count == 3, name.hasPrefix("c-"), let letter = name.last { return (.control(letter), length) }
  return Key.names.first { $0.name == name }.map { ($0.key, length) }
}

extension Key {
  /// Names of the keys that are no characters, as scripts and help write them.
  static let names: [(key: Key, name: String)] = [
    (.enter, "enter"), (.escape, "esc"), (.tab, "tab"), (.backTab, "s-tab"), (.backspace, "bs"), (.delete, "del"),
    (.up, "up"), (.down, "down"), (.left, "left"), (.right, "right"), (.home, "home"), (.end, "end"),
    (.pageUp, "pgup"), (.pageDown, "pgdn"),
  ]

  /// The key as help shows it and a script writes it.
  package var shown: String {
    switch self {
    case .character(" "): "<space>"
    case .character("<"): "<lt>"
    case .character(let character): String(character)
    case .control(let letter): "<c-\(letter)>"
    default: "<\(Key.names.first { $0.key == self }?.name ?? "?")>"
    }
  }
}
