import Conversation
import LosslessJSON

/// The parts of a message's `content`: a string, a list of parts, or anything else that a program wrote there.
func contentParts(of place: Located?) -> [ContentPart] {
  guard let place else { return [] }
  switch place.value.kind {
  case .null: return []
  case .string: return [.text(place.value.string ?? "", place.origin)]
  case .array: return place.elements.filter { !isWrittenCall($0.value) }.map(contentPart)
  default: return [.other(place.value.detached(), place.origin)]
  }
}

func contentPart(_ place: Located) -> ContentPart {
  if let text = place.value.string { return .text(text, place.origin) }
  let type = place.value["type"]?.string
  if type == "thinking" || type == "reasoning" {
    for name in ["thinking", "reasoning", "text", "value"] {
      if let inner = place[name], let text = inner.value.string { return .thought(text, inner.origin) }
    }
  }
  for name in ["text", "refusal", "value"] {
    if let inner = place[name], let text = inner.value.string { return .text(text, inner.origin) }
  }
  return .other(place.value.detached(), place.origin)
}

/// What a tool answered, as bytes: a string decoded, text parts joined, anything else as written.
func resultContent(of place: Located?, in holder: Located) -> (RawText, Origin) {
  guard let place else { return (RawText([UInt8]()), holder.origin) }
  switch place.value.kind {
  case .string: return (RawText(place.value.decodedBytes ?? []), place.origin)
  case .null: return (RawText([UInt8]()), place.origin)
  case .array:
    let texts = place.value.elements.compactMap { $0.string ?? $0["text"]?.string }
    guard texts.count == place.value.count else { return (RawText(place.value.rawBytes), place.origin) }
    return (RawText(texts.joined(separator: "\n")), place.origin)
  default: return (RawText(place.value.rawBytes), place.origin)
  }
}

/// Whether there is any text in a message's `content`.
func hasText(_ content: JSONValue?) -> Bool {
  guard let content else { return false }
  switch content.kind {
  case .null: return false
  case .string: return content.range.count > 2
  default: return content.count > 0
  }
}
