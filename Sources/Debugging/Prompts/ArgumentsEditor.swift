package import Conversation
package import LosslessJSON
package import Schemas

/// The arguments of a call as raw text, judged after each key.
package struct ArgumentsEditor: Sendable, Equatable {
  package enum Purpose: Sendable, Equatable {
    /// Run the tool here with them.
    case run(CallKey)
    /// What the program will get instead of what the model sent.
    case stage(HeldID)
  }

  package var purpose: Purpose
  package var tool: String
  package var editor: TextEditor
  /// What the call really has.
  package var original: String
  /// Why the text is not JSON; nil where it is.
  package var error: JSONError?
  /// The three-way diff of the text as it stands.
  package private(set) var diff = SchemaDiff(rows: [])
  private var judgement: Judgement

  /// Against what the text is judged.
  package struct Judgement: Sendable, Equatable {
    package var declared: ToolDeclaration?
    package var implemented: ImplementedTool?
    package var runtime: String
  }

  init(_ purpose: Purpose, tool: String, original: String, text: String, judgement: Judgement) {
    self.purpose = purpose
    self.tool = tool
    self.original = original
    editor = TextEditor(text)
    self.judgement = judgement
    judge()
  }

  mutating func press(_ key: Key) {
    let before = editor.characters
    if editor.press(key), editor.characters != before { judge() }
  }

  /// Another text as a whole; a line break at its end is the file's, not the text's.
  mutating func replace(_ text: String) {
    editor.replace(text.hasSuffix("\n") ? String(text.dropLast()) : text)
    judge()
  }

  private mutating func judge() {
    do {
      _ = try Document(editor.text)
      error = nil
    } catch {
      self.error = error
    }
    let arguments = ToolCall.Arguments(form: .text, bytes: RawText(editor.text), origin: Origin(source: ""))
    diff = threeWayDiff(
      declared: judgement.declared, implemented: judgement.implemented, arguments: arguments,
      runtime: judgement.runtime)
  }
}
