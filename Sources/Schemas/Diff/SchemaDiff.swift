/// The three-way diff of one call: one row per property path.
package struct SchemaDiff: Sendable, Equatable {
  package struct Row: Sendable, Equatable {
    package enum Mark: String, Sendable {
      case same = " "
      case error = "!"
      /// Converted or tolerated.
      case tolerated = "~"
      /// Only received.
      case receivedOnly = "+"
      /// Declared, not implemented.
      case notImplemented = "-"
    }
    package var mark: Mark
    /// JSON Pointer in argument space.
    package var path: String
    /// Nesting, from 0.
    package var depth: Int
    package var name: String
    /// In words: "string", "integer? = 10", "one of emea, amer"; nil where not declared.
    package var declared: String?
    package var implemented: String?
    package var received: String?
    /// What is wrong, or what the runtime makes of it, and "did you mean".
    package var note: String?
    /// The kinds of difference: DI… declared and implemented, DR… declared and received, IR… what the runtime makes of it.
    package var codes: [String]

    package init(
      mark: Mark, path: String, depth: Int = 0, name: String, declared: String? = nil, implemented: String? = nil,
      received: String? = nil, note: String? = nil, codes: [String] = []
    ) {
      self.mark = mark
      self.path = path
      self.depth = depth
      self.name = name
      self.declared = declared
      self.implemented = implemented
      self.received = received
      self.note = note
      self.codes = codes
    }
  }

  /// What becomes of the call, best first.
  package enum Verdict: Int, Sendable, Comparable {
    /// The function gets what the schema promises.
    case runsAsDeclared
    /// The call runs; a value is converted, dropped or moved.
    case runsWithChangedValue
    /// The call runs; nobody checks the value.
    case runsUnchecked
    /// The function cannot be called with these names.
    case failsBinding
    /// The runtime's validator, or the schema where the runtime is not known, refuses.
    case failsValidation
    /// The arguments are not JSON.
    case failsParsing

    package static func < (left: Verdict, right: Verdict) -> Bool { left.rawValue < right.rawValue }
  }

  package var rows: [Row]
  /// A word over the table, such as "arguments are not JSON: …" or "no declaration is recorded".
  package var note: String?
  /// nil where nothing was received.
  package var verdict: Verdict?

  package init(rows: [Row], note: String? = nil, verdict: Verdict? = nil) {
    self.rows = rows
    self.note = note
    self.verdict = verdict
  }
}
