import LosslessJSON

/// JSON that is being put together: scalars as they are written, containers to be changed.
indirect enum JSONDraft {
  /// A string with its quotes, a number, `true`, `false` or `null` (or what stands too deep), as JSON text.
  case scalar(String)
  case array([JSONDraft])
  case object([(name: String, value: JSONDraft)])

  /// Deeper than this, JSON stays as it is written.
  static let depthLimit = 64

  init(_ value: JSONValue, depth: Int = 0) {
    switch value.kind {
    case .array where depth < Self.depthLimit:
      self = .array(value.elements.map { JSONDraft($0, depth: depth + 1) })
    case .object where depth < Self.depthLimit:
      self = .object(value.members.map { ($0.key, JSONDraft($0.value, depth: depth + 1)) })
    default: self = .scalar(value.rawText)
    }
  }

  var text: String {
    switch self {
    case .scalar(let text): text
    case .array(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { quoted($0.name) + ":" + $0.value.text }.joined(separator: ",") + "}"
    }
  }

  /// The same as a value of a document of its own; nil where a scalar is no JSON.
  var value: JSONValue? { try? Document(text).root }

  /// Changes the value that the steps lead to; nil takes it away. Nothing happens where they lead nowhere.
  mutating func change(at steps: ArraySlice<String>, _ edit: (JSONDraft) -> JSONDraft?) {
    guard let step = steps.first else {
      if let changed = edit(self) { self = changed }
      return
    }
    let rest = steps.dropFirst()
    switch self {
    case .object(var members):
      guard let place = members.lastIndex(where: { $0.name == step }) else { return }
      if rest.isEmpty {
        if let changed = edit(members[place].value) {
          members[place].value = changed
        } else {
          members.remove(at: place)
        }
      } else {
        members[place].value.change(at: rest, edit)
      }
      self = .object(members)
    case .array(var elements):
      guard let place = Int(step), elements.indices.contains(place) else { return }
      if rest.isEmpty {
        if let changed = edit(elements[place]) { elements[place] = changed } else { elements.remove(at: place) }
      } else {
        elements[place].change(at: rest, edit)
      }
      self = .array(elements)
    case .scalar: return
    }
  }

  /// Gives a member another name, where none has it yet.
  mutating func rename(at steps: ArraySlice<String>, to name: String) {
    guard let old = steps.last else { return }
    let renamed: (JSONDraft) -> JSONDraft = { draft in
      guard case .object(var members) = draft, !members.contains(where: { $0.name == name }),
        let place = members.lastIndex(where: { $0.name == old })
      else { return draft }
      members[place].name = name
      return .object(members)
    }
    change(at: steps.dropLast(), renamed)
  }
}
