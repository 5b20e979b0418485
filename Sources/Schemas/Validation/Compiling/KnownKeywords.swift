import LosslessJSON

/// A keyword's demand on a value, read once from the schema.
protocol Keyword: Sendable {
  /// Reports where `value` does not meet it.
  func judge(_ value: JSONValue, _ walk: inout Validation)
}

/// A keyword by name: where it counts, which schemas it holds, and how it is read.
struct KeywordEntry: Sendable {
  enum Parts: Sendable { case none, schema, list, map, schemaOrList }

  var vocabulary: Vocabularies = .validation
  var drafts: ClosedRange<Draft> = .draft7 ... .draft2020
  /// Counts in schemas that name no draft, too.
  var isHabit = false
  var parts = Parts.none
  /// Judged after all others: it asks what they have seen.
  var isLast = false
  /// Reads the keyword's value; nil where it demands nothing. Without a reader the keyword only holds schemas.
  var read: (@Sendable (JSONValue, inout Compiler) -> (any Keyword)?)?

  func applies(in dialect: Dialect) -> Bool {
    dialect.vocabularies.contains(vocabulary)
      && (drafts.contains(dialect.draft) || isHabit && !dialect.isWritten)
  }

  /// The schemas inside the keyword's value.
  func subschemas(_ value: JSONValue) -> [JSONValue] {
    switch (parts, value.kind) {
    case (.none, _): []
    case (.map, .object): value.members.map(\.value)
    case (.list, .array), (.schemaOrList, .array): Array(value.elements)
    case (.schema, .object), (.schemaOrList, .object): [value]
    default: []
    }
  }
}

/// The keywords that change a verdict. One that is not here is an annotation.
enum KnownKeywords {
  static let entries: [String: KeywordEntry] = [
    "$ref": KeywordEntry(vocabulary: .core) { Reference($0, &$1) },
    "$dynamicRef": KeywordEntry(vocabulary: .core, drafts: .draft2020 ... .draft2020) { DynamicReference($0, &$1) },
    "$recursiveRef": KeywordEntry(vocabulary: .core, drafts: .draft2019 ... .draft2019) { DynamicReference($0, &$1) },
    "$defs": KeywordEntry(vocabulary: .core, parts: .map),
    "definitions": KeywordEntry(vocabulary: .core, parts: .map),
    "type": KeywordEntry { TypeKeyword($0, &$1) },
    "enum": KeywordEntry { EnumKeyword($0, &$1) },
    "const": KeywordEntry { value, _ in ConstKeyword(allowed: value) },
    "minimum": KeywordEntry { Bound(.minimum, $0, &$1) },
    "maximum": KeywordEntry { Bound(.maximum, $0, &$1) },
    "exclusiveMinimum": KeywordEntry { Bound(.exclusiveMinimum, $0, &$1) },
    "exclusiveMaximum": KeywordEntry { Bound(.exclusiveMaximum, $0, &$1) },
    "multipleOf": KeywordEntry { MultipleOf($0, &$1) },
    "minLength": KeywordEntry { CountLimit(.minLength, $0, &$1) },
    "maxLength": KeywordEntry { CountLimit(.maxLength, $0, &$1) },
    "minItems": KeywordEntry { CountLimit(.minItems, $0, &$1) },
    "maxItems": KeywordEntry { CountLimit(.maxItems, $0, &$1) },
    "minProperties": KeywordEntry { CountLimit(.minProperties, $0, &$1) },
    "maxProperties": KeywordEntry { CountLimit(.maxProperties, $0, &$1) },
    "pattern": KeywordEntry { PatternKeyword($0, &$1) },
    "format": KeywordEntry(vocabulary: .core) { FormatKeyword($0, &$1) },
    "uniqueItems": KeywordEntry { value, _ in value.kind == .true ? UniqueItems() : nil },
    "required": KeywordEntry { Required($0, &$1) },
    "dependentRequired": KeywordEntry(drafts: .draft2019 ... .draft2020) { DependentRequired($0, &$1) },
    "properties": KeywordEntry(vocabulary: .applicator, parts: .map) { Properties($0, &$1) },
    "patternProperties": KeywordEntry(vocabulary: .applicator, parts: .map) { PatternProperties($0, &$1) },
    "additionalProperties": KeywordEntry(vocabulary: .applicator, parts: .schema) { AdditionalProperties($0, &$1) },
    "propertyNames": KeywordEntry(vocabulary: .applicator, parts: .schema) { PropertyNames($0, &$1) },
    "dependentSchemas": KeywordEntry(
      vocabulary: .applicator, drafts: .draft2019 ... .draft2020, parts: .map
    ) { DependentSchemas($0, &$1) },
    "dependencies": KeywordEntry(vocabulary: .applicator, parts: .map) { Dependencies($0, &$1) },
    "items": KeywordEntry(vocabulary: .applicator, parts: .schemaOrList) { items($0, &$1) },
    "prefixItems": KeywordEntry(vocabulary: .applicator, drafts: .draft2020 ... .draft2020, parts: .list) {
      PrefixItems($0, keyword: "prefixItems", &$1)
    },
    "additionalItems": KeywordEntry(
      vocabulary: .applicator, drafts: .draft7 ... .draft2019, isHabit: true, parts: .schema
    ) { additionalItems($0, &$1) },
    "contains": KeywordEntry(vocabulary: .applicator, parts: .schema) { Contains($0, &$1) },
    "allOf": KeywordEntry(vocabulary: .applicator, parts: .list) { AllOf($0, &$1) },
    "anyOf": KeywordEntry(vocabulary: .applicator, parts: .list) { AnyOf($0, &$1) },
    "oneOf": KeywordEntry(vocabulary: .applicator, parts: .list) { OneOf($0, &$1) },
    "not": KeywordEntry(vocabulary: .applicator, parts: .schema) { Not($0, &$1) },
    "if": KeywordEntry(vocabulary: .applicator, parts: .schema) { Conditional($0, &$1) },
    "then": KeywordEntry(vocabulary: .applicator, parts: .schema),
    "else": KeywordEntry(vocabulary: .applicator, parts: .schema),
    "unevaluatedProperties": KeywordEntry(
      vocabulary: .unevaluated, drafts: .draft2019 ... .draft2020, parts: .schema, isLast: true
    ) { UnevaluatedProperties($0, &$1) },
    "unevaluatedItems": KeywordEntry(
      vocabulary: .unevaluated, drafts: .draft2019 ... .draft2020, parts: .schema, isLast: true
    ) { UnevaluatedItems($0, &$1) },
  ]
}
