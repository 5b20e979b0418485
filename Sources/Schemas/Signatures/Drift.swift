package import LosslessJSON

/// One difference between what a declaration says and what the function accepts.
package struct Drift: Sendable, Equatable {
  /// Which calls it breaks.
  package enum Breaks: Sendable, Equatable {
    case everyCall, callsThatSendIt, callsThatOmitIt, callsThatSendNull, someValues, noCall, unknown
  }
  /// "DI01", … as the reference of difference kinds has them.
  package var code: String
  /// JSON Pointer in argument space.
  package var path: String
  /// A sentence without its full stop.
  package var message: String
  package var breaks: Breaks

  /// For a renamed property: what the function calls it.
  package var parameter: String?

  package init(code: String, path: String, message: String, breaks: Breaks, parameter: String? = nil) {
    self.code = code
    self.path = path
    self.message = message
    self.breaks = breaks
    self.parameter = parameter
  }
}

/// Where a declared schema and a function's signature differ, in the order of the declared properties, then of the
/// parameters. Titles, descriptions and the order of keys are no difference; types are compared as sets of JSON types.
package func drifts(declared schema: JSONValue, implemented signature: Signature) -> [Drift] {
  var comparison = SignatureComparison(schema: schema, signature: signature)
  comparison.run()
  return comparison.found
}
