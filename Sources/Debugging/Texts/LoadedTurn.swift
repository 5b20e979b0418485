package import Conversation

/// The selected turn with the text that the message pane shows of it, made once when it is loaded or the mode changes.
package struct LoadedTurn: Sendable, Equatable {
  package var turn: Turn
  package var wire: WireText?
  package var text: MessageText
  /// The bytes of the wire mode have been asked for.
  var asksForWire = false

  private var folding: JSONFolding

  package init(_ turn: Turn, mode: MessageMode, foldDepth: Int? = nil) {
    self.turn = turn
    folding = JSONFolding(depth: foldDepth)
    text = MessageText(turn, wire: nil, mode: mode, folding: folding)
  }

  mutating func show(_ mode: MessageMode) {
    text = MessageText(turn, wire: wire, mode: mode, folding: folding)
  }

  /// Shows so many levels of the JSON again; what was opened by hand folds too.
  mutating func fold(to depth: Int?) {
    folding = JSONFolding(depth: depth)
    show(text.mode)
  }

  mutating func open(_ fold: JSONFolding.Fold) {
    folding.opened.insert(fold.stored)
    show(text.mode)
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
