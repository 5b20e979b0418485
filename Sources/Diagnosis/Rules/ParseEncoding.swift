import Conversation
import LosslessJSON
import Schemas

extension Rule {
  static let encoding = Rule(
    "parse/encoding",
    summary: "the arguments are encoded once too often, or not at all",
    explanation: """
      OpenAI's protocol carries the arguments as a string that holds one JSON object. Some servers send the object \
      itself, some models write the string inside a string.
      """,
    lookFor: """
      Arguments that start with a quote inside the string ("{\\\"a\\\"…), or that are an object where a string \
      is due.
      """,
    fixes: Fixes(
      "use a server whose tool-call parser writes the arguments as the protocol wants them",
      agentchat: "use another server: AgentChat repairs an object with a warning and refuses a string inside a string",
      anthropic: "send input as an object: only OpenAI's protocol wants a string"),
    examples: [
      .call(
        "encoded twice", fires: .error, runtime: "classic-0.2", #"«"{\"query\": \"overdue\"}"»"#,
        result: "Error: tools.search() argument after ** must be a mapping, not str"),
      .call("encoded once", fires: nil, runtime: "classic-0.2", #"{"query": "overdue"}"#, result: "3 claims"),
    ]
  ) { turn in turn.calls.compactMap { encodingFinding($0, in: turn) } }
}

private func encodingFinding(_ call: CallCase, in turn: TurnCase) -> Finding? {
  if case .otherValue(let value) = call.received, value.kind == .string, isEncodedObject(value) {
    let severity = call.severity(ofUnreadable: call.effectOfUnreadable)
    return call.finding(
      "parse/encoding", code: "B02", severity: severity, path: "",
      message: "the arguments are a string that holds the object: encoded twice",
      repair: call.repair,
      evidence: [call.evidence(value.range)] + (severity == .error ? call.resultEvidence : []))
  }
  guard call.call.arguments.form == .value, wantsText(call.call, in: turn) else { return nil }
  let effect: RuntimeEffect = call.runtime.id == "agentchat-0.7" ? .converted(to: "a string") : .refused
  let repaired = call.runtime.id == "agentchat-0.7" ? "; agentchat-0.7 warns and writes it as a string" : ""
  let severity = call.severity(ofUnreadable: call.isRuntimeKnown ? effect : .unknown)
  return call.finding(
    "parse/encoding", code: "B01", severity: severity, path: "",
    message: "the arguments are an object where the protocol has a string\(repaired)",
    evidence: [call.evidence()] + (severity == .error ? call.resultEvidence : []))
}

/// OpenAI's answer holds a string; Ollama's own form and Anthropic's "input" hold the value itself.
private func wantsText(_ call: ToolCall, in turn: TurnCase) -> Bool {
  let format = turn.session.format
  // A stream that broke off leaves the beginning of an input, which is a text only until it is whole.
  if format.hasPrefix("anthropic") { return false }
  if turn.index.textArguments > 0 { return true }
  let pointer = call.arguments.origin.pointer
  guard pointer.hasSuffix("/arguments") else { return false }
  return pointer.contains("choices/") || format.hasPrefix("autogen") || format.hasPrefix("turntable")
}
