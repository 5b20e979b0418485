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
