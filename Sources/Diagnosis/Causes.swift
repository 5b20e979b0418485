/// Puts the findings of one turn in the order of causes and hangs those that follow from another under it.
enum Causes {
  /// Findings without a call first, then call by call; in a call by severity, phase, place in the table of rules, byte.
  static func ordered(_ findings: [Finding]) -> [Finding] {
    findings.enumerated().sorted { left, right in
      let (a, b) = (key(left.element, left.offset), key(right.element, right.offset))
      return a.lexicographicallyPrecedes(b)
    }.map(\.element)
  }

  private static func key(_ finding: Finding, _ offset: Int) -> [Int] {
    let severities = Severity.allCases.count
    let severity = severities - (Severity.allCases.firstIndex(of: finding.severity) ?? 0)
    return [
      finding.call?.index ?? -1, severity, Phase.allCases.firstIndex(of: finding.phase) ?? 0,
      KnownRules.order[finding.rule] ?? 0, finding.evidence.first?.inner?.lowerBound ?? 0, offset,
    ]
  }

  /// Fills `id` and `causes`. `findings` are ordered.
  static func hung(_ findings: [Finding]) -> [Finding] {
    var counts: [String: Int] = [:]
    var result = findings
    for place in result.indices {
      let finding = result[place]
      let stem = [finding.turn.map(String.init) ?? "-", finding.call.map { String($0.index) } ?? "-", finding.rule]
        .joined(separator: ".")
      result[place].id = "\(stem).\(counts[stem, default: 0])"
      counts[stem, default: 0] += 1
    }
    for place in result.indices {
      let top = result[..<place].first { $0.causes.isEmpty && hangs(result[place], under: $0) }
      if let top { result[place].causes.append(top.id) }
    }
    return result
  }

  private static let blocking: Set<String> = [
    "parse/not-json", "parse/not-object", "parse/encoding", "declare/no-tools-sent", "declare/not-offered",
    "declare/not-executable", "generate/truncated",
  ]
  private static let whole: Set<String> = ["execute/raised", "bind/refused"]
  private static let violating: Set<Phase> = [.validate, .bind, .declare]

  static func hangs(_ finding: Finding, under cause: Finding) -> Bool {
    if finding.rule == "send/rejected", cause.phase == .declare, cause.turn == finding.turn, cause.severity == .error {
      return true
    }
    guard let call = finding.call, cause.call == call, cause.turn == finding.turn, cause.severity >= finding.severity
    else { return false }
    if let path = finding.path, !path.isEmpty, path == cause.path { return true }
    if cause.rule == "validate/wrapped", let wrapper = cause.path, finding.phase == .validate || finding.phase == .bind
    {
      return finding.path == wrapper || finding.path?.hasPrefix(wrapper + "/") == true
        || cause.evidence.count > 1 && finding.rule.hasSuffix("missing") || finding.rule == "bind/missing-argument"
    }
    if cause.severity == .error, blocking.contains(cause.rule) || cause.phase == .route { return true }
    return whole.contains(finding.rule) && cause.severity == .error && violating.contains(cause.phase)
  }
}
