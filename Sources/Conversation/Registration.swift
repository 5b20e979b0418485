/// Who declares and who can execute a tool, as a live program or its module shows it (a file rarely does).
package struct RegisteredTool: Sendable, Equatable {
  package var name: String
  /// Agents that expose it to their model.
  package var exposedBy: [String]
  /// Agents that can execute it.
  package var executableBy: [String]
  /// A decorator was made for it (`register_for_llm(...)`) and never applied; where, as "file:line".
  package var unappliedAt: String?

  package init(name: String, exposedBy: [String] = [], executableBy: [String] = [], unappliedAt: String? = nil) {
    self.name = name
    self.exposedBy = exposedBy
    self.executableBy = executableBy
    self.unappliedAt = unappliedAt
  }
}
