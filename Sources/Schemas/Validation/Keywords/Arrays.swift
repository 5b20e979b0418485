import LosslessJSON

/// `items` as a schema judges the elements behind `prefixItems`; as an array (older drafts) it judges by place.
func checkItems(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  guard value.kind == .array else { return }
  if keyword.kind == .array {
    checkPrefixItems(value, keyword, schema, &walk)
    return
  }
  let judged = schema["prefixItems"]?.count ?? 0
  for (place, element) in value.elements.enumerated() where place >= judged {
    walk.descend(element, against: keyword, instance: String(place), schema: nil)
  }
}

func checkPrefixItems(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  guard value.kind == .array else { return }
  for (place, pair) in zip(value.elements, keyword.elements).enumerated() {
    walk.descend(pair.0, against: pair.1, instance: String(place), schema: String(place))
  }
}

func checkMinItems(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  guard value.kind == .array, let least = ExactNumber(keyword.rawText), ExactNumber(value.count) < least else { return }
  walk.report("minItems", value, expected: "at least \(keyword.rawText) elements", actual: "\(value.count) elements")
}

func checkMaxItems(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  guard value.kind == .array, let most = ExactNumber(keyword.rawText), most < ExactNumber(value.count) else { return }
  walk.report("maxItems", value, expected: "at most \(keyword.rawText) elements", actual: "\(value.count) elements")
}

func checkUniqueItems(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  guard value.kind == .array, keyword.kind == .true else { return }
  let elements = Array(value.elements.prefix(2_000))
  for (place, element) in elements.enumerated() {
    guard elements[..<place].contains(where: { isEqual($0, element) }) else { continue }
    walk.report(
      "uniqueItems", element, expected: "no element twice", actual: "\(words(forReceived: element)) again")
    return
  }
}
