import LosslessJSON

/// `minimum`, `maximum` and their exclusive forms, on numbers of any length.
struct Bound: Keyword {
  enum Kind: String {
    case minimum, maximum, exclusiveMinimum, exclusiveMaximum
    var words: String {
      switch self {
      case .minimum: "at least"
      case .maximum: "at most"
      case .exclusiveMinimum: "more than"
      case .exclusiveMaximum: "less than"
      }
    }
  }

  let kind: Kind
  let bound: ExactNumber
  private let small: Int?
  private let lexeme: String

  init?(_ kind: Kind, _ written: JSONValue, _ compiler: inout Compiler) {
    guard let lexeme = written.numberLexeme, let bound = ExactNumber(lexeme) else {
      compiler.note(
        "\(kind.rawValue) must be a number" + (written.bool == nil ? "" : ", not true or false as in draft 4"))
      return nil
    }
    self.kind = kind
    self.bound = bound
    self.lexeme = lexeme
    small = written.int
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard value.kind == .number, !isWithin(value) else { return }
    walk.report(kind.rawValue, value, expected: "\(kind.words) \(lexeme)", actual: value.rawText)
  }

  private func isWithin(_ value: JSONValue) -> Bool {
    if let small, let number = value.int {
      return switch kind {
      case .minimum: number >= small
      case .maximum: number <= small
      case .exclusiveMinimum: number > small
      case .exclusiveMaximum: number < small
      }
    }
    guard let number = ExactNumber(value.rawText) else { return true }
    return switch kind {
    case .minimum: !(number < bound)
    case .maximum: !(bound < number)
    case .exclusiveMinimum: bound < number
    case .exclusiveMaximum: number < bound
    }
  }
}

/// `multipleOf`, in decimal: 0.3 is a multiple of 0.1.
struct MultipleOf: Keyword {
  let divisor: ExactNumber
  private let lexeme: String

  init?(_ written: JSONValue, _ compiler: inout Compiler) {
    guard let lexeme = written.numberLexeme, let divisor = ExactNumber(lexeme), divisor.isPositive else {
      compiler.note("multipleOf must be a number above 0")
      return nil
    }
    self.lexeme = lexeme
    self.divisor = divisor
  }

  func judge(_ value: JSONValue, _ walk: inout Validation) {
    guard value.kind == .number, let number = ExactNumber(value.rawText) else { return }
    guard let isMultiple = number.isMultiple(of: divisor) else {
      return walk.stop("\(value.rawText.prefix(40)) is too large to be divided by \(lexeme.prefix(40))")
    }
    if !isMultiple { walk.report("multipleOf", value, expected: "a multiple of \(lexeme)", actual: value.rawText) }
  }
}
