/// An expression as `pattern` has it: ECMA-262 with the u flag, without back-references.
///
/// Works on all its possible states at once, so no expression can run away: the time is at most the expression's size times
/// the text's length, and ends at `workLimit`.
struct Pattern: Sendable {
  static let workLimit = 5_000_000

  let source: String
  private let program: PatternProgram

  init(_ source: String) throws(PatternProblem) {
    self.source = source
    var parser = PatternParser(source)
    program = try PatternProgram(parser.parse())
  }

  /// Whether the expression is found anywhere in the text; nil where that takes more work than the limit.
  func isFound(in text: String, limit: Int = Self.workLimit) -> Bool? {
    let scalars = text.unicodeScalars.map(\.value)
    var matcher = PatternMatcher(program: program, text: scalars, workLeft: limit)
    let isFound = matcher.finds(part: 0, from: 0, isAnchored: false, isBackward: false)
    return matcher.workLeft > 0 ? isFound : nil
  }
}

/// Why an expression is not used.
struct PatternProblem: Error {
  var message: String
  /// A correct expression that asks for more than is supported here.
  var isUnsupported = false
}

/// What an expression consists of.
indirect enum PatternNode: Sendable {
  enum Place: Sendable { case start, end, boundary, noBoundary }

  case sequence([PatternNode])
  case choice([PatternNode])
  case one(ScalarSet)
  case place(Place)
  case times(PatternNode, least: Int, most: Int?)
  case look(PatternNode, isBehind: Bool, isNegated: Bool)
}
