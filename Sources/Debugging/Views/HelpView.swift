extension DebuggerState {
  /// The commands of a pane, from the table, each with why it cannot be done now.
  func helpText(_ pane: PaneName) -> PaneText {
    var builder = TextBuilder()
    for group in Command.Group.allCases {
      builder.line(group.rawValue, .heading)
      for command in KnownCommands.all where command.group == group {
        let keys = command.works(in: pane) ? command.keys.map(\.shown).joined(separator: " ") : ""
        builder.add("  " + keys.padded(20), .name)
        builder.add((":" + command.usage).padded(26), .dim)
        builder.add(command.summary)
        builder.line()
        if let reason = command.unavailable(self) {
          builder.line(String(repeating: " ", count: 24) + "not now: \(reason)", .warning)
        }
      }
      builder.line()
    }
    builder.line("Command line and filter", .heading)
    builder.line("  Tab completes, Shift-Tab goes back through what fits · Ctrl-U, Ctrl-K, Ctrl-W cut · Esc leaves")
    builder.line()
    builder.line("Mouse", .heading)
    builder.line(
      "  a click selects a turn or a pane, a second one on the selected line of a list goes there · the wheel scrolls")
    builder.line("  Shift selects text in most terminals · --no-mouse or :mouse leaves the mouse to the terminal")
    builder.line()
    builder.line("Arguments editor", .heading)
    builder.line(
      "  Enter runs or stages · Ctrl-O breaks the line · Ctrl-U, Ctrl-K, Ctrl-W cut · Ctrl-Y pastes · Ctrl-X opens $EDITOR · Esc leaves"
    )
    return builder.text
  }
}

extension Command {
  /// Name and argument, as typed after a colon.
  package var usage: String { argument.map { "\(name) \($0)" } ?? name }
}

extension String {
  func padded(_ count: Int) -> String {
    self.count >= count ? self + " " : self + String(repeating: " ", count: count - self.count)
  }
}

/// The command table as Markdown, for README.
package func commandTable() -> String {
  var lines: [String] = []
  for group in Command.Group.allCases {
    lines += ["**\(group.rawValue)**", "", "| keys | command | does |", "| --- | --- | --- |"]
    for command in KnownCommands.all where command.group == group {
      let keys = command.keys.map { "`\($0.shown == "|" ? "\\|" : $0.shown)`" }.joined(separator: " ")
      let only = command.panes.map { $0.count == 1 ? " (in the \($0[0].word) pane)" : "" } ?? ""
      let usage = command.usage.replacing("|", with: "\\|")
      lines.append("| \(keys) | `:\(usage)` | \(command.summary)\(only) |")
    }
    lines.append("")
  }
  return lines.dropLast().joined(separator: "\n") + "\n"
}
