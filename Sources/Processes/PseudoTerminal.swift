import CProcess
import Conversation
import Glibc

/// A terminal made of software: the child has one side, we have the other.
struct PseudoTerminal {
  let ours: Descriptor
  /// The child's side, to be opened by the child itself.
  let path: String

  /// nil where the placement asks for none.
  init?(_ placement: Launch.Placement) throws(Failure) {
    guard case .ownTerminal(let columns, let rows) = placement else { return nil }
    let number = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard number >= 0 else { throw Failure.system("no pseudo-terminal could be made", errno) }
    ours = Descriptor(owning: number)
    guard grantpt(number) == 0, unlockpt(number) == 0 else {
      throw Failure.system("the pseudo-terminal cannot be unlocked", errno)
    }
    var name = [CChar](repeating: 0, count: 128)
    guard ptsname_r(number, &name, name.count) == 0 else {
      throw Failure.system("the pseudo-terminal has no name", errno)
    }
    path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    ours.setNonblocking()
    Self.resize(ours, columns: columns, rows: rows)
  }

  static func resize(_ terminal: Descriptor, columns: Int, rows: Int) {
    _ = cprocess_set_size(terminal.number, UInt16(clamping: columns), UInt16(clamping: rows))
  }
}
