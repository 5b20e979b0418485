import LosslessJSON

/// A value of one type as a value of another, where it can be read as one.
struct Conversion {
  private(set) var result: JSONDraft?
  private(set) var code = "C04"
  private(set) var grade = RepairGrade.auto

  private let node: JSONValue?
  private let root: JSONValue

  /// `node` is the schema that the result must fit.
  init(_ value: JSONValue, to type: JSONType, node: JSONValue?, root: JSONValue) {
    self.node = node
    self.root = root
    switch type {
    case .integer, .number: number(value, type)
    case .boolean: boolean(value)
    case .string: string(value)
    case .array: array(value)
    case .object: object(value)
    case .null: break
    }
  }

  /// The code of a value that cannot be read as any of the types.
  static func code(ofWrong value: JSONValue, _ types: [JSONType]) -> String {
    if value.kind == .number, types.contains(.integer) { return "C15" }
    if types.contains(.array) { return value.kind == .string ? "C06" : "C09" }
    if types.contains(.object) { return "C08" }
    return types.contains(.boolean) ? "C05" : value.kind == .array || value.kind == .object ? "C09" : "C04"
  }

  private mutating func number(_ value: JSONValue, _ type: JSONType) {
    if unwrap(value) { return }
    guard let text = value.string.map(trimmed) else { return }
    let plain = text.hasPrefix("+") ? String(text.dropFirst()) : text
    if let literal = WrittenLiteral(plain), let json = literal.json, let number = ExactNumber(json) {
      guard type == .number || number.isInteger else { return }
      result = .scalar(json)
      grade = literal.code == nil ? .auto : .offer
    }
  }

  private mutating func boolean(_ value: JSONValue) {
    code = "C05"
    if unwrap(value) { return }
    let word = trimmed(value.string ?? value.numberLexeme ?? "").lowercased()
    switch word {
    case "true", "false": result = .scalar(word)
    case "yes", "on", "1", "y", "t": (result, grade) = (.scalar("true"), .offer)
    case "no", "off", "0", "n", "f": (result, grade) = (.scalar("false"), .offer)
    default: break
    }
  }

  private mutating func string(_ value: JSONValue) {
    grade = .offer
    if unwrap(value) { return }
    guard value.kind == .number || value.bool != nil else { return }
    result = .scalar(quoted(value.rawText))
  }

  private mutating func array(_ value: JSONValue) {
    switch value.kind {
    case .string:
      let text = trimmed(value.string ?? "")
      if let (list, grade) = parsed(text, .array) {
        (result, code, self.grade) = (list, "C06", grade)
        return
      }
      let parts = text.split { $0 == "," || $0 == ";" || $0 == "\n" || $0 == "|" }.map { trimmed(String($0)) }
      let isSplit = parts.count > 1
      (code, grade) = (isSplit ? "C07" : "C09", .offer)
      result = .array((isSplit ? parts.filter { !$0.isEmpty } : [text]).map(element))
    case .object:
      (code, grade) = ("C09", .offer)
      let members = Array(value.members)
      if !members.isEmpty, members.enumerated().allSatisfy({ $1.key == String($0) || $1.key == String($0 + 1) }) {
        result = .array(members.map { JSONDraft($0.value) })
      } else if members.count == 1, let only = members.first, only.value.kind == .array {
        result = JSONDraft(only.value)
      } else {
        result = .array([JSONDraft(value)])
      }
    case .array: break
    default: (result, code, grade) = (.array([JSONDraft(value)]), "C09", .offer)
    }
  }

  /// An element that was part of a text: a number where the list is of numbers.
  private func element(_ text: String) -> JSONDraft {
    let list = node.flatMap { resolve($0["$ref"]?.string ?? "", root: root) ?? $0 }
    let items = list?["items"].flatMap { types(ofSchema: $0, root: root) } ?? [.string]
    if !items.contains(.string), isNumber(text) || text == "true" || text == "false" { return .scalar(text) }
    return .scalar(quoted(text))
  }

  private mutating func object(_ value: JSONValue) {
    code = "C08"
    switch value.kind {
    case .string:
      guard let (found, grade) = parsed(trimmed(value.string ?? ""), .object) else { return }
      (result, self.grade) = (found, grade)
    case .array:
      (code, grade) = ("C09", .offer)
      guard value.count == 1, let only = value[0], only.kind == .object else { return }
      result = JSONDraft(only)
    default: return
    }
  }

  /// JSON inside a string; read tolerantly, it is an offer.
  private func parsed(_ text: String, _ kind: JSONKind) -> (JSONDraft, RepairGrade)? {
    let bytes = Array(text.utf8)
    if let document = try? Document(bytes) {
      if document.root.kind == kind { return (JSONDraft(document.root), .auto) }
      return document.root.string.flatMap { parsed($0, kind) }
    }
    guard let first = bytes.first, first == 0x5B || first == 0x7B || first == 0x28 else { return nil }
    var reader = TolerantReader(bytes)
    guard let draft = try? reader.value(), !reader.endsInside, Blank.end(bytes, reader.at) == bytes.count,
      !reader.liberties.contains(where: { $0.grade == .never }), draft.value?.kind == kind
    else { return nil }
    return (draft, .offer)
  }

  /// `["x"]` and `{"value": "x"}` in place of the value itself.
  private mutating func unwrap(_ value: JSONValue) -> Bool {
    var inner: JSONValue?
    if value.kind == .array, value.count == 1 {
      (inner, code) = (value[0], "C09")
    } else if value.kind == .object {
      inner = value["value"] ?? (value.count == 1 ? value.members.first { _ in true }?.value : nil)
      code = value["type"] == nil ? "C09" : "B07"
    }
    guard let inner else { return false }
    grade = .offer
    result = JSONDraft(inner)
    return true
  }
}
