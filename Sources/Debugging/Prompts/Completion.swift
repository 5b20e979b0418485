import Conversation
import Diagnosis
import Schemas
import Text

/// What Tab found for the word at the end of a line: the first press writes what all candidates share, further ones step
/// through them.
package struct Completion: Sendable, Equatable {
  /// The line before the word.
  var stem: String
  package var candidates: [String]
  /// The candidate that stands in the line; nil while that is only what they share.
  package var chosen: Int?

  /// Nil where nothing fits.
  init?(of line: String, among words: [String]) {
    let start = line.lastIndex(of: " ").map { line.index(after: $0) } ?? line.startIndex
    stem = String(line[..<start])
    let word = line[start...]
    var seen: Set<String> = []
    candidates = words.filter { $0.hasPrefix(word) && seen.insert($0).inserted }
    guard !candidates.isEmpty else { return nil }
    chosen = candidates.count == 1 ? 0 : nil
  }

  /// The line as it is now.
  var line: String {
    if let chosen { return stem + candidates[chosen] }
    return stem + candidates.dropFirst().reduce(candidates[0]) { $0.commonPrefix(with: $1) }
  }

  mutating func step(_ by: Int) {
    guard candidates.count > 1 else { return }
    chosen = chosen.map { ($0 + by + candidates.count) % candidates.count } ?? (by > 0 ? 0 : candidates.count - 1)
  }
}

extension DebuggerState {
  /// Tab (or Shift-Tab) in a one-line prompt that has words to offer.
  mutating func complete(_ editor: TextEditor, _ by: Int, _ prompt: (TextEditor) -> Prompt, among words: [String]) {
    var editor = editor
    if completion != nil {
      completion?.step(by)
    } else {
      completion = Completion(of: editor.text, among: words)
      if let found = completion, found.candidates.count > 1, found.line == editor.text { completion?.step(by) }
    }
    guard let completion else { return say("nothing completes this") }
    editor.replace(completion.line)
    self.prompt = prompt(editor)
  }

  /// What a command line may go on with: names of commands, then what the command takes.
  func words(completing line: String) -> [String] {
    let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return KnownCommands.all.map(\.name).sorted() }
    return KnownCommands.command(named: String(parts[0]))?.words(self) ?? []
  }

  /// Terms of a condition that this session can meet.
  func conditionWords(withStatus: Bool) -> [String] {
    let tools = (session?.session.tools ?? []) + self.tools.flatMap(\.tools).map(\.name)
    let rules = KnownRules.all.map(\.id)
    let phases = Set(rules.compactMap { $0.split(separator: "/").first }).map { "\($0)/*" }.sorted()
    return ["call"] + tools.map { quoted("tool:\($0)") } + (session?.session.agents ?? []).map { quoted("agent:\($0)") }
      + (phases + rules.sorted()).map { "rule:\($0)" } + (withStatus ? ["status:failed", "status:ok"] : [])
  }

  /// A term with a blank in its value stands in double quotes.
  private func quoted(_ term: String) -> String { term.contains(" ") ? "\"\(term)\"" : term }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
