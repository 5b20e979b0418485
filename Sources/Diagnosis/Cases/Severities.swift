import Conversation
import Schemas

extension CallCase {
  /// Severity follows what became of the call: a defect that made it fail is an error, one that was let pass a warning.
  func severity(of defect: ArgumentDefect) -> Severity {
    switch fate {
    case .ran, .answered: return .warning
    case .unanswered: return defect.effect == .refused ? .error : .warning
    case .failed, .suspected: break
    }
    if defect.isToldByFramework { return .error }
    if defect.isFormat { return isConfirmed && isListed(defect) ? .error : .warning }
    switch failure {
    case .decoder?, .unknownTool?, .notSerialisable?: return .warning
    case .validation?, .missingArguments?, .unexpectedArgument?, .notAMapping?, .missingKey?:
      if isConfirmed { return isListed(defect) || isRefusedUnlisted(defect) ? .error : .warning }
    default: break
    }
    switch defect.effect {
    case .converted, .dropped: return .warning
    case .refused, .passedUnchecked, .unknown: return .error
    }
  }

  /// The interpreter names the first thing that it stumbles on, a validator all of them.
  private func isRefusedUnlisted(_ defect: ArgumentDefect) -> Bool {
    if case .validation? = failure { return false }
    if case .missingKey? = failure { return false }
    guard defect.rule == "validate/missing" || defect.rule == "validate/unknown" || defect.rule == "validate/wrapped"
    else { return false }
    return defect.effect == .refused || defect.effect == .unknown
  }

  private func isListed(_ defect: ArgumentDefect) -> Bool {
    ([defect.path] + defect.aliases).contains { path in
      listedPaths.contains { listed in
        listed == path || path.hasPrefix(listed + "/") || listed.hasPrefix(path + "/") || path.hasSuffix(listed)
      }
    }
  }

  /// Paths that the failure's text names.
  var listedPaths: [String] {
    switch failure {
    case .validation(_, let problems)?: problems.map(\.path).filter { !$0.isEmpty }
    case .missingArguments(_, let names)?: names.map { "/" + pointerStep($0) }
    case .unexpectedArgument(_, let name)?, .missingKey(let name)?: ["/" + pointerStep(name)]
    case .notAMapping?: defects.filter { $0.code == "C08" || $0.rule == "validate/wrong-type" }.map(\.path)
    default: []
    }
  }

  /// A finding of each defect that `rule` reports.
  func findings(ofDefects rule: String) -> [Finding] {
    defects.filter { $0.rule == rule }.map { defect in
      finding(
        rule, code: defect.code, severity: severity(of: defect), path: defect.path,
        message: defect.message, repair: repair, evidence: [evidence(defect.inner)] + proof(defect))
    }
  }

  private func proof(_ defect: ArgumentDefect) -> [Evidence] {
    var proof = declaration.map { [Evidence($0.origin)] } ?? []
    if severity(of: defect) == .error { proof += resultEvidence }
    return proof
  }

  /// Defects of a call that ran all the same: what the runtime made of them is known.
  var boundDefects: [ArgumentDefect] { fate == .ran || fate == .answered ? defects : [] }
}

extension ArgumentDefect {
  /// The property as a person writes it.
  var label: String {
    let steps = path.split(separator: "/").map { $0.replacing("~1", with: "/").replacing("~0", with: "~") }
    return steps.isEmpty ? "the arguments" : steps.joined(separator: ".")
  }

  /// The name that was sent, where it is another than the declared one.
  var sentLabel: String {
    aliases.first.map { String($0.dropFirst()).replacing("~1", with: "/").replacing("~0", with: "~") } ?? label
  }
}
