/// The rules, in the order in which they are told within a phase: a wrapper before what is missing because of it.
package enum KnownRules {
  package static let all: [Rule] = [
    .notJSON, .notObject, .encoding, .duplicateKey, .unknownTool,
    .wrapped, .missing, .unknown, .null, .wrongType, .notAllowed, .outOfBounds, .union,
    .missingArgument, .unexpectedArgument, .refused,
  ]

  /// Rules that look at registration, which belongs to no turn.
  static let ofSession: [Rule] = []

  /// All of them.
  package static let every: [Rule] = all + ofSession

  static let order: [String: Int] = Dictionary(
    uniqueKeysWithValues: every.enumerated().map { ($0.element.id, $0.offset) })
}
