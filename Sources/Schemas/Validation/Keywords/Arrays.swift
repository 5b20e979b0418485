import LosslessJSON

/// `prefixItems`, and `items` as a list in older drafts: elements by place.
struct PrefixItems: Keyword {
  let parts: [Subschema]

  init?(_ written: JSONValue, keyword: String, _ compiler: inout Compiler) {
    guard written.kind == .array else {
      compiler.note("\(keyword) must be a list of schemas")
      return nil
    }
    parts = written.elements.enumerated().map { compiler.subschema($1, "/\(keyword)/\($0)") }
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard value.kind == .array else { return }
    for (place, (element, part)) in zip(value.elements, parts).enumerated() {
      walk.judge(element, at: .place(place), by: part)
      if walk.isDecided { return }
    }
  }
}

/// Elements from a place on: `items` behind `prefixItems`, `additionalItems` behind a list.
struct Rest: Keyword {
  let part: Subschema
  let start: Int

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard value.kind == .array else { return }
    for (place, element) in value.elements.enumerated() where place >= start {
      walk.judge(element, at: .place(place), by: part)
      if walk.isDecided { return }
    }
  }
}

/// `items`: a schema for the elements behind `prefixItems`, or (older drafts) a list of schemas by place.
func items(_ written: JSONValue, _ compiler: inout Compiler) -> (any Keyword)? {
  guard written.kind != .array else {
    if compiler.dialect.draft == .draft2020, compiler.dialect.isWritten {
      compiler.note("items as a list is of older drafts: prefixItems since 2020-12")
    }
    return PrefixItems(written, keyword: "items", &compiler)
  }
  let start = compiler.dialect.draft == .draft2020 ? compiler.schema["prefixItems"]?.count ?? 0 : 0
  return Rest(part: compiler.subschema(written, "/items"), start: start)
}

/// `additionalItems`: behind `items` as a list; without one it says nothing.
func additionalItems(_ written: JSONValue, _ compiler: inout Compiler) -> (any Keyword)? {
  guard let items = compiler.schema["items"], items.kind == .array else { return nil }
  return Rest(part: compiler.subschema(written, "/additionalItems"), start: items.count)
}

/// `contains` with `minContains` and `maxContains` beside it.
struct Contains: Keyword {
  let part: Subschema
  private let least: ExactNumber
  private let most: ExactNumber?
  private let counts: Bool

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    part = compiler.subschema(written, "/contains")
    let hasLimits = compiler.dialect.draft > .draft7 && compiler.dialect.vocabularies.contains(.validation)
    func limit(_ name: String, _ schema: JSONValue) -> ExactNumber? {
      hasLimits ? schema[name]?.numberLexeme.flatMap { ExactNumber($0) } : nil
    }
    least = limit("minContains", compiler.schema) ?? ExactNumber(1)
    most = limit("maxContains", compiler.schema)
    counts = compiler.dialect.draft == .draft2020
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard value.kind == .array else { return }
    var count = 0
    for element in value.elements where walk.fits(element, part) {
      count += 1
      if counts, walk.tracksEvaluation { walk.evaluated.starts.insert(element.range.lowerBound) }
    }
    let found = ExactNumber(count)
    if found < least {
      let keyword = least == ExactNumber(1) ? "contains" : "minContains"
      walk.report(
        keyword, value, expected: "at least \(least) elements that fit", actual: "\(count) of them")
    }
    if let most, most < found {
      walk.report("maxContains", value, expected: "at most \(most) elements that fit", actual: "\(count) of them")
    }
  }
}

/// `uniqueItems`: no element twice.
struct UniqueItems: Keyword {
  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard value.kind == .array else { return }
    var seen: Set<[UInt8]> = []
    for element in value.elements where !seen.insert(canonicalText(element)).inserted {
      walk.report(
        "uniqueItems", element, expected: "no element twice", actual: "\(words(forReceived: element)) again")
      return
    }
  }
}
