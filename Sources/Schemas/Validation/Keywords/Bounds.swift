import LosslessJSON

func checkMinimum(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  guard let (number, bound) = bounded(value, keyword), number < bound else { return }
  walk.report("minimum", value, expected: "at least \(keyword.rawText)", actual: value.rawText)
}

func checkMaximum(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  guard let (number, bound) = bounded(value, keyword), bound < number else { return }
  walk.report("maximum", value, expected: "at most \(keyword.rawText)", actual: value.rawText)
}

func checkExclusiveMinimum(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  guard let (number, bound) = bounded(value, keyword), !(bound < number) else { return }
  walk.report("exclusiveMinimum", value, expected: "more than \(keyword.rawText)", actual: value.rawText)
}

func checkExclusiveMaximum(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  guard let (number, bound) = bounded(value, keyword), !(number < bound) else { return }
  walk.report("exclusiveMaximum", value, expected: "less than \(keyword.rawText)", actual: value.rawText)
}

private func bounded(_ value: JSONValue, _ keyword: JSONValue) -> (ExactNumber, ExactNumber)? {
  guard value.kind == .number, keyword.kind == .number else { return nil }
  guard let number = ExactNumber(value.rawText), let bound = ExactNumber(keyword.rawText) else { return nil }
  return (number, bound)
}

func checkMinLength(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  guard let length = length(value), let least = ExactNumber(keyword.rawText), ExactNumber(length) < least else {
    return
  }
  walk.report("minLength", value, expected: "at least \(keyword.rawText) characters", actual: "\(length) characters")
}

func checkMaxLength(_ value: JSONValue, _ keyword: JSONValue, _ schema: JSONValue, _ walk: inout Validation) {
  guard let length = length(value), let most = ExactNumber(keyword.rawText), most < ExactNumber(length) else { return }
  walk.report("maxLength", value, expected: "at most \(keyword.rawText) characters", actual: "\(length) characters")
}

/// JSON Schema counts code points.
private func length(_ value: JSONValue) -> Int? {
  value.string.map { $0.unicodeScalars.count }
}
