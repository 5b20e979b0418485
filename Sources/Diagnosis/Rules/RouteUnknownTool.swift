import Conversation
import Schemas

extension Rule {
  static let unknownTool = Rule(
    "route/unknown-tool",
    summary: "the model called a tool that does not exist",
    explanation: """
      No tool of that name was offered, and the framework found none. Models invent names, misspell them, or put a \
      prefix such as "functions." in front.
      """,
    lookFor: "\"Function x not found\" or \"tool 'x' not found\" in the result; the names in the request's tools.",
    fixes: Fixes(
      "name the tools in the system message, or add the tool that the model wants",
      classic: "register a function under that name with register_function(…, caller=, executor=), or rename the tool",
      agentchat: "add the tool to AssistantAgent(tools=[…]), or name the right one in the system message",
      openAI: """
        answer an unknown name with the list of tools as the tool's result, so that the model can choose again
        """),
    examples: [
      .call(
        "invented", fires: .error, runtime: "classic-0.2", tools: [RuleExample.search], name: "get_policy", "{}",
        result: "Error: Function get_policy not found."),
      .call(
        "no name at all", fires: .error, runtime: "agentchat-0.7", tools: [RuleExample.search], name: "", "{}",
        result: "Error: tool '' not found in any workbench"),
      .call(
        "a tool answers in these words", fires: nil, tools: [RuleExample.search],
        #"{"query": "a", "region": "emea"}"#, result: "Function overdue not found in the ledger"),
    ]
  ) { turn in turn.calls.compactMap { unknownToolFinding($0, in: turn) } }
}

private func unknownToolFinding(_ call: CallCase, in turn: TurnCase) -> Finding? {
  let isRefusedByName: Bool
  if case .unknownTool? = call.failure, call.isConfirmed { isRefusedByName = true } else { isRefusedByName = false }
  if call.declaration != nil || isOffered(call, in: turn) { return nil }
  let offered = turn.toolNames
  let isAbsent: Bool
  switch call.tools {
  case .set: isAbsent = call.fate == .unanswered && turn.index.offers.declaration(named: call.call.name) == nil
  case .none, .notRecorded: isAbsent = false
  }
  guard isRefusedByName || isAbsent else { return nil }
  if turn.index.offers.declaration(named: call.call.name) != nil, call.tools != .notRecorded { return nil }
  if call.tools == .none { return nil }
  let severity: Severity = isRefusedByName ? .error : (call.isRuntimeKnown ? .error : .warning)
  let known = offered.isEmpty ? turn.index.offers.allNames : offered
  let (code, hint) = meant(call.call.name, among: known)
  let subject = code == "D06" ? "the call names no tool" : "there is no tool \(call.call.name)"
  let list =
    known.isEmpty ? "" : " (there are \(known.prefix(6).joined(separator: ", "))\(known.count > 6 ? ", …" : ""))"
  return call.finding(
    "route/unknown-tool", code: code, severity: severity, message: subject + hint + list,
    evidence: [Evidence(call.call.origin)] + call.resultEvidence)
}

/// Offered under a name that folds to the same.
private func isOffered(_ call: CallCase, in turn: TurnCase) -> Bool { turn.toolNames.contains(call.call.name) }

/// The defect code of a name, and which tool was meant.
private func meant(_ name: String, among known: [String]) -> (String, String) {
  guard let defect = ToolNameDefect(name, declared: known) else { return ("D01", "") }
  guard let meant = defect.meant else {
    return (defect.code, defect.code == "D05" ? ": the model packed several calls into one" : "")
  }
  switch defect.code {
  case "D01": return ("D01", ": did you mean \(meant)?")
  case "D02":
    let prefix = name.hasSuffix(meant) ? String(name.dropLast(meant.count)) : ""
    let words = prefix.isEmpty ? "" : "the name carries the prefix \(prefix), "
    return ("D02", ": \(words)\(meant) was meant")
  default: return (defect.code, ": \(meant) was meant")
  }
}
