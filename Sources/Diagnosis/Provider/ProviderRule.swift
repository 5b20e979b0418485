/// One demand that providers make of a request: a row of data, with the date when it was last seen to hold. Providers change
/// their minds; what changes here is a row.
package struct ProviderRule: Sendable {
  /// As the reference of provider rules has it: "N01", "S03", "M14", "R01".
  package var id: String
  /// Who demands it; empty: everybody.
  package var providers: Set<Provider>
  /// `.error`: the request is refused. `.warning`: it runs, worse. `.info`: style.
  package var severity: Severity
  /// Year and month.
  package var asOf: String
  /// What must hold, as a sentence.
  package var demand: String
  /// Pieces of the texts that providers refuse it with; none where none is known.
  package var refusals: [String]
  package var evidence: Evidence

  package enum Evidence: String, Sendable {
    case thread, documented, codeSearch = "code search", measured, own
  }

  /// Whether a refusal is written in these words.
  func isRefused(by text: String) -> Bool { refusals.contains { text.contains($0) } }

  func holds(for provider: Provider?) -> Bool {
    providers.isEmpty || (provider.map(providers.contains) ?? false)
  }
}

/// A rule about one declaration, or about the list of them.
struct DeclarationRule: Sendable {
  var rule: ProviderRule
  var check: DeclarationCheck

  init(
    _ id: String, _ providers: Set<Provider>, _ severity: Severity, _ demand: String, refusal: [String] = [],
    asOf: String = "2026-02", _ evidence: ProviderRule.Evidence, _ check: DeclarationCheck
  ) {
    rule = ProviderRule(
      id: id, providers: providers, severity: severity, asOf: asOf, demand: demand, refusals: refusal,
      evidence: evidence)
    self.check = check
  }
}

/// A rule about the messages of a request, or about a member beside them.
struct MessageRule: Sendable {
  var rule: ProviderRule
  var check: MessageCheck

  init(
    _ id: String, _ providers: Set<Provider>, _ demand: String, refusal: [String] = [], asOf: String = "2026-02",
    _ evidence: ProviderRule.Evidence, _ check: MessageCheck
  ) {
    rule = ProviderRule(
      id: id, providers: providers, severity: .error, asOf: asOf, demand: demand, refusals: refusal,
      evidence: evidence)
    self.check = check
  }
}

/// The form of a name or an id.
struct NameForm: Sendable {
  var longest: Int
  /// Characters beside letters and digits.
  var others = "_-"
  var startsWithLetter = false
  /// Exactly so long.
  var isExact = false

  func accepts(_ name: String) -> Bool {
    let length = name.unicodeScalars.count
    guard isExact ? length == longest : (1...longest).contains(length) else { return false }
    if startsWithLetter, let first = name.unicodeScalars.first, !(first.isLatin || first == "_") { return false }
    return name.unicodeScalars.allSatisfy { scalar in
      scalar.isLatin || ("0"..."9").contains(scalar) || others.unicodeScalars.contains(scalar)
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isLatin: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}

/// What can be demanded of declarations.
enum DeclarationCheck: Sendable {
  case name(NameForm)
  case hasName, hasDescriptions
  case uniqueNames, distinctNames
  case count(Int)
  case description(Int)
  case rootIsObject
  case noRootKeywords([String])
  case arraysHaveItems, objectsHaveProperties, objectsAreNotEmpty
  case closedObjects, requiresAll
  /// Keywords that may stand nowhere in the schema; `isStrict`: in strict declarations alone.
  case noKeywords([String], isStrict: Bool)
  case sizes(properties: Int, levels: Int, values: Int)
  case knownTypes, resolvedReferences, isValidSchema
  case stringEnums, requiredBesideProperties, validDefaults, requiredWithoutDefault
}

/// What can be demanded of messages.
enum MessageCheck: Sendable {
  /// OpenAI: every call is answered before the next other message; a result follows its call.
  case answeredCalls, resultsFollowCalls
  /// Anthropic: every call is answered in the very next message; a result stands there; results come first.
  case answeredNext, resultsHaveCalls, resultsFirst
  /// `inHistory`: an id may not come again in a later message.
  case uniqueIDs(inHistory: Bool)
  case asManyResultsAsCalls, noUserAfterResult
  case argumentsAreText, argumentsParse
  case idForm(NameForm), idLength(Int)
  case calledNames(NameForm), calledAreOffered
  case resultIsTextOrParts, functionHasName
  case toolsBesideHistory, choiceBesideTools
}
