package import Conversation

/// What the person is being asked, or types. It has the keyboard until it is answered or left with Esc.
package enum Prompt: Sendable, Equatable {
  /// `:`
  case command(TextEditor)
  /// `/`
  case search(TextEditor)
  /// `&`
  case filter(TextEditor)
  /// `/` in the list of files: what is typed narrows it at once.
  case narrow(TextEditor)
  /// The text that the model is told instead of a tool's answer.
  case denial(HeldID, TextEditor)
  case arguments(ArgumentsEditor)
  case question(Question)
  case letter(Letter)

  /// The sign before a one-line editor.
  package var sign: String {
    switch self {
    case .command: ":"
    case .search, .narrow: "/"
    case .filter: "&"
    case .denial: "deny with: "
    case .arguments, .question, .letter: ""
    }
  }

  package var line: TextEditor? {
    switch self {
    case .command(let editor), .search(let editor), .filter(let editor), .narrow(let editor), .denial(_, let editor):
      editor
    case .arguments, .question, .letter: nil
    }
  }
}

/// A question with yes or no.
package struct Question: Sendable, Equatable {
  package enum Consequence: Sendable, Equatable {
    case run(ToolInvocation, source: String)
    case quit
  }
  /// The sentence, without " (y/n)".
  package var text: String
  package var consequence: Consequence
}
