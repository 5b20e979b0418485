import LosslessJSON

/// The keywords that count: characters, elements, properties.
struct CountLimit: Keyword {
  enum Kind: String {
    case minLength, maxLength, minItems, maxItems, minProperties, maxProperties
    var noun: String {
      switch self {
      case .minLength, .maxLength: "characters"
      case .minItems, .maxItems: "elements"
      case .minProperties, .maxProperties: "properties"
      }
    }
    var isLeast: Bool { self == .minLength || self == .minItems || self == .minProperties }
    var judged: JSONKind {
      switch self {
      case .minLength, .maxLength: .string
      case .minItems, .maxItems: .array
      case .minProperties, .maxProperties: .object
      }
    }
  }

  let kind: Kind
  let limit: ExactNumber
  private let lexeme: String

  init?(_ kind: Kind, _ written: JSONValue, _ compiler: inout Compiler) {
    guard let lexeme = written.numberLexeme, let limit = ExactNumber(lexeme), limit.isInteger else {
      compiler.note("\(kind.rawValue) must be a whole number")
      return nil
    }
    self.kind = kind
    self.limit = limit
    self.lexeme = lexeme
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard value.kind == kind.judged else { return }
    let count = value.kind == .string ? characterCount(value) : value.count
    let number = ExactNumber(count)
    guard kind.isLeast ? number < limit : limit < number else { return }
    walk.report(
      kind.rawValue, value, expected: "\(kind.isLeast ? "at least" : "at most") \(lexeme) \(kind.noun)",
      actual: "\(count) \(kind.noun)")
  }

  /// JSON Schema counts code points: bytes that do not continue one.
  private func characterCount(_ value: JSONValue) -> Int {
    func count(_ bytes: some Sequence<UInt8>) -> Int { bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
    return value.hasEscapes ? count(value.decodedBytes ?? []) : count(value.rawBytes) - 2
  }
}
