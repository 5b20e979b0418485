package import Conversation
import Diagnosis

/// A program that runs under the debugger.
package struct LiveState: Sendable, Equatable {
  /// An event that the program waits on until a command releases it.
  package struct Held: Sendable, Equatable {
    package var id: HeldID
    package var event: LiveEvent
    /// The turn that shows it.
    package var turn: Int?
    /// Why it was held: the breakpoint's text, or "step".
    package var why: String
    /// What the program will get instead of the call's arguments.
    package var staged: String?

    var resumption: Resumption { staged.map { .arguments($0) } ?? .asIs }
  }

  package var held: [Held] = []
  /// The next event that the program waits on is held, whatever it is.
  package var isStepping = false
  package var output = ProgramLog()
  package var end: ProgramEnd?
  /// The last thing that the attach hook said to a person, such as that no AutoGen was seen.
  package var remark: String?

  package init() {}

  /// Why an event must be held; nil when it may go on.
  func reason(_ event: LiveEvent, _ findings: [Finding], _ breakpoints: [Breakpoint]) -> String? {
    if isStepping { return "step" }
    return breakpoints.first { $0.matches(event, findings) }?.text
  }

  /// The held event that commands act on: that of the selected turn (and call), else the oldest.
  func current(turn: Int, callID: String?) -> Int? {
    let here = held.indices.filter { held[$0].turn == turn }
    return here.first { callID != nil && held[$0].event.callID == callID } ?? here.first ?? held.indices.first
  }
}

/// What the program printed, as lines; the oldest go when there are too many.
package struct ProgramLog: Sendable, Equatable {
  private var bytes: [UInt8] = []
  private static let limit = 1 << 20

  mutating func append(_ new: String) {
    bytes.append(contentsOf: Self.withoutColours(new))
    if bytes.count > Self.limit {
      let cut = bytes.count - Self.limit / 2
      let lineStart = bytes[cut...].firstIndex(of: 0x0A).map { $0 + 1 } ?? cut
      bytes = Array("… earlier output is gone\n".utf8) + bytes[lineStart...]
    }
  }

  package var text: RawText { RawText(bytes) }

  /// Drops `ESC [ … m` and the carriage return of a pseudo-terminal's line end; other sequences stay and are shown as escapes.
  private static func withoutColours(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    var kept: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place] == 0x1B, place + 1 < bytes.count, bytes[place + 1] == 0x5B {
        var end = place + 2
        while end < bytes.count, (0x30...0x3B).contains(bytes[end]) { end += 1 }
        if end < bytes.count, bytes[end] == 0x6D {
          place = end + 1
          continue
        }
      }
      let isLineEnd = bytes[place] == 0x0D && place + 1 < bytes.count && bytes[place + 1] == 0x0A
      if !isLineEnd { kept.append(bytes[place]) }
      place += 1
    }
    return kept
  }
}
