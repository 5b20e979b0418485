import Conversation
package import Debugging

/// The selected turn's bytes as recorded, pretty, or as sent; the place of the selected finding is marked.
package struct MessagePane: Pane {
  package let name = PaneName.message

  package func title(of state: DebuggerState) -> String {
    let progress = state.scrolled(.message)?.progress.map { " · \($0)" } ?? ""
    return "Message (\(state.mode.rawValue))" + (state.session?.turn.map(facts) ?? "") + progress
  }

  package func lines(of state: DebuggerState, in place: Rectangle) -> [[Span]] {
    guard let text = state.scrolled(.message) else {
      return state.session?.session.turns.isEmpty == false ? [[Span("…", .dim)]] : []
    }
    return text.styledLines(matching: state.pattern)
  }
}

/// When a turn was, and what its request cost, where the source says.
private func facts(_ turn: Turn) -> String {
  var words = turn.time.map { [clock($0)] } ?? []
  if case .answered(_, let prompt, let completion)? = turn.modelCall?.outcome, prompt != nil || completion != nil {
    words.append("\(prompt.map(String.init) ?? "?")→\(completion.map(String.init) ?? "?") tokens")
  }
  return words.map { " · " + $0 }.joined()
}
