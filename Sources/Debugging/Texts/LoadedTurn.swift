package import Conversation

/// The selected turn with the text that the message pane shows of it, made once when it is loaded or the mode changes.
package struct LoadedTurn: Sendable, Equatable {
  package var turn: Turn
  package var wire: WireText?
  package var text: MessageText
  /// The bytes of the wire mode have been asked for.
  var asksForWire = false

  package init(_ turn: Turn, mode: MessageMode) {
    self.turn = turn
    text = MessageText(turn, wire: nil, mode: mode)
  }

  mutating func show(_ mode: MessageMode) {
    text = MessageText(turn, wire: wire, mode: mode)
  }
}

/// The bytes of a model request and of its answer, as sent.
package struct WireText: Sendable, Equatable {
  package var request: RawText?
  package var response: RawText?
  package init(request: RawText?, response: RawText?) {
    self.request = request
    self.response = response
  }
}

/// How the message pane shows a turn.
package enum MessageMode: String, Sendable, CaseIterable {
  /// The bytes as recorded.
  case raw
  /// The same JSON, indented, with strings decoded.
  case pretty
  /// Request and response as sent, tools included.
  case wire

  var next: MessageMode {
    switch self {
    case .raw: .pretty
    case .pretty: .wire
    case .wire: .raw
    }
  }
}
