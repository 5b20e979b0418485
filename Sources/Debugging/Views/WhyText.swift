import Conversation
import Diagnosis
import Text

extension DebuggerState {
  /// What the why pane says of the selected call: the selected finding first, in full; then the others, a line each.
  package func whyText(columns: Int) -> PaneText {
    var builder = TextBuilder()
    guard let session, !session.session.turns.isEmpty else { return builder.text }
    let shown = session.shownFindings
    guard let finding = session.finding else {
      let isKnown = session.findings.isKnown(session.selection.turn)
      builder.line(isKnown ? "nothing found in this turn" : "not examined yet", .dim)
      return builder.text
    }
    addHead(finding, columns, &builder)
    let fix = fixLine(finding)
    if layout.kind == .wide {
      builder.line("  " + proof(finding), .dim)
      builder.line("  " + fix)
    } else {
      builder.line("  " + fix)
      builder.line("  " + proof(finding), .dim)
    }
    for other in shown where other != finding { addHead(other, columns, &builder) }
    return builder.text
  }

  /// Rows that the rule id and the fix of the selected finding need.
  func whyRows(columns: Int, withProof: Bool) -> Int {
    guard let finding = session?.finding else { return 0 }
    let confidence = finding.confidence == .certain ? "" : " · " + finding.confidence.rawValue
    var texts = [head(finding) + confidence, "  " + fixLine(finding)]
    if withProof { texts.append("  " + proof(finding)) }
    return texts.reduce(0) { $0 + wrapped($1, width: columns).count }
  }

  private func head(_ finding: Finding) -> String {
    let mark = finding.severity == .error ? "✗" : finding.severity == .warning ? "!" : "·"
    let scope = finding.turn == nil ? "(no single turn) " : ""
    return "\(mark) \(finding.rule)  \(scope)\(finding.message)"
  }

  private func addHead(_ finding: Finding, _ columns: Int, _ builder: inout TextBuilder) {
    let meaning: Meaning = finding.severity == .error ? .error : finding.severity == .warning ? .warning : .plain
    let indent = finding.causes.isEmpty ? "" : "  "
    let head = indent + head(finding)
    let confidence = finding.confidence.rawValue
    builder.add(head, meaning)
    let free = columns - width(of: head) - width(of: confidence)
    if free >= 1 {
      builder.line(String(repeating: " ", count: free) + confidence, .dim)
    } else {
      builder.line(finding.confidence == .certain ? "" : " · " + confidence, .dim)
    }
  }

  private func fixLine(_ finding: Finding) -> String {
    var words = finding.fix.map { ["fix: \($0)"] } ?? ["no fix is known"]
    if let repair = finding.repair {
      words.append("\(repair.grade.rawValue) repair: " + repair.calls.joined(separator: " and "))
    }
    if let turn = finding.fixedBy { words.append("worked in turn \(turn)") }
    if finding.call != nil { words.append("r try it") }
    words.append("6K explain")
    return words.joined(separator: " · ")
  }

  private func proof(_ finding: Finding) -> String {
    var words: [String] = []
    if let evidence = finding.evidence.first {
      let origin = evidence.origin
      let source = origin.source == session?.session.source ? "" : " \(origin.source)"
      words.append("proof:\(source) \(place(origin))\(origin.pointer.isEmpty ? "" : " \(origin.pointer)")")
    }
    if let runtime = session?.runtime { words.append("\(runtime.id) is assumed: \(runtime.evidence)") }
    return words.joined(separator: " · ")
  }
}
