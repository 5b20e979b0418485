import Conversation
import LosslessJSON
import Schemas

extension Rule {
  static let notJSON = Rule(
    "parse/not-json",
    summary: "the arguments are not JSON",
    explanation: """
      A framework hands the argument text to its JSON parser. Cut texts come from a token limit; quotes, fences, comments \
      and Python literals from the model; two objects in a row from a server that merged calls.
      """,
    lookFor: "The raw arguments at the line and column that the finding names.",
    fixes: Fixes(
      "raise max_tokens where the text is cut; else use a model or server with constrained tool calls",
      ag2New:
        "raise max_tokens where the text is cut: ag2 1.x ends the run here, and every later ask on this stream too",
      openAI: """
        catch json.JSONDecodeError around json.loads(call.function.arguments) and send the error back as the \
        tool's result; raise max_tokens where the text is cut
        """),
    examples: [
      .call(
        "cut inside a string", fires: .error, runtime: "agentchat-0.7", #"{"query": «"over"#,
        result: "Error: Unterminated string starting at: line 1 column 11 (char 10)", isError: true),
      .call(
        "a raw line break that classic AutoGen repairs", fires: .warning, runtime: "classic-0.2",
        "{\"query\": \"over\ndue\"}", result: "3 claims"),
      .call("JSON with white space around it", fires: nil, " {\"query\": \"overdue\"}\n", result: "3 claims"),
    ]
  ) { turn in turn.calls.compactMap(notJSONFinding) }
}

private func notJSONFinding(_ call: CallCase) -> Finding? {
  guard case .notJSON(let error) = call.received else { return nil }
  let defect = call.report?.defects.first
  let severity = call.severity(ofUnreadable: call.arguments != nil ? .converted(to: "JSON") : call.effectOfUnreadable)
  let place =
    defect?.code == "A01"
    ? "" : ": \(error.reason), line \(error.line) column \(error.column)"
  let repaired = call.arguments == nil ? "" : "; \(call.runtime.id) escapes the line breaks and runs it"
  let inner = min(error.offset, call.call.arguments.bytes.bytes.count)..<call.call.arguments.bytes.bytes.count
  return call.finding(
    "parse/not-json", code: defect?.code, severity: severity, path: "",
    message: "\(defect?.message ?? "the arguments are not JSON")\(place)\(repaired)", repair: call.repair,
    evidence: [call.evidence(inner)] + (severity == .error ? call.resultEvidence : []))
}

extension CallCase {
  /// What the runtime does with arguments that are no JSON object.
  var effectOfUnreadable: RuntimeEffect {
    switch (runtime.id, received) {
    case ("classic-0.2", _), ("ag2-0.14", _): return .refused
    case ("agentchat-0.7", .none): return .refused
    case ("agentchat-0.7", .otherValue(let value)), ("ag2-1.2", .otherValue(let value)):
      let isFalsy = value.isNull || value.rawText == "[]" && runtime.id == "agentchat-0.7"
      return isFalsy ? .converted(to: "{}") : .refused
    case ("ag2-1.2", .none): return .converted(to: "{}")
    case ("ag2-1.2", .notJSON) where call.arguments.bytes.bytes.isEmpty: return .converted(to: "{}")
    case ("agentchat-0.7", _), ("ag2-1.2", _): return .refused
    default: return isRefusedByAll ? .refused : .unknown
    }
  }

  /// No client that is known makes anything of them: an empty text, a raw line break, null, an empty list and an object
  /// are read by one or another.
  private var isRefusedByAll: Bool {
    switch received {
    case .notJSON(let error):
      !call.arguments.bytes.bytes.allSatisfy { $0 <= 0x20 } && !error.reason.hasPrefix("a raw ")
    case .otherValue(let value): value.kind != .null && value.rawText != "[]" && value.rawText != "\"\""
    case .object, .none: false
    }
  }

  /// Severity of a finding about arguments that no object could be made of.
  func severity(ofUnreadable effect: RuntimeEffect) -> Severity {
    if refusal?.isUnplaced == true, fate != .ran { return .error }
    switch fate {
    case .failed, .suspected: return .error
    case .ran, .answered: return .warning
    case .unanswered: return effect == .refused ? .error : .warning
    }
  }
}
