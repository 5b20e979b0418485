/// The Unicode properties that `\p{…}` names, as far as the standard library knows them: general categories and the common
/// binary ones. Scripts are not among them.
func scalarSet(property name: String) -> ScalarSet? {
  var key = name
  for prefix in ["General_Category=", "gc="] where name.hasPrefix(prefix) { key = String(name.dropFirst(prefix.count)) }
  if let categories = categories[key] {
    return ScalarSet(test: { scalar in
      guard let scalar = Unicode.Scalar(scalar) else { return categories.contains(.surrogate) }
      return categories.contains(scalar.properties.generalCategory)
    })
  }
  guard let test = binary[name] else { return nil }
  return ScalarSet(test: { Unicode.Scalar($0).map { test($0.properties) } ?? false })
}

private let binary: [String: @Sendable (Unicode.Scalar.Properties) -> Bool] = [
  "Any": { _ in true }, "Alphabetic": { $0.isAlphabetic }, "Alpha": { $0.isAlphabetic },
  "Uppercase": { $0.isUppercase }, "Upper": { $0.isUppercase }, "Lowercase": { $0.isLowercase },
  "Lower": { $0.isLowercase }, "White_Space": { $0.isWhitespace }, "space": { $0.isWhitespace },
  "Emoji": { $0.isEmoji }, "Emoji_Presentation": { $0.isEmojiPresentation }, "Emoji_Modifier": { $0.isEmojiModifier },
  "ID_Start": { $0.isIDStart }, "IDS": { $0.isIDStart }, "ID_Continue": { $0.isIDContinue },
  "IDC": { $0.isIDContinue }, "XID_Start": { $0.isXIDStart }, "XID_Continue": { $0.isXIDContinue },
  "Hex_Digit": { $0.isHexDigit }, "ASCII_Hex_Digit": { $0.isASCIIHexDigit }, "AHex": { $0.isASCIIHexDigit },
  "Math": { $0.isMath }, "Dash": { $0.isDash }, "Ideographic": { $0.isIdeographic }, "Ideo": { $0.isIdeographic },
  "Diacritic": { $0.isDiacritic }, "Quotation_Mark": { $0.isQuotationMark },
  "Assigned": { $0.generalCategory != .unassigned },
]

private let categories: [String: Set<Unicode.GeneralCategory>] = {
  let single: [(String, String, Unicode.GeneralCategory)] = [
    ("Lu", "Uppercase_Letter", .uppercaseLetter), ("Ll", "Lowercase_Letter", .lowercaseLetter),
    ("Lt", "Titlecase_Letter", .titlecaseLetter), ("Lm", "Modifier_Letter", .modifierLetter),
    ("Lo", "Other_Letter", .otherLetter), ("Mn", "Nonspacing_Mark", .nonspacingMark),
    ("Mc", "Spacing_Mark", .spacingMark), ("Me", "Enclosing_Mark", .enclosingMark),
    ("Nd", "Decimal_Number", .decimalNumber), ("Nl", "Letter_Number", .letterNumber),
    ("No", "Other_Number", .otherNumber), ("Pc", "Connector_Punctuation", .connectorPunctuation),
    ("Pd", "Dash_Punctuation", .dashPunctuation), ("Ps", "Open_Punctuation", .openPunctuation),
    ("Pe", "Close_Punctuation", .closePunctuation), ("Pi", "Initial_Punctuation", .initialPunctuation),
    ("Pf", "Final_Punctuation", .finalPunctuation), ("Po", "Other_Punctuation", .otherPunctuation),
    ("Sm", "Math_Symbol", .mathSymbol), ("Sc", "Currency_Symbol", .currencySymbol),
    ("Sk", "Modifier_Symbol", .modifierSymbol), ("So", "Other_Symbol", .otherSymbol),
    ("Zs", "Space_Separator", .spaceSeparator), ("Zl", "Line_Separator", .lineSeparator),
    ("Zp", "Paragraph_Separator", .paragraphSeparator), ("Cc", "Control", .control), ("Cf", "Format", .format),
    ("Cs", "Surrogate", .surrogate), ("Co", "Private_Use", .privateUse), ("Cn", "Unassigned", .unassigned),
  ]
  let groups = [
    "L": "Letter", "M": "Mark", "N": "Number", "P": "Punctuation", "S": "Symbol", "Z": "Separator", "C": "Other",
  ]
  var table: [String: Set<Unicode.GeneralCategory>] = [:]
  for (short, long, category) in single {
    table[short] = [category]
    table[long] = [category]
    table[String(short.prefix(1)), default: []].insert(category)
  }
  for (short, long) in groups { table[long] = table[short] }
  table["LC"] = [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter]
  table["Cased_Letter"] = table["LC"]
  table["digit"] = table["Nd"]
  table["punct"] = table["P"]
  table["cntrl"] = table["Cc"]
  table["Combining_Mark"] = table["M"]
  return table
}()
