/// The smallest piece of text that a line may not split: a grapheme cluster that is shown as it is, or one scalar or byte
/// that is shown as an escape.
///
/// Clusters follow Unicode Annex 29 where the text is harmless; what hides there (joiners between nothing, marks upon marks,
/// tags) ends the cluster and is escaped. So every atom is bounded, has a width of 1 or more, and is found by looking at its
/// own bytes only.
struct Atom: Equatable {
  enum Kind: UInt8 {
    case cluster, escape, tab, newline
  }
  var kind: Kind
  /// The byte after it.
  var end: Int
  /// Terminal cells; a tab's are those of `\t`, a newline's those of `\n`.
  var width: Int

  /// Marks on one base beyond this many are escaped: no script needs more, and they would draw over other lines.
  static let marksAtMost = 8
  /// Pictures joined into one.
  static let joinsAtMost = 8

  /// The atom that starts at `at`, which is in the text.
  init(_ text: UnsafeBufferPointer<UInt8>, at: Int) {
    let byte = text[at]
    if byte < 0x80 {
      if byte >= 0x20, byte < 0x7F {
        if at + 1 == text.count || text[at + 1] < 0x80 {
          self.init(kind: .cluster, end: at + 1, width: 1)
        } else {
          self = Self.cluster(text, Unicode.Scalar(byte), after: at + 1)
        }
        return
      }
      let kind: Kind = byte == 0x0A ? .newline : byte == 0x09 ? .tab : .escape
      self.init(kind: kind, end: at + 1, width: Escape.ofScalar(UInt32(byte)).width)
      return
    }
    guard let (scalar, end) = decodeScalar(text, at) else {
      self.init(kind: .escape, end: at + 1, width: Escape.ofByte(byte).width)
      return
    }
    guard ScalarClass(scalar) == .base else {
      self.init(kind: .escape, end: end, width: Escape.ofScalar(scalar.value).width)
      return
    }
    self = Self.cluster(text, scalar, after: end)
  }

  init(kind: Kind, end: Int, width: Int) {
    self.kind = kind
    self.end = end
    self.width = width
  }

  /// The cluster that begins with `base`.
  private static func cluster(_ text: UnsafeBufferPointer<UInt8>, _ base: Unicode.Scalar, after: Int) -> Atom {
    var end = after
    var last = base
    var consonant = base
    var width = isWide(base) ? 2 : 1
    var marks = 0
    var joins = 0
    var flagIsWhole = false
    var isExtended = false
    var afterVirama = false
    while let (next, nextEnd) = nonASCIIScalar(text, end) {
      var isTaken = false
      if afterVirama, next.isConjunct(with: consonant) {
        isTaken = joins < joinsAtMost
        joins += 1
        isExtended = true
        consonant = next
        afterVirama = false
      } else if ScalarClass.isPlain(next.value) {
        break
      } else {
        switch next.value {
        case 0x200C, 0x200D:
          guard let (following, followingEnd) = nonASCIIScalar(text, nextEnd) else { break }
          if next.value == 0x200D, base.isPictograph, following.isPictograph, joins < joinsAtMost {
            joins += 1
            end = followingEnd
            last = following
            continue
          }
          isTaken = last.isOfJoiningScript && following.isOfJoiningScript
          afterVirama = afterVirama && next.value == 0x200D
        case 0xFE0E, 0xFE0F:
          isTaken = last.properties.isEmoji
          if isTaken, next.value == 0xFE0F, last == base { width = max(width, 2) }
        case 0xE0100...0xE01EF:
          isTaken = last.properties.isIdeographic
        case 0x1F3FB...0x1F3FF:
          isTaken = last.isPictograph
        case 0x1F1E6...0x1F1FF:
          isTaken = base.isRegionalIndicator && last == base && !flagIsWhole
          flagIsWhole = true
        case 0xE33, 0xEB3:  // The vowel am of Thai and Lao: a letter that never stands apart from its consonant.
          isTaken = marks < marksAtMost
          if isTaken { width += 1 }
          marks += 1
        default:
          switch ScalarClass(next) {
          case .jamo: isTaken = base.isHangulHead && marks < marksAtMost
          case .mark:
            isTaken = marks < marksAtMost
            let isSpacing = next.properties.generalCategory == .spacingMark
            if isTaken, isSpacing { isExtended = true }
            afterVirama = next.properties.canonicalCombiningClass == .virama || (afterVirama && !isSpacing)
          case .base, .hidden: break
          }
          marks += 1
        }
      }
      guard isTaken else { break }
      end = nextEnd
      last = next
    }
    return Atom(kind: .cluster, end: end, width: width + (isExtended ? 1 : 0))
  }
}

/// The scalar at `at` where one of more than a byte stands there.
private func nonASCIIScalar(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> (Unicode.Scalar, Int)? {
  guard at < text.count, text[at] >= 0x80 else { return nil }
  return decodeScalar(text, at)
}

/// The scalar of the well-formed UTF-8 sequence of two bytes or more at `at`, and the byte after it; nil where there is none.
func decodeScalar(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> (Unicode.Scalar, Int)? {
  let lead = text[at]
  let length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
  guard length > 0, at + length <= text.count else { return nil }
  var value = UInt32(lead) & (0x7F >> UInt32(length))
  for place in at + 1..<at + length {
    guard text[place] & 0xC0 == 0x80 else { return nil }
    value = value << 6 | UInt32(text[place] & 0x3F)
  }
  guard length == 2 || value >= (length == 3 ? 0x800 : 0x10000), let scalar = Unicode.Scalar(value) else { return nil }
  return (scalar, at + length)
}
