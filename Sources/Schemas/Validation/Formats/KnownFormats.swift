/// The formats that are known, each with its test. Any other name is an annotation.
enum KnownFormats {
  static let all: [String: @Sendable (String) -> Bool] = [
    "date": isDate,
    "time": isTime,
    "date-time": isDateTime,
    "duration": matching(Durations.pattern),
    "email": { isEmail($0, isInternational: false) },
    "idn-email": { isEmail($0, isInternational: true) },
    "hostname": isHostname,
    "idn-hostname": isInternationalHostname,
    "ipv4": { isIPv4($0[...]) },
    "ipv6": { isIPv6($0[...]) },
    "uri": { isURI($0, isInternational: false, isReference: false) },
    "uri-reference": { isURI($0, isInternational: false, isReference: true) },
    "iri": { isURI($0, isInternational: true, isReference: false) },
    "iri-reference": { isURI($0, isInternational: true, isReference: true) },
    "uri-template": matching(URITemplates.pattern),
    "uuid": matching("^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"),
    "json-pointer": matching("^(?:/(?:[^~/]|~[01])*)*$"),
    "relative-json-pointer": matching("^(?:0|[1-9][0-9]*)(?:#|(?:/(?:[^~/]|~[01])*)*)$"),
    "regex": isPattern,
  ]

  /// A test by an expression, read once.
  private static func matching(_ source: String) -> @Sendable (String) -> Bool {
    guard let pattern = try? Pattern(source) else { return { _ in true } }
    return { pattern.isFound(in: $0) ?? true }
  }

  /// An expression that is correct, if too much for us, is one.
  @Sendable private static func isPattern(_ text: String) -> Bool {
    do throws(PatternProblem) {
      _ = try Pattern(text)
      return true
    } catch {
      return error.isUnsupported
    }
  }
}
