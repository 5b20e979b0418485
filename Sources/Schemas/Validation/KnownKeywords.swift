import LosslessJSON

/// Checks one keyword: the value, the keyword's own value, the schema it stands in, and the walk that takes reports.
typealias KeywordCheck = @Sendable (JSONValue, JSONValue, JSONValue, inout Validation) -> Void

/// The keywords that are checked. One that is not here is an annotation.
enum KnownKeywords {
  static let checks: [String: KeywordCheck] = [
    "type": checkType,
    "enum": checkEnum,
    "const": checkConst,
    "properties": checkProperties,
    "required": checkRequired,
    "additionalProperties": checkAdditionalProperties,
    "minProperties": checkMinProperties,
    "maxProperties": checkMaxProperties,
    "items": checkItems,
    "prefixItems": checkPrefixItems,
    "minItems": checkMinItems,
    "maxItems": checkMaxItems,
    "uniqueItems": checkUniqueItems,
    "minimum": checkMinimum,
    "maximum": checkMaximum,
    "exclusiveMinimum": checkExclusiveMinimum,
    "exclusiveMaximum": checkExclusiveMaximum,
    "minLength": checkMinLength,
    "maxLength": checkMaxLength,
    "allOf": checkAllOf,
    "anyOf": checkAnyOf,
    "oneOf": checkOneOf,
    "not": checkNot,
    "$ref": checkReference,
  ]
}
