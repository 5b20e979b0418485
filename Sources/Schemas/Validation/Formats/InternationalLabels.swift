/// Whether a label of any script may stand in a host name (RFC 5891, 5892): what its characters are, and which must stand
/// beside them.
func isUnicodeLabel(_ label: [Unicode.Scalar]) -> Bool {
  guard let first = label.first, first != "-", label.last != "-" else { return false }
  guard !(label.count >= 4 && label[2] == "-" && label[3] == "-") else { return false }
  switch first.properties.generalCategory {
  case .spacingMark, .nonspacingMark, .enclosingMark: return false
  default: break
  }
  let hasArabicDigits = label.contains { (0x660...0x669).contains($0.value) }
  let hasExtendedDigits = label.contains { (0x6F0...0x6F9).contains($0.value) }
  guard !(hasArabicDigits && hasExtendedDigits) else { return false }
  return label.indices.allSatisfy { isAllowed(label, $0) }
}

private func isAllowed(_ label: [Unicode.Scalar], _ at: Int) -> Bool {
  let before = at > 0 ? label[at - 1] : nil
  let after = at + 1 < label.count ? label[at + 1] : nil
  let scalar = label[at]
  switch scalar.value {
  case 0xB7: return before == "l" && after == "l"
  case 0x375: return after.map { (0x370...0x3FF).contains($0.value) || (0x1F00...0x1FFF).contains($0.value) } ?? false
  case 0x5F3, 0x5F4: return before.map { (0x591...0x5F4).contains($0.value) } ?? false
  case 0x30FB: return label.contains(where: isJapanese)
  case 0x200D: return before?.properties.canonicalCombiningClass == .virama
  case 0x200C: return before?.properties.canonicalCombiningClass == .virama || joins(label, at)
  case 0x640, 0x7FA, 0x302E, 0x302F, 0x3031...0x3035, 0x303B: return false
  case 0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007: return true
  case ..<0x80: return scalar.properties.isLowercase || scalar.properties.isUppercase || isDigitOrHyphen(scalar)
  default: return isLetterOrMark(scalar)
  }
}

private func isDigitOrHyphen(_ scalar: Unicode.Scalar) -> Bool { scalar == "-" || ("0"..."9").contains(scalar) }

private func isLetterOrMark(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber: true
  default: false
  }
}

private func isJapanese(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x3041...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x3005, 0x3007: true
  default: scalar.properties.isIdeographic
  }
}

/// A non-joiner may stand between letters that would join: told here by their script alone.
private func joins(_ label: [Unicode.Scalar], _ at: Int) -> Bool {
  func isJoining(_ scalar: Unicode.Scalar) -> Bool {
    (0x620...0x74F).contains(scalar.value) && scalar.properties.generalCategory == .otherLetter
  }
  return label[..<at].last(where: { $0.properties.generalCategory != .nonspacingMark }).map(isJoining) ?? false
    && label[(at + 1)...].first(where: { $0.properties.generalCategory != .nonspacingMark }).map(isJoining) ?? false
}

/// The rule for labels with letters that are read from right to left (RFC 5893), by blocks: the standard library does not
/// tell a character's direction.
enum Bidi {
  static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      !isArabicNumber(scalar) && !isEuropeanNumber(scalar) && scalar.properties.generalCategory != .nonspacingMark
    default: false
    }
  }

  private static func isEuropeanNumber(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value) || (0x6F0...0x6F9).contains(scalar.value)
  }

  private static func isArabicNumber(_ scalar: Unicode.Scalar) -> Bool { (0x660...0x669).contains(scalar.value) }

  static func isCorrect(_ label: [Unicode.Scalar]) -> Bool {
    guard let first = label.first else { return false }
    guard isRightToLeft(first) else {
      return !isEuropeanNumber(first) && !label.contains { isRightToLeft($0) || isArabicNumber($0) }
    }
    let isMixed = label.contains(where: isEuropeanNumber) && label.contains(where: isArabicNumber)
    return !isMixed
      && label.allSatisfy { scalar in
        isRightToLeft(scalar) || isEuropeanNumber(scalar) || isArabicNumber(scalar) || scalar == "-"
          || scalar.properties.generalCategory == .nonspacingMark || scalar.value == 0x200C || scalar.value == 0x200D
      }
  }
}
