import Conversation
package import Debugging

/// The selected turn's bytes as recorded, pretty, or as sent; the place of the selected finding is marked.
package struct MessagePane: Pane {
  package let name = PaneName.message

  package func title(of state: DebuggerState) -> String {
    let progress = state.scrolled(.message)?.progress.map { " · \($0)" } ?? ""
    return "Message (\(state.mode.rawValue))\(progress)"
  }

  package func lines(of state: DebuggerState, in place: Rectangle) -> [[Span]] {
    guard let text = state.scrolled(.message) else {
      return state.session?.session.turns.isEmpty == false ? [[Span("…", .dim)]] : []
    }
    return text.styledLines(matching: state.pattern)
  }
}
