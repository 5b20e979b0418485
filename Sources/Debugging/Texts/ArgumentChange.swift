import Conversation
import LosslessJSON

/// In a few words what other arguments a run had than the recorded call; nil where they are the same.
func change(from recorded: RawText, to arguments: String) -> String? {
  guard !recorded.bytes.elementsEqual(arguments.utf8) else { return nil }
  guard let old = try? Document(recorded.bytes).root, let new = try? Document(arguments).root,
    old.kind == .object, new.kind == .object
  else { return "other arguments" }
  var words: [String] = []
  for member in new.members where old[member.key] != member.value {
    words.append("\(member.key) \(member.value.rawText)")
  }
  for member in old.members where new[member.key] == nil { words.append("without \(member.key)") }
  guard let first = words.first else { return "written otherwise" }
  return words.count == 1 ? first : "\(first) and \(words.count - 1) more"
}
