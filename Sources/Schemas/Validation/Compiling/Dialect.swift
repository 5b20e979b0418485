/// The drafts of JSON Schema that are followed.
package enum Draft: Int, Sendable, Comparable {
  case draft7 = 7
  case draft2019 = 2019
  case draft2020 = 2020

  package static func < (left: Draft, right: Draft) -> Bool { left.rawValue < right.rawValue }
}

/// The groups of keywords that a meta-schema can leave out.
struct Vocabularies: OptionSet {
  let rawValue: Int
  static let core = Vocabularies(rawValue: 1)
  static let applicator = Vocabularies(rawValue: 2)
  static let unevaluated = Vocabularies(rawValue: 4)
  static let validation = Vocabularies(rawValue: 8)
  static let formatAssertion = Vocabularies(rawValue: 16)
  static let ordinary: Vocabularies = [.core, .applicator, .unevaluated, .validation]

  /// The group that a vocabulary's address names; nothing for one that changes no verdict.
  init(named address: String) {
    self =
      switch address.split(separator: "/").last {
      case "applicator": address.contains("2019-09") ? [.applicator, .unevaluated] : .applicator
      case "unevaluated": .unevaluated
      case "validation": .validation
      case "format-assertion": .formatAssertion
      default: []
      }
  }

  init(rawValue: Int) { self.rawValue = rawValue }
}

/// Which words a schema is written in.
struct Dialect: Equatable {
  var draft: Draft
  var vocabularies: Vocabularies = .ordinary
  /// Whether `$schema` says so. Where it does not, older drafts' words count as well, as real tools use them.
  var isWritten: Bool

  /// The dialect that a well-known meta-schema's address means; nil for any other address.
  init?(metaSchema address: String) {
    var name = address[...]
    while name.last == "#" { name = name.dropLast() }
    for scheme in ["http://", "https://"] where name.hasPrefix(scheme) { name = name.dropFirst(scheme.count) }
    switch name {
    case "json-schema.org/draft/2020-12/schema": draft = .draft2020
    case "json-schema.org/draft/2019-09/schema": draft = .draft2019
    case "json-schema.org/draft-07/schema", "json-schema.org/draft-06/schema", "json-schema.org/draft-04/schema":
      draft = .draft7
    default: return nil
    }
    isWritten = true
  }

  init(draft: Draft, isWritten: Bool = false) {
    self.draft = draft
    self.isWritten = isWritten
  }
}
