/// Reads an expression. Tolerates what engines without the u flag tolerate and what can mean one thing only: a needless
/// backslash before punctuation, a brace or bracket that opens nothing.
struct PatternParser {
  static let depthLimit = 200

  private let source: [Unicode.Scalar]
  private var at = 0
  private var depth = 0

  init(_ source: String) { self.source = Array(source.unicodeScalars) }

  mutating func parse() throws(PatternProblem) -> PatternNode {
    let node = try choice()
    guard at == source.count else { throw PatternProblem(message: "a parenthesis closes that was not opened") }
    return node
  }

  private var next: Unicode.Scalar? { at < source.count ? source[at] : nil }

  private mutating func take(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard source[at...].starts(with: wanted) else { return false }
    at += wanted.count
    return true
  }

  private mutating func choice() throws(PatternProblem) -> PatternNode {
    depth += 1
    guard depth < Self.depthLimit else { throw PatternProblem(message: "too many parentheses", isUnsupported: true) }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    depth -= 1
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(PatternProblem) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" { parts.append(try quantified()) }
    return .sequence(parts)
  }

  private mutating func quantified() throws(PatternProblem) -> PatternNode {
    let node = try atom()
    guard let (least, most) = try quantifier() else { return node }
    _ = take("?")
    if case .place = node { throw PatternProblem(message: "nothing to repeat") }
    guard try quantifier() == nil else { throw PatternProblem(message: "nothing to repeat") }
    return .times(node, least: least, most: most)
  }

  private mutating func quantifier() throws(PatternProblem) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = at
    guard take("{"), let least = try number() else {
      at = start
      return nil
    }
    var most: Int? = least
    if take(",") { most = try number() }
    guard take("}") else {
      at = start
      return nil
    }
    if let most, most < least { throw PatternProblem(message: "the numbers of a quantifier are out of order") }
    return (least, most)
  }

  private mutating func number() throws(PatternProblem) -> Int? {
    var value: Int?
    while let scalar = next, ("0"..."9").contains(scalar) {
      value = (value ?? 0) * 10 + Int(scalar.value - 0x30)
      at += 1
      guard value ?? 0 <= PatternProgram.sizeLimit else {
        throw PatternProblem(message: "a quantifier above \(PatternProgram.sizeLimit)", isUnsupported: true)
      }
    }
    return value
  }

  private mutating func atom() throws(PatternProblem) -> PatternNode {
    guard let scalar = next else { return .sequence([]) }
    switch scalar {
    case "(": return try group()
    case "[": return .one(try characterClass())
    case "\\": return try escaped()
    case "^":
      at += 1
      return .place(.start)
    case "$":
      at += 1
      return .place(.end)
    case ".":
      at += 1
      return .one(.anyButBreaks)
    case "*", "+", "?": throw PatternProblem(message: "nothing to repeat")
    case "{" where try quantifier() != nil: throw PatternProblem(message: "nothing to repeat")
    default:
      at += 1
      return .one(ScalarSet(scalar.value...scalar.value))
    }
  }

  private mutating func group() throws(PatternProblem) -> PatternNode {
    at += 1
    var look: (isBehind: Bool, isNegated: Bool)?
    if take("?=") {
      look = (false, false)
    } else if take("?!") {
      look = (false, true)
    } else if take("?<=") {
      look = (true, false)
    } else if take("?<!") {
      look = (true, true)
    } else if take("?<") {
      var name = ""
      while let scalar = next, scalar != ">" {
        name.unicodeScalars.append(scalar)
        at += 1
      }
      guard take(">"), isName(name) else { throw PatternProblem(message: "a group's name does not end") }
    } else if !take("?:"), next == "?" {
      throw PatternProblem(message: "(?\(at + 1 < source.count ? String(source[at + 1]) : "") is not ECMA-262")
    }
    let inner = try choice()
    guard take(")") else { throw PatternProblem(message: "a parenthesis is not closed") }
    return look.map { .look(inner, isBehind: $0.isBehind, isNegated: $0.isNegated) } ?? inner
  }

  private func isName(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first else { return false }
    return (first.properties.isIDStart || first == "_" || first == "$")
      && name.unicodeScalars.allSatisfy { $0.properties.isIDContinue || $0 == "$" }
  }

  private mutating func escaped() throws(PatternProblem) -> PatternNode {
    if take("\\b") { return .place(.boundary) }
    if take("\\B") { return .place(.noBoundary) }
    at += 1
    if let digit = next, ("1"..."9").contains(digit) || digit == "k" {
      throw PatternProblem(message: "back-references are not supported", isUnsupported: true)
    }
    return .one(try escape())
  }

  private mutating func characterClass() throws(PatternProblem) -> ScalarSet {
    at += 1
    var set = ScalarSet()
    let isNegated = take("^")
    while let scalar = next, scalar != "]" {
      let low = try classAtom()
      guard next == "-", at + 1 < source.count, source[at + 1] != "]" else {
        set.formUnion(low)
        continue
      }
      at += 1
      let high = try classAtom()
      guard let from = low.single, let to = high.single else {
        set.formUnion(low)
        set.formUnion(high)
        set.insert(0x2D...0x2D)
        continue
      }
      guard from <= to else { throw PatternProblem(message: "a range of characters is out of order") }
      set.insert(from...to)
    }
    guard take("]") else { throw PatternProblem(message: "a bracket is not closed") }
    return set.negated(isNegated)
  }

  private mutating func classAtom() throws(PatternProblem) -> ScalarSet {
    if take("\\b") { return ScalarSet(0x08...0x08) }
    if take("\\") { return try escape() }
    guard let scalar = next else { throw PatternProblem(message: "a bracket is not closed") }
    at += 1
    return ScalarSet(scalar.value...scalar.value)
  }

  /// What follows a backslash, as a set of characters.
  private mutating func escape() throws(PatternProblem) -> ScalarSet {
    guard let letter = next else { throw PatternProblem(message: "a backslash ends the pattern") }
    at += 1
    switch letter {
    case "d": return .digits
    case "D": return .digits.negated(true)
    case "w": return .words
    case "W": return .words.negated(true)
    case "s": return .spaces
    case "S": return .spaces.negated(true)
    case "p", "P": return try property().negated(letter == "P")
    default:
      let value = try escapedValue(letter)
      return ScalarSet(value...value)
    }
  }

  private mutating func property() throws(PatternProblem) -> ScalarSet {
    guard take("{"), let end = source[at...].firstIndex(of: "}") else {
      throw PatternProblem(message: "\\p wants a property in braces")
    }
    let name = String(String.UnicodeScalarView(source[at..<end]))
    at = end + 1
    if name == "ASCII" { return ScalarSet(0...0x7F) }
    guard let set = scalarSet(property: name) else {
      throw PatternProblem(message: "the property \\p{\(name)} is not supported", isUnsupported: true)
    }
    return set
  }

  private mutating func escapedValue(_ letter: Unicode.Scalar) throws(PatternProblem) -> UInt32 {
    switch letter {
    case "t": return 0x09
    case "n": return 0x0A
    case "v": return 0x0B
    case "f": return 0x0C
    case "r": return 0x0D
    case "0" where !(next.map { ("0"..."9").contains($0) } ?? false): return 0
    case "c":
      guard let control = next, control.isASCII, control.properties.isAlphabetic else { break }
      at += 1
      return control.value & 0x1F
    case "x":
      guard let value = hexadecimal(2) else { break }
      return value
    case "u":
      guard let value = codePoint() else { break }
      return value
    default:
      guard letter.properties.isAlphabetic || ("0"..."9").contains(letter) else { return letter.value }
    }
    throw PatternProblem(message: "\\\(letter) is not ECMA-262")
  }

  private mutating func codePoint() -> UInt32? {
    if take("{") {
      guard let end = source[at...].firstIndex(of: "}"), let value = hexadecimal(end - at), value <= 0x10FFFF else {
        return nil
      }
      at += 1
      return value
    }
    guard let high = hexadecimal(4) else { return nil }
    guard high & 0xFC00 == 0xD800 else { return high }
    let start = at
    guard take("\\u"), let low = hexadecimal(4), low & 0xFC00 == 0xDC00 else {
      at = start
      return high
    }
    return 0x10000 + (high & 0x3FF) << 10 + (low & 0x3FF)
  }

  private mutating func hexadecimal(_ count: Int) -> UInt32? {
    guard count > 0, at + count <= source.count else { return nil }
    let digits = source[at..<at + count]
    guard digits.allSatisfy(\.properties.isASCIIHexDigit) else { return nil }
    let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16)
    if value != nil { at += count }
    return value
  }
}

extension ScalarSet {
  /// The one character of the set, where it is one.
  var single: UInt32? {
    guard others.isEmpty, !isNegated, ranges.count == 1, ranges[0].count == 1 else { return nil }
    return ranges[0].lowerBound
  }
}
