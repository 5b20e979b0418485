import CNcurses
package import Conversation
package import Debugging
package import Engine
import Glibc
package import Screen
import Text

/// Whether colours are drawn where the terminal has them.
package enum Colours: String, Sendable, CaseIterable {
  /// Unless NO_COLOR is set.
  case auto
  case always, never

  fileprivate var areWanted: Bool {
    switch self {
    case .auto: getenv("NO_COLOR").map { $0.pointee == 0 } ?? true
    case .always: true
    case .never: false
    }
  }
}

/// A real terminal by way of ncurses, which sends only the cells that differ. Made, used and closed on the main thread.
package final class CursesTerminal: Terminal {
  private let input: Int32
  private let signals: Int32
  private var isClosed = false
  private let theme: Theme

  /// Takes the terminal over. Keys come from standard input, or from the controlling terminal where that is a pipe.
  package init(colours: Colours = .auto, usesMouse: Bool = true) throws(Failure) {
    guard isatty(STDOUT_FILENO) == 1 else {
      throw Failure(
        .usage, what: "standard output is not a terminal",
        remedy: "use `turntable show` or `turntable check`, which need none")
    }
    input = isatty(STDIN_FILENO) == 1 ? dup(STDIN_FILENO) : Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard input >= 0 else {
      throw Failure(
        .usage, what: "there is no terminal to read keys from",
        remedy: "use `turntable show` or `turntable check`, which need none")
    }
    guard turntable_open(input) else {
      let name = getenv("TERM").map { String(cString: $0) } ?? ""
      throw Failure(
        .usage,
        what: name.isEmpty ? "TERM is not set" : "the terminal type '\(name)' is not known or cannot be drawn on",
        remedy: "set TERM, for instance TERM=xterm-256color")
    }
    var ends: [Int32] = [0, 0]
    _ = pipe(&ends)
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    signals = ends[0]
    turntable_watch_signals(ends[1])
    theme = Theme(usesColours: turntable_has_colours() && colours.areWanted)
    if usesMouse { turntable_use_mouse(true) }
  }

  /// Gives the terminal back. Safe to call twice.
  package func close() {
    guard !isClosed else { return }
    isClosed = true
    turntable_close()
  }

  package var size: Size { Size(columns: Int(turntable_columns()), rows: Int(turntable_rows())) }

  package var descriptors: [Int32] { [input, signals] }

  package func nextInput() -> TerminalInput? {
    var byte: UInt8 = 0
    // A resize is told by curses itself, below.
    if read(signals, &byte, 1) == 1, byte != UInt8(SIGWINCH) {
      return byte == UInt8(SIGINT) ? .interrupted : .closed
    }
    var code: UInt32 = 0
    var row: Int32 = 0
    var column: Int32 = 0
    switch Int(turntable_key(&code, &row, &column)) {
    case TURNTABLE_CHARACTER: return Self.character(code)
    case TURNTABLE_FUNCTION: return Self.function(Int(code)).map { .key($0) } ?? nextInput()
    case TURNTABLE_MOUSE:
      let action: Mouse.Action =
        switch Int(code) {
        case TURNTABLE_WHEEL_UP: .wheelUp
        case TURNTABLE_WHEEL_DOWN: .wheelDown
        default: .press
        }
      return .mouse(Mouse(action, column: Int(column), row: Int(row)))
    case TURNTABLE_RESIZE: return .resized(size)
    default: return isInputGone ? .closed : nil
    }
  }

  /// Nothing was read although something is readable: end of input, or the terminal vanished.
  private var isInputGone: Bool {
    var polled = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    guard poll(&polled, 1, 0) > 0 else { return false }
    if polled.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { return true }
    var waiting: Int32 = 0
    return ioctl(input, UInt(FIONREAD), &waiting) != 0 || waiting == 0
  }

  package func draw(_ frame: Frame) {
    turntable_erase()
    for (row, spans) in frame.lines.enumerated() {
      var column = 0
      for span in spans {
        let look = theme.look(of: span.style)
        for character in span.text {
          let scalars = character.unicodeScalars.map(\.value)
          turntable_put(Int32(row), Int32(column), scalars, Int32(scalars.count), look.attributes, look.pair)
          column += width(of: character)
        }
      }
    }
    let cursor = frame.cursor
    turntable_refresh(Int32(cursor?.row ?? -1), Int32(cursor?.column ?? 0))
  }

  package func send(_ sequence: String) { turntable_send(sequence) }

  package func useMouse(_ isOn: Bool) { turntable_use_mouse(isOn) }

  package func lend(_ body: () -> Void) {
    turntable_lend()
    body()
    turntable_resume()
    // Ctrl-C meant the program that had the terminal.
    var byte: UInt8 = 0
    while read(signals, &byte, 1) == 1 {}
  }

  package func suspend() {
    turntable_suspend()
  }

  private static func character(_ code: UInt32) -> TerminalInput? {
    switch code {
    case 3: return .interrupted
    case 9: return .key(.tab)
    case 10, 13: return .key(.enter)
    case 27: return .key(.escape)
    case 8, 127: return .key(.backspace)
    case 1...26: return Unicode.Scalar(code + 0x60).map { .key(.control(Character($0))) }
    case 0, 28...31: return .key(.escape)
    default: return Unicode.Scalar(code).map { .key(.character(Character($0))) }
    }
  }

  private static func function(_ code: Int) -> Key? {
    switch code {
    case TURNTABLE_UP: .up
    case TURNTABLE_DOWN: .down
    case TURNTABLE_LEFT: .left
    case TURNTABLE_RIGHT: .right
    case TURNTABLE_HOME: .home
    case TURNTABLE_END: .end
    case TURNTABLE_PAGE_UP: .pageUp
    case TURNTABLE_PAGE_DOWN: .pageDown
    case TURNTABLE_DELETE: .delete
    case TURNTABLE_BACKSPACE: .backspace
    case TURNTABLE_BACK_TAB: .backTab
    case TURNTABLE_ENTER: .enter
    default: nil
    }
  }
}
