import Conversation
import LosslessJSON
import Schemas

extension Rule {
  static let raised = Rule(
    "execute/raised",
    summary: "the function raised",
    explanation: """
      The call reached the function and the function raised. Classic AutoGen keeps only the exception's text \
      ("Error: …"), AgentChat marks the result as an error; the model sees that text alone. A text "Error: …" by itself \
      is no proof: a tool may answer so.
      """,
    lookFor: """
      is_error, "Error: …" or a traceback in the result; logs.db has no function_calls row and events.jsonl no \
      ToolCall event for a call that raised.
      """,
    fixes: Fixes(
      "run the call again here and read the traceback; return a message that tells the model what to do instead",
      openAI: "catch exceptions around the function and send str(error) back as the tool's result",
      anthropic: "send the error as tool_result with is_error: true and a text that says what to do instead"),
    examples: [
      .call(
        "marked as an error", fires: .error, runtime: "agentchat-0.7", tools: [RuleExample.search],
        #"{"query": "a", "region": "emea"}"#, result: "the register is closed", isError: true),
      .call(
        "an Error: text alone", fires: .warning, runtime: "classic-0.2", tools: [RuleExample.search],
        #"{"query": "a", "region": "emea"}"#, result: "Error: customer is blocked"),
      .call(
        "the format says that it worked", fires: nil, runtime: "agentchat-0.7", tools: [RuleExample.search],
        #"{"query": "a", "region": "emea"}"#, result: "Error: customer is blocked", isError: false),
      RuleExample(
        "a record says that it returned this text", fires: nil, runtime: "classic-0.2", tools: [RuleExample.search],
        steps: [
          .user("Find it."), .answer(calls: [.init("search", #"{"query": "a", "region": "emea"}"#)]),
          .record("search", arguments: #"{"query": "a", "region": "emea"}"#, returned: "Error: customer is blocked"),
          .result("Error: customer is blocked"), .answer("Blocked."),
        ]),
      RuleExample(
        "no record, while another call of it has one", fires: .error, runtime: "classic-0.2",
        tools: [RuleExample.search],
        steps: [
          .user("Find it."), .answer(calls: [.init("search", #"{"query": "a", "region": "emea"}"#)]),
          .result("Error: locked"), .answer(calls: [.init("search", #"{"query": "b", "region": "emea"}"#, id: "c2")]),
          .record("search", arguments: #"{"query": "b", "region": "emea"}"#, returned: "3 claims"),
          .result("3 claims", id: "c2"), .answer("Three."),
        ]),
    ]
  ) { turn in turn.calls.compactMap { raisedFinding($0, in: turn) } }
}

private func raisedFinding(_ call: CallCase, in turn: TurnCase) -> Finding? {
  guard let result = call.result?.result else { return nil }
  if call.fate == .answered { return unrecorded(call, in: turn) }
  guard call.isFailedByResult || call.fate == .suspected, !isExplained(call) else { return nil }
  let isCertain = call.isFailedByResult
  let hasDefect = call.defects.contains { call.severity(of: $0) == .error }
  let text: String
  switch call.failure {
  case .raised(let type, let message, _)?:
    text = [type, message].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": ")
  case .missingKey(let key)?: text = "KeyError '\(key)'"
  default: text = FailureTexts.firstLine(result.content.text)
  }
  let said = (text.isEmpty ? "an exception without a text" : FailureTexts.clause(text)) + frame(of: call)
  let argument = call.arguments.flatMap { blamedArgument(in: text, of: $0) }
  return call.finding(
    "execute/raised", severity: isCertain || hasDefect ? .error : .warning, confidence: isCertain ? .certain : .likely,
    path: argument.map { "/" + pointerStep($0) },
    message: isCertain ? "\(call.call.name) raised: \(said)" : "\(call.call.name) seems to have raised: \(said)",
    evidence: [Evidence(result.origin)])
}

/// Whose code raised, where a traceback says it.
private func frame(of call: CallCase) -> String {
  guard case .raised(_, _, let traceback)? = call.failure, let place = traceback?.raisedAt else { return "" }
  return " (\(place))"
}

/// The argument that an exception's text is about: it rejects it by name, or quotes its value and no other's.
private func blamedArgument(in text: String, of arguments: JSONValue) -> String? {
  if let named = Complaint.argument(in: text, of: arguments) { return named }
  let quoted = arguments.members.filter { member in
    guard let value = member.value.string, (3...200).contains(value.utf8.count) else { return false }
    return text.contains("'\(value)'") || text.contains("\"\(value)\"")
  }
  return quoted.count == 1 ? quoted.first?.key : nil
}

/// Bind, validate, parse, route and serialise findings tell it better, and those of a run that did not end by itself.
private func isExplained(_ call: CallCase) -> Bool {
  if call.unfinished != nil { return true }
  switch call.failure {
  case .raised?, nil: return false
  case .missingKey?: return call.isConfirmed && call.defects.contains { call.severity(of: $0) == .error }
  case .opaque?:
    if case .object = call.received { return false }
    return true
  default: return call.isConfirmed
  }
}

/// An event log without any ToolCall event, while its declarations are those of FunctionTool, which always writes one
/// for a call that worked.
private func unrecorded(_ call: CallCase, in turn: TurnCase) -> Finding? {
  guard turn.runtime.id == "agentchat-0.7", turn.session.format.contains("events"), turn.executions.records.isEmpty,
    let result = call.result?.result, result.isError == nil, let properties = call.declaration?.schema?["properties"],
    properties.count > 0,
    properties.members.allSatisfy({ $0.value["title"] != nil && $0.value["description"] != nil })
  else { return nil }
  return call.finding(
    "execute/raised", severity: .warning, confidence: .likely,
    message: "no execution of \(call.call.name) is logged; its result reads: "
      + FailureTexts.clause(result.content.text),
    evidence: [Evidence(result.origin)])
}
