import Conversation
import LosslessJSON

/// Findings of what a request does not meet of its provider's demands.
enum ProviderFaults {
  /// Told by rules of their own.
  private static let toldElsewhere: Set<String> = [
    "S16", "N08", "M01", "M02", "M03", "M04", "M05", "M11", "M13",
  ]

  /// Faults of the declarations that this turn's request carries for the first time, or in a combination that is new.
  static func declared(in turn: TurnCase) -> [Finding] {
    guard case .set(let set) = turn.fact.tools, turn.index.offers.firstTurnOfSet[Int(set)] == turn.turn.index else {
      return []
    }
    let tools = turn.index.offers.sets[Int(set)].map { turn.index.offers.declarations[Int($0)] }
    let new = Set(turn.newDeclarations.map(\.name))
    let provider = Provider.of(model: turn.turn.modelCall?.model)
    return DeclarationLint.faults(of: tools, for: provider).compactMap { fault in
      guard tools.indices.contains(fault.tool), !toldElsewhere.contains(fault.rule.id) else { return nil }
      let tool = tools[fault.tool]
      guard new.contains(tool.name) || fault.rule.id == "N05" || fault.rule.id == "N06" else { return nil }
      let refusal = turn.index.refusals.first { $0.isAbout(tool: tool.name, place: fault.tool, rule: fault.rule) }
      var finding = turn.finding(
        rule(of: fault.rule.id), code: fault.rule.id, severity: severity(fault.rule, isRefused: refusal != nil),
        message: "\(tool.name.isEmpty ? "a tool" : tool.name) \(fault.words)\(who(fault.rule, provider))"
          + (refusal.map { ", and the request was refused (turn \($0.turn))" } ?? ""),
        evidence: [Evidence(tool.origin)])
      finding.path = fault.path
      // What references need differs by framework: the rule's own fixes say it.
      if finding.rule == "declare/provider-rule", fault.rule.id != "S10" {
        finding.fix = "mend the declaration so that \(fault.rule.demand)"
      }
      return finding
    }
  }

  /// Faults of the messages of a refused request, where its refusal speaks of them.
  static func sent(in turn: TurnCase) -> [Finding] {
    guard case .rejected(let rejection)? = turn.turn.modelCall?.outcome, !turn.told.isEmpty else { return [] }
    let request = ProviderRequest(
      tools: turn.toolNames, messages: turn.told.compactMap { (try? Document($0.raw.bytes))?.root },
      toolChoice: turn.turn.modelCall?.toolChoice)
    guard request.messages.count == turn.told.count else { return [] }
    let provider = Provider.of(model: turn.turn.modelCall?.model)
    let text = rejection.message + " " + (rejection.param ?? "")
    return request.faults(for: provider, or: text).compactMap { fault in
      guard !toldElsewhere.contains(fault.rule.id), fault.rule.isRefused(by: text) else { return nil }
      let place = fault.message.map { " (turn \(turn.told[$0].index))" } ?? ""
      return turn.finding(
        "declare/provider-rule", code: fault.rule.id, severity: .error,
        message: "\(fault.words)\(place)\(who(fault.rule, provider))",
        evidence: [Evidence(fault.message.map { turn.told[$0].origin } ?? turn.turn.origin)])
    }
  }

  private static func rule(of id: String) -> String {
    switch id {
    case "N01", "N02", "N03", "N04", "N09": "declare/bad-name"
    case "N05", "N10": "declare/duplicate-name"
    default: "declare/provider-rule"
    }
  }

  private static func severity(_ rule: ProviderRule, isRefused: Bool) -> Severity {
    if isRefused { return .error }
    return rule.severity == .info ? .info : .warning
  }

  private static func who(_ rule: ProviderRule, _ provider: Provider?) -> String {
    let known = provider.flatMap { rule.providers.contains($0) ? $0.title : nil }
    return known.map { "; \($0) demands that \(rule.demand) (\(rule.asOf))" } ?? ""
  }
}

extension RefusalFact {
  /// Whether the refusal speaks of this declaration: by name or place, or in the words of the rule.
  func isAbout(tool name: String, place: Int, rule: ProviderRule) -> Bool {
    guard status.map({ $0 == 400 || $0 == 422 || $0 >= 500 }) ?? true else { return false }
    let names = ["'\(name)'", "\"\(name)\"", "`\(name)`", "tools[\(place)]", "tools.\(place)."]
    let isNamed = !name.isEmpty && names.contains { text.contains($0) }
    // Some logs keep the code of a refusal alone.
    if text.contains("error_code:invalid_function_parameters") { return rule.id.hasPrefix("S") }
    return rule.isRefused(by: text) && (isNamed || !text.contains("'tools[") && !text.contains("function '"))
  }
}
