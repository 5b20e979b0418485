package import Debugging
package import Screen

/// What a terminal has for us.
package enum TerminalInput: Sendable {
  case key(Key)
  case mouse(Mouse)
  case resized(Size)
  case interrupted
  /// The terminal is gone, or we were told to end: restore and leave.
  case closed
}

/// A screen and a keyboard. The main thread alone touches it, and it is never sent anywhere: the loop is generic over it.
package protocol Terminal: AnyObject {
  var size: Size { get }
  /// Readable when `nextInput` may have something.
  var descriptors: [Int32] { get }
  /// What is there now, without waiting; nil when nothing is.
  func nextInput() -> TerminalInput?
  func draw(_ frame: Frame)
  /// Hands a control sequence of ours to the terminal.
  func send(_ sequence: String)
  func useMouse(_ isOn: Bool)
  /// Gives the terminal to whatever runs in `body`, and takes it back.
  func lend(_ body: () -> Void)
  /// Gives the terminal back to the shell until we are continued.
  func suspend()
}
