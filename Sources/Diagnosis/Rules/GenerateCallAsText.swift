import Conversation
import LosslessJSON

extension Rule {
  static let callAsText = Rule(
    "generate/call-as-text",
    summary: "a call stands as text in the answer",
    explanation: """
      The model wrote a call in the markup that it was trained on, and the server handed it out as text: it has no \
      tool-call parser for this model, or its chat template does not fit. Nothing is executed and nothing is said.
      """,
    lookFor: "Markup or JSON of a call in the content, tool_calls absent, finish_reason stop.",
    fixes: Fixes(
      "set the server's tool-call parser and chat template for this model (vLLM: --enable-auto-tool-choice "
        + "--tool-call-parser hermes; llama.cpp: --jinja with the model's tool template)"),
    examples: [
      RuleExample(
        "Hermes markup", fires: .error, tools: [RuleExample.search],
        steps: [
          .user("Find it."),
          .answer(
            "<tool_call>\n{\"name\": \"search\", \"arguments\": {\"query\": \"a\", \"region\": \"emea\"}}\n</tool_call>"
          ),
        ]),
      RuleExample(
        "fenced JSON after a sentence", fires: .error,
        steps: [
          .user("Find it."),
          .answer("I will call it:\n```json\n{\"name\": \"search\", \"arguments\": {\"query\": \"a\"}}\n```"),
        ]),
      RuleExample(
        "python tag", fires: .error, tools: [RuleExample.search],
        steps: [
          .user("Find it."),
          .answer("<|python_tag|>{\"name\": \"search\", \"parameters\": {\"query\": \"a\", \"region\": \"amer\"}}"),
        ]),
      RuleExample(
        "Mistral marker", fires: .error, tools: [RuleExample.search],
        steps: [
          .user("Find it."),
          .answer("[TOOL_CALLS][{\"name\": \"search\", \"arguments\": {\"query\": \"a\", \"region\": \"amer\"}}]"),
        ]),
      RuleExample(
        "it does not close", fires: .warning, tools: [RuleExample.search],
        steps: [.user("Find it."), .answer("{\"name\": \"search\", \"arguments\": {\"}}")]),
      RuleExample(
        "shown as an example inside prose", fires: nil, tools: [RuleExample.search],
        steps: [
          .user("How do you search?"),
          .answer(
            "A call looks like this: {\"name\": \"search\", \"arguments\": {\"query\": \"…\"}}. You need not write it."),
        ]),
      RuleExample(
        "a client that reads calls from text: the result follows", fires: nil,
        steps: [
          .user("Find it."), .answer("{\"name\": \"search\", \"arguments\": {\"query\": \"a\"}}"),
          .result("3 claims", id: nil), .answer("Three."),
        ]),
      RuleExample(
        "a JSON answer", fires: nil, tools: [RuleExample.search],
        steps: [.user("Find it."), .answer("{\"customer\": \"c1\", \"claims\": [88]}")]),
    ]
  ) { turn in
    guard turn.turn.kind == .assistant, let (text, origin) = turn.onlyText, !turn.isAnsweredAsText else { return [] }
    let calls = KnownTextCallForms.calls(in: text)
    guard let call = calls.first, let judged = judge(call, in: turn) else { return [] }
    var finding = turn.finding(
      "generate/call-as-text", code: call.code, severity: judged.severity, confidence: judged.confidence,
      message: "a call of \(call.name) stands as text in the answer (\(call.form))\(judged.reason)",
      evidence: [Evidence(origin, inner: call.range)])
    finding.fix = call.parser.map { fix(parser: $0) }
    if turn.calls.isEmpty { finding.call = CallReference(index: 0, id: nil, name: call.name) }
    return [finding]
  }
}

private func fix(parser: String) -> String {
  "set the server's tool-call parser and chat template for this model (vLLM: --enable-auto-tool-choice "
    + "--tool-call-parser \(parser); llama.cpp: --jinja with the model's tool template)"
}

/// Strict where it is an error: closed, declared, complete, offered, alone. Else a guess where it is the whole answer.
private func judge(
  _ call: TextCall, in turn: TurnCase
) -> (severity: Severity, confidence: Confidence, reason: String)? {
  let declared = turn.index.offers.declaration(call.name, in: turn.fact.tools)
  let isDeclared: Bool
  switch turn.fact.tools {
  case .set: isDeclared = declared != nil
  case .none: isDeclared = false
  case .notRecorded:
    isDeclared = turn.index.offers.declarations.isEmpty || turn.index.offers.declaration(named: call.name) != nil
  }
  let schema = declared?.schema ?? turn.index.offers.declaration(named: call.name)?.schema
  let required = schema?["required"]?.elements.compactMap(\.string) ?? []
  let isComplete = call.arguments.map { arguments in required.allSatisfy { arguments[$0] != nil } } ?? call.isClosed
  let isPlaced = call.hasMarker || call.standsAlone
  if call.isClosed, isDeclared, isComplete, isPlaced, turn.calls.isEmpty { return (.error, .certain, "") }
  guard call.isWhole || (!turn.calls.isEmpty && call.standsAlone) || (call.standsAlone && isDeclared) else {
    return nil
  }
  let reason: String
  if !call.isClosed {
    reason = "; it does not close, so no parser could read it"
  } else if !turn.calls.isEmpty {
    reason = ", beside real calls"
  } else if !isDeclared {
    reason = turn.fact.tools == .none ? "; this request offered no tools" : "; no such tool was offered"
  } else {
    reason = "; required arguments are missing in it"
  }
  // A name that nobody knows, without a marker of a model's own, is more often an answer than a call.
  if !isDeclared, !call.hasMarker, turn.index.offers.declaration(named: call.name) == nil { return nil }
  return (.warning, .likely, reason)
}

extension TurnCase {
  /// A tool's result follows although no call stands here: the client takes its calls from the text.
  var isAnsweredAsText: Bool {
    // Results and not one real call anywhere: all of the session's calls are text.
    if index.calls.isEmpty, !index.orphans.isEmpty { return true }
    let next = turn.index + 1
    return turn.message.calls.isEmpty && index.turns.indices.contains(next)
      && index.turns[next].flags.contains(.results)
  }

  /// The answer's text, where it is one part.
  var onlyText: (String, Origin)? {
    let texts = turn.message.content.compactMap { part in
      if case .text(let text, let origin) = part { (text, origin) } else { nil }
    }
    guard let first = texts.first, !first.0.isEmpty else { return nil }
    return texts.count == 1 ? first : (texts.map(\.0).joined(separator: "\n"), turn.origin)
  }
}
