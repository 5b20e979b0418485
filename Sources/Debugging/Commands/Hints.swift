/// Keys worth knowing now, and a word for what they do.
package struct Hint: Sendable, Equatable {
  package let keys: String
  package let word: String

  /// The first key of each command, as the table has it.
  init(_ commands: Command..., word: String) {
    keys = commands.compactMap { $0.keys.first?.shown }.joined(separator: "/")
    self.word = word
  }

  init(keys: String, word: String) {
    self.keys = keys
    self.word = word
  }
}

extension DebuggerState {
  /// The hints of the last line, the most useful first: what does not fit is left out.
  package var hints: [Hint] {
    if case .arguments(let editor)? = prompt { return Self.editorHints(editor) }
    if list != nil { return Self.listHints }
    if !views.isEmpty { return Self.viewHints }
    return held == nil ? Self.paneHints : Self.heldHints
  }

  private static func editorHints(_ editor: ArgumentsEditor) -> [Hint] {
    let enter = if case .run = editor.purpose { "run" } else { "stage" }
    return [
      Hint(keys: "Enter", word: enter), Hint(keys: "Esc", word: "leave"), Hint(keys: "^O", word: "new line"),
      Hint(keys: "^U ^K ^W", word: "cut"), Hint(keys: "^Y", word: "paste"), Hint(keys: "^X", word: "$EDITOR"),
    ]
  }

  private static let viewHints = [
    Hint(MovementCommands.down, MovementCommands.up, word: "scroll"),
    Hint(MovementCommands.top, MovementCommands.bottom, word: "ends"), Hint(GeneralCommands.back, word: "back"),
    Hint(ViewCommands.help, word: "help"),
  ]

  private static let listHints = [
    Hint(MovementCommands.down, MovementCommands.up, word: "move"), Hint(keys: "Enter", word: "go there"),
    Hint(GeneralCommands.back, word: "back"), Hint(ViewCommands.help, word: "help"),
  ]

  private static let heldHints = [
    Hint(LiveCommands.release, word: "release"), Hint(LiveCommands.editHeld, word: "arguments"),
    Hint(LiveCommands.step, word: "step"), Hint(LiveCommands.goOn, word: "continue"),
    Hint(LiveCommands.deny, word: "deny"), Hint(RunCommands.edit, word: "run here"),
    Hint(LookCommands.focus(.program), word: "program"), Hint(ViewCommands.help, word: "help"),
  ]

  private static let paneHints = [
    Hint(MovementCommands.down, MovementCommands.up, word: "move"),
    Hint(MovementCommands.nextTurn, MovementCommands.previousTurn, word: "turn"),
    Hint(MovementCommands.previousCall, MovementCommands.nextCall, word: "call"),
    Hint(FindingCommands.nextFinding, FindingCommands.previousFinding, word: "failure"),
    Hint(RunCommands.edit, word: "run again"), Hint(LiveCommands.breakHere, word: "break"),
    Hint(LookCommands.search, word: "search"), Hint(LookCommands.filter, word: "filter"),
    Hint(GeneralCommands.commandLine, word: "command"), Hint(ViewCommands.help, word: "help"),
    Hint(ViewCommands.outline, word: "outline"),
  ]
}
