import Conversation

/// Holds a request's declarations against what its provider demands.
enum DeclarationLint {
  static func faults(of tools: [ToolDeclaration], for provider: Provider?) -> [DeclarationFault] {
    var faults: [DeclarationFault] = []
    for row in KnownProviderRules.declarations where row.rule.holds(for: provider) {
      for (tool, path, words) in row.check.faults(in: tools) {
        // One demand may be several providers' in different words.
        let isKnown = faults.contains { $0.rule.id == row.rule.id && $0.tool == tool && $0.path == path }
        if !isKnown { faults.append(DeclarationFault(rule: row.rule, tool: tool, path: path, words: words)) }
      }
    }
    return faults
  }
}
