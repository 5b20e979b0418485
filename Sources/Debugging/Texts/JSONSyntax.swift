import Conversation
import LosslessJSON

/// Whether a text that a model is given is JSON, in a word.
func jsonWord(_ text: RawText) -> String {
  (try? Document(text.bytes)) == nil ? "not JSON" : "JSON"
}

/// What the pieces of a JSON text are; nothing of a text that is none, or that is long.
func syntaxMarks(of raw: RawText) -> [PaneText.Mark] {
  guard raw.bytes.count <= 128 * 1024, let document = try? Document(raw.bytes) else { return [] }
  var marks: [PaneText.Mark] = []
  add(document.root, to: &marks, depth: 0)
  return marks
}

private func add(_ value: JSONValue, to marks: inout [PaneText.Mark], depth: Int) {
  switch value.kind {
  case .object where depth < 200:
    for member in value.members {
      marks.append(PaneText.Mark(member.name.range, .name))
      add(member.value, to: &marks, depth: depth + 1)
    }
  case .array where depth < 200:
    for element in value.elements { add(element, to: &marks, depth: depth + 1) }
  case .object, .array: break
  case .string: marks.append(PaneText.Mark(value.range, .string))
  case .number: marks.append(PaneText.Mark(value.range, .number))
  case .null, .true, .false: marks.append(PaneText.Mark(value.range, .literal))
  }
}
