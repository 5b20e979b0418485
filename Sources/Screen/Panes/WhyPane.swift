package import Debugging
import Text

/// Why the selected call failed: phase and rule, proof, fix.
package struct WhyPane: Pane {
  package let name = PaneName.why

  package func title(of state: DebuggerState) -> String {
    guard let count = state.session?.shownFindings.count, count > 1 else { return "Why" }
    return "Why · \(count) findings"
  }

  package func lines(of state: DebuggerState, in place: Rectangle) -> [[Span]] {
    ScrolledText(
      state.whyText(columns: place.columns), anchor: .top, columns: place.columns, rows: place.rows, wrap: .words
    ).styledLines()
  }
}
