import LosslessJSON

func checkProperties(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  guard value.kind == .object else { return }
  for property in keyword.members {
    guard let part = value[property.key] else { continue }
    walk.descend(part, against: property.value, instance: property.key, schema: property.key)
  }
}

func checkRequired(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  guard value.kind == .object else { return }
  for name in keyword.elements.compactMap(\.string) where value[name] == nil {
    let wanted = schema["properties"]?[name].map { words(forSchema: $0, root: walk.root) } ?? "a value"
    walk.report("required", value, expected: wanted, actual: "nothing", property: name)
  }
}

func checkAdditionalProperties(
  _ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation
) {
  guard value.kind == .object, keyword.kind != .true else { return }
  let declared = schema["properties"]
  for member in value.members where declared?[member.key] == nil {
    if keyword.kind == .false {
      walk.report(
        "additionalProperties", member.value, expected: "no property \(member.key)",
        actual: words(forReceived: member.value), property: member.key, range: member.name.range)
    } else {
      walk.descend(member.value, against: keyword, instance: member.key, schema: nil)
    }
  }
}

func checkMinProperties(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  guard value.kind == .object, let least = ExactNumber(keyword.rawText), ExactNumber(value.count) < least else {
    return
  }
  walk.report(
    "minProperties", value, expected: "at least \(keyword.rawText) properties", actual: "\(value.count) properties")
}

func checkMaxProperties(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  guard value.kind == .object, let most = ExactNumber(keyword.rawText), most < ExactNumber(value.count) else { return }
  walk.report(
    "maxProperties", value, expected: "at most \(keyword.rawText) properties", actual: "\(value.count) properties")
}
