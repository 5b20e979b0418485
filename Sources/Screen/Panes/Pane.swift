package import Debugging

/// One pane: what stands on its title line, and what fills it.
package protocol Pane: Sendable {
  var name: PaneName { get }
  func title(of state: DebuggerState) -> String
  /// At most as many lines as the rectangle has rows. They are cut and padded by whoever asks.
  func lines(of state: DebuggerState, in place: Rectangle) -> [[Span]]
}

/// Every pane, in the order of their number keys.
package enum KnownPanes {
  package static let all: [any Pane] = [
    TurnsPane(), MessagePane(), CallsPane(), SchemaPane(), OutputPane(), WhyPane(), ProgramPane(),
  ]

  static func pane(_ name: PaneName) -> (any Pane)? { all.first { $0.name == name } }
}
