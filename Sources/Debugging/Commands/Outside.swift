import Conversation
import Diagnosis

/// Reading and editing in programs that a person knows better.
enum OutsideCommands {
  static let all = [pager, editor]

  static let pager = Command(
    "pager", "open the message, the output or the view in $PAGER", keys: [.character("P")], group: .look,
    worksOverViews: true, unavailable: nothingToOpen
  ) { state, _ in state.textInSight.map { [.present($0, .pager)] } ?? [] }

  static let editor = Command(
    "editor", "open a copy of the message, the output or the view in $EDITOR; in the arguments editor the arguments",
    keys: [.control("x")], group: .look, worksOverViews: true, unavailable: nothingToOpen
  ) { state, _ in state.textInSight.map { [.present($0, .editor)] } ?? [] }

  private static let nothingToOpen: @Sendable (DebuggerState) -> String? = { state in
    // What a view says may list the commands: it must not be made to answer this.
    if !state.views.isEmpty { return state.list == nil ? nil : "a list has no text to open; q goes back" }
    if let session = state.session, session.turn == nil { return "the turn is not loaded yet" }
    return state.textInSight == nil ? "there is no text to open here; 2 goes to the message, 5 to the output" : nil
  }
}

/// A program of the person's own that takes the terminal for a while.
package enum OutsideProgram: Sendable, Equatable {
  /// For reading: texts go to it with their control characters made visible.
  case pager
  /// For reading a copy.
  case editor
  /// For changing the text: it comes back as `edited`.
  case editorOfArguments
}

extension DebuggerState {
  /// The whole text of the topmost view or the focused pane.
  var textInSight: RawText? {
    if !views.isEmpty { return scrolled?.text.raw }
    switch focus {
    case .message, .turns, .calls: return session?.turn == nil ? nil : session?.loaded?.text.raw
    case .output: return outputColumns.last?.text.raw
    case .program: return live?.output.text
    case .schema: return session?.selectedCall?.arguments.bytes
    case .why: return session?.finding.map { RawText(explanationText($0.rule).raw.bytes) }
    }
  }

  /// The arguments as the person left them in an editor of their own.
  mutating func takeEdited(_ text: String) {
    guard case .arguments(var editor)? = prompt else { return }
    editor.replace(text)
    prompt = .arguments(editor)
  }
}
