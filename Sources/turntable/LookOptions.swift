import ArgumentParser
import Curses

/// How the screen is used.
struct LookOptions: ParsableArguments {
  @Option(help: "Colours: auto (honours NO_COLOR), always or never. They are the terminal's own.")
  var color: Colours = .auto

  @Flag(name: .customLong("no-mouse"), help: "Leave the mouse to the terminal; :mouse changes it.")
  var leavesMouse = false

  func terminal() throws -> CursesTerminal { try CursesTerminal(colours: color, usesMouse: !leavesMouse) }
}

extension Colours: ExpressibleByArgument {}
