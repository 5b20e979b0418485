import CNcurses
import Screen

/// What each style looks like: the terminal's own palette, and attributes that also tell it apart without colour.
struct Theme {
  struct Look {
    var attributes: UInt32 = 0
    var pair: Int16 = 0
  }
  private var looks: [Style: Look] = [:]

  init(usesColours: Bool) {
    for (number, style) in Style.allCases.enumerated() {
      let (colour, attributes) = Self.definition(of: style)
      var look = Look(attributes: UInt32(attributes), pair: 0)
      if usesColours, let colour {
        look.pair = Int16(number + 1)
        turntable_colour(look.pair, colour)
      }
      looks[style] = look
    }
  }

  func look(of style: Style) -> Look { looks[style] ?? Look() }

  /// The foreground (0 black, 1 red, 2 green, 3 yellow, 4 blue, 5 magenta, 6 cyan) and the attributes.
  private static func definition(of style: Style) -> (colour: Int16?, attributes: Int) {
    switch style {
    case .plain: (nil, 0)
    case .dim, .hint: (nil, TURNTABLE_DIM)
    case .header: (nil, TURNTABLE_REVERSE)
    case .title: (6, 0)
    case .focusedTitle: (6, TURNTABLE_BOLD | TURNTABLE_REVERSE)
    case .selected: (nil, TURNTABLE_REVERSE)
    case .selectedUnfocused: (nil, TURNTABLE_BOLD)
    case .error: (1, TURNTABLE_BOLD)
    case .warning: (3, TURNTABLE_BOLD)
    case .success: (2, 0)
    case .tool: (5, 0)
    case .name: (6, 0)
    case .string: (2, 0)
    case .number, .literal: (3, 0)
    case .match: (3, TURNTABLE_REVERSE)
    case .evidence: (1, TURNTABLE_REVERSE)
    case .prompt, .notice: (nil, TURNTABLE_BOLD)
    }
  }
}
