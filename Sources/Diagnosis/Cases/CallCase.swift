import Conversation
import LosslessJSON
import Schemas

/// Everything that a rule may know of one call.
struct CallCase {
  let call: ToolCall
  let fact: CallFact
  /// Place in the index.
  let place: Int
  let runtime: AssumedRuntime
  /// The strict reading of the arguments.
  let received: ReceivedArguments
  /// The object that the runtime's parser made of them; nil where it made none.
  let arguments: JSONValue?
  /// What this request said of the tool; where no request is recorded for it, what the session says elsewhere.
  let declaration: ToolDeclaration?
  /// The tools of the request that this call answers.
  let tools: TurnFact.Tools
  let implemented: ImplementedTool?
  let violations: [Violation]
  let result: LinkedResult?
  let record: ExecutionRecord?
  let fate: Fate
  /// What the result's text was read as; confirmed by the call or not.
  let failure: FailureText?
  let isConfirmed: Bool
  /// The result itself, or its missing record, says that it failed; not only a refusal afterwards.
  let isFailedByResult: Bool
  let refusal: Refusal?
  /// What is wrong with the arguments, by rule.
  var defects: [ArgumentDefect] = []
  /// The tolerant reading of arguments in which something is wrong, with what would put them right.
  var report: DefectReport?
  /// The turn of a later call of the same tool that worked.
  let fixedBy: Int?
  /// It did not end by itself, by its result's text and something else that says that it did not end well.
  var unfinished: UnfinishedRun?

  /// A refused request behind this call.
  struct Refusal {
    var turn: Int
    var rejection: ModelCall.Rejection
    /// It names this call's place, id, name or arguments.
    var namesCall: Bool
    /// It may have been refused for anything: a status 400 or 422 without a place, or no status at all.
    var isUnplaced: Bool
  }

  var reference: CallReference { CallReference(index: call.key.index, id: call.id, name: call.name) }

  /// The runtime whose behaviour may be told; nil where it is not known well enough. The two classic lines share
  /// histories: while texts do not decide, only what both do is told (`bothClassic`).
  var isRuntimeKnown: Bool { runtime.id != "generic" }

  /// What the runtime makes of a violation.
  func effect(of violation: Violation) -> RuntimeEffect {
    let value = arguments?.value(at: violation.propertyPath)
    let schema = declaration?.schema
    let effect = Runtimes.effect(of: violation, value: value, schema: schema, runtime: runtime.id)
    guard runtime.id == "classic-0.2", runtime.confidence == .possible else { return effect }
    let other = Runtimes.effect(of: violation, value: value, schema: schema, runtime: "ag2-0.14")
    return other == effect ? effect : .unknown
  }

  /// What would have been accepted, as an offer; nil where nothing is wrong and where no repair can be right.
  var repair: Repair? {
    guard let report, !report.repaired.isEmpty else { return nil }
    return Repair.Grade(rawValue: report.grade.rawValue).map { Repair(grade: $0, calls: report.repaired) }
  }

  /// The whole call stands in its own arguments: what is missing outside is a consequence.
  mutating func addRepeatedCall(_ defect: Defect) {
    guard !defects.contains(where: { $0.rule == "validate/wrapped" }) else { return }
    let first = defects.first { $0.rule == "validate/missing" }
    defects.insert(
      ArgumentDefect(
        rule: "validate/wrapped", code: defect.code, path: defect.path, message: defect.message,
        inner: arguments?.value(at: defect.path)?.range, effect: first?.effect ?? .unknown,
        aliases: defects.map(\.path)), at: 0)
  }

  /// The stored arguments; `inner` are bytes in their decoded text.
  func evidence(_ inner: Range<Int>? = nil) -> Evidence { Evidence(call.arguments.origin, inner: inner) }

  var resultEvidence: [Evidence] { result.map { [Evidence($0.result.origin)] } ?? [] }

  /// What the model was given, and where it stands: the result, or the record of one that no message carries.
  var given: (bytes: [UInt8], origin: Origin)? {
    if let result { return (result.result.content.bytes, result.result.origin) }
    return record.map { ($0.returned.bytes, $0.origin) }
  }

  /// A finding about a run that did not end by itself.
  func unfinishedFinding(_ rule: String, _ words: String) -> Finding {
    let isCertain = fate.isFailed
    let text = result.map { FailureTexts.clause($0.result.content.text) } ?? ""
    return finding(
      rule, severity: isCertain ? .error : .warning, confidence: isCertain ? .certain : .likely,
      message: "\(call.name) \(words): \(text)", evidence: resultEvidence)
  }

  /// A finding about this call.
  func finding(
    _ rule: String, code: String? = nil, severity: Severity, confidence: Confidence = .certain, path: String? = nil,
    message: String, repair: Repair? = nil, evidence: [Evidence]
  ) -> Finding {
    Finding(
      rule: rule, code: code, severity: severity, confidence: confidence, turn: call.key.turn, call: reference,
      path: path, message: message, repair: repair,
      fixedBy: severity == .info ? nil : fixedBy, evidence: evidence)
  }
}
