/// Every command, in the order of the help.
package enum KnownCommands {
  package static let all: [Command] =
    MovementCommands.all + LookCommands.all + ViewCommands.all + RunCommands.all + LiveCommands.all
    + GeneralCommands.all

  /// The command that a key means in a pane.
  static func command(for key: Key, in pane: PaneName) -> Command? {
    byKey[key]?.first { $0.works(in: pane) }
  }

  static func command(named name: String) -> Command? {
    all.first { $0.name == name }
  }

  /// The known name that a mistyped one most likely means.
  static func nearName(_ name: String) -> String? {
    let scored = all.map { ($0.name, distance(Array($0.name), Array(name))) }
    guard let best = scored.min(by: { $0.1 < $1.1 }), best.1 <= max(2, name.count / 3) else {
      return all.first { $0.name.hasPrefix(name) }?.name
    }
    return best.0
  }

  private static let byKey: [Key: [Command]] = {
    var table: [Key: [Command]] = [:]
    for command in all {
      for key in command.keys { table[key, default: []].append(command) }
    }
    return table
  }()

  /// Edits from one to the other (Levenshtein).
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (a == b ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[right.count]
  }
}
