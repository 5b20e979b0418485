/// What a scalar does to a line of a terminal. It decides what may be shown as it is.
enum ScalarClass {
  /// Takes cells of its own.
  case base
  /// Joins the scalar before it (accents, vowel signs). Alone it would change what stands before it, so it is then escaped.
  case mark
  /// A vowel or final consonant of Hangul: joins the syllable before it.
  case jamo
  /// Invisible, steering or without an agreed look: never shown as it is, except as a joiner that `Atom` has checked.
  case hidden

  init(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    if Self.isPlain(value) {
      self = .base
      return
    }
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FB).contains(value) {
      self = .jamo
      return
    }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      self = .hidden
    case .nonspacingMark, .enclosingMark, .spacingMark:
      self = properties.isDefaultIgnorableCodePoint ? .hidden : .mark
    default:
      self = properties.isDefaultIgnorableCodePoint ? .hidden : .base
    }
  }

  /// Common letters that neither join anything nor are joined, decided without the property tables: most of the text of
  /// this world. U+00AD, U+034F and the like lie outside.
  static func isPlain(_ value: UInt32) -> Bool {
    switch value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF, 0x3A3...0x482, 0x48A...0x52F, 0x2010...0x2027, 0x2190...0x2319,
      0x2500...0x25FC, 0x3001...0x3029, 0x3041...0x3096, 0x309B...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7A3,
      0xFF01...0xFF9F:
      true
    default: false
    }
  }
}

extension Unicode.Scalar {
  /// Can be drawn as a picture; digits, `#` and `*` (keycaps) count only for variation selectors.
  var isPictograph: Bool { value > 0x7F && properties.isEmoji }

  /// Regional indicators: two make a flag.
  var isRegionalIndicator: Bool { (0x1F1E6...0x1F1FF).contains(value) }

  /// Skin tones.
  var isSkinTone: Bool { (0x1F3FB...0x1F3FF).contains(value) }

  /// Starts or is a Hangul syllable.
  var isHangulHead: Bool {
    (0x1100...0x115E).contains(value) || (0xA960...0xA97C).contains(value) || (0xAC00...0xD7A3).contains(value)
  }

  /// Belongs to a script that is written with ZWJ and ZWNJ: Arabic and its kin, the Indic scripts, Khmer, Mongolian.
  var isOfJoiningScript: Bool {
    switch value {
    case 0x600...0xDFF, 0x1000...0x109F, 0x1780...0x18AF, 0xA840...0xA8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFC:
      ScalarClass(self) != .hidden
    default: false
    }
  }

  /// A consonant that a virama before it binds to the consonant before that (Unicode Annex 29, GB9c).
  func isConjunct(with consonant: Unicode.Scalar) -> Bool {
    guard value >> 7 == consonant.value >> 7, properties.generalCategory == .otherLetter else { return false }
    return switch value & ~0x7F {
    case 0x900, 0x980, 0xA80, 0xB00, 0xC00, 0xD00: true
    default: false
    }
  }
}
