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

    package init(
      mark: Mark, path: String, depth: Int = 0, name: String, declared: String? = nil, implemented: String? = nil,
      received: String? = nil, note: String? = nil
    ) {
      self.mark = mark
      self.path = path
      self.depth = depth
      self.name = name
      self.declared = declared
      self.implemented = implemented
      self.received = received
      self.note = note
    }
  }
  package var rows: [Row]
  /// A word over the table, such as "arguments are not JSON: …" or "no declaration is recorded".
  package var note: String?

  package init(rows: [Row], note: String? = nil) {
    self.rows = rows
    self.note = note
  }
}
