import Conversation
package import Debugging

/// What the program under the debugger printed.
package struct ProgramPane: Pane {
  package let name = PaneName.program

  package func title(of state: DebuggerState) -> String {
    state.live?.end.map { "Program · \($0.sentence)" } ?? "Program"
  }

  package func lines(of state: DebuggerState, in place: Rectangle) -> [[Span]] {
    guard let live = state.live else { return [[Span("no program runs under the debugger", .dim)]] }
    guard !live.output.text.bytes.isEmpty else { return [[Span("the program has printed nothing", .dim)]] }
    return state.scrolled(.program)?.styledLines() ?? []
  }
}
