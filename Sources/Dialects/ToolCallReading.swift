import Conversation
package import LosslessJSON

/// Reads one call in any of the forms that chat messages use: `{id, function: {name, arguments}}`, `{id, name, arguments}`,
/// `{id, custom: {name, input}}`.
func toolCall(from place: Located, key: CallKey, isLegacy: Bool = false) -> ToolCall {
  let holder = callHolder(place)
  let isInput = holder.value["arguments"] == nil && holder.value["input"] != nil
  return ToolCall(
    key: key, id: place.value["id"]?.string, name: holder.value["name"]?.string ?? "",
    arguments: arguments(holder[isInput ? "input" : "arguments"], of: holder), origin: place.origin,
    isLegacy: isLegacy)
}

/// The name that `toolCall(from:key:)` gives, without the rest.
package func callName(of value: JSONValue) -> String {
  for wrapper in ["function", "custom"] {
    if let holder = value[wrapper], holder.kind == .object { return holder["name"]?.string ?? "" }
  }
  return value["name"]?.string ?? ""
}

/// Calls that training data keeps as content: `{type: "tool_call", value: "{\"name\": …, \"arguments\": …}"}`. The
/// places of the arguments are those in the text, escapes included.
func writtenCalls(at content: Located, turn: Int) -> [ToolCall] {
  guard content.value.kind == .array else { return [] }
  var calls: [ToolCall] = []
  for part in content.elements {
    guard let text = part["value"], let map = EscapeMap(text.value), let inner = writtenCall(part.value) else {
      continue
    }
    let place = Located(derived: inner, from: text.origin)
    var call = toolCall(from: place, key: CallKey(turn: turn, index: calls.count))
    if let arguments = inner["arguments"] {
      let start = text.origin.bytes.lowerBound - text.value.range.lowerBound
      let source = map.source(of: arguments.range)
      call.arguments.origin.bytes = start + source.lowerBound..<start + source.upperBound
    }
    calls.append(call)
  }
  return calls
}

func writtenCalls(in content: JSONValue) -> [JSONValue] {
  content.kind == .array ? content.elements.compactMap(writtenCall) : []
}

func isWrittenCall(_ part: JSONValue) -> Bool { writtenCall(part) != nil }

private func writtenCall(_ part: JSONValue) -> JSONValue? {
  guard part["type"]?.isString("tool_call") == true, let text = part["value"]?.string else { return nil }
  return try? Document(text).root
}

private func callHolder(_ place: Located) -> Located {
  for wrapper in ["function", "custom"] {
    if let holder = place[wrapper], holder.value.kind == .object { return holder }
  }
  return place
}

private func arguments(_ place: Located?, of holder: Located) -> ToolCall.Arguments {
  guard let place else {
    return ToolCall.Arguments(form: .absent, bytes: RawText([UInt8]()), origin: holder.origin)
  }
  switch place.value.kind {
  case .string:
    return ToolCall.Arguments(form: .text, bytes: RawText(place.value.decodedBytes ?? []), origin: place.origin)
  case .null:
    return ToolCall.Arguments(form: .null, bytes: RawText([UInt8]()), origin: place.origin)
  default:
    return ToolCall.Arguments(form: .value, bytes: RawText(place.value.rawBytes), origin: place.origin)
  }
}
