import Schemas

/// Every command, in the order of the help.
package enum KnownCommands {
  package static let all: [Command] =
    MovementCommands.all + FindingCommands.all + MarkCommands.all + LookCommands.all + CopyCommands.all
    + OutsideCommands.all + FoldCommands.all + MouseCommands.all + ViewCommands.all + FileCommands.all
    + RunCommands.all
    + LiveCommands.all
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
    Schemas.nearName(to: name, among: all.map(\.name)) ?? all.first { $0.name.hasPrefix(name) }?.name
  }

  private static let byKey: [Key: [Command]] = {
    var table: [Key: [Command]] = [:]
    for command in all {
      for key in command.keys { table[key, default: []].append(command) }
    }
    return table
  }()
}
