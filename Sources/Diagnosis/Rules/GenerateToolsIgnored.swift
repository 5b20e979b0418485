import Conversation
import LosslessJSON

extension Rule {
  static let toolsIgnored = Rule(
    "generate/tools-ignored",
    summary: "the request offered tools, and the server dropped them",
    explanation: """
      The model was never shown the declarations: a model without tools in its chat template, a server that ignores the \
      member. Two signs: a call was demanded (tool_choice) and none came; or the prompt has fewer tokens than the \
      declarations alone need.
      """,
    lookFor: "usage.prompt_tokens with and without tools: equal means that the model never saw them.",
    fixes: Fixes(
      "choose a model whose chat template has tools, and a server that passes them on (llama.cpp: --jinja; look at "
        + "chat_template_caps of /props); compare usage.prompt_tokens with and without tools",
      anthropic: "use tool_choice {\"type\": \"any\"} or name the tool where a call must come"),
    examples: [
      RuleExample(
        "a call was required and none came", fires: .error, tools: [RuleExample.search], toolChoice: "\"required\"",
        steps: [.user("Find it."), .answer("There are three.")]),
      RuleExample(
        "far too few prompt tokens", fires: .warning, tools: [RuleExample.search],
        steps: [.user("Find it."), .answer("There are three.", promptTokens: 9)]),
      RuleExample(
        "none were allowed, and one came", fires: .error, tools: [RuleExample.search], toolChoice: "\"none\"",
        steps: [
          .user("Find it."), .answer(calls: [.init("search", #"{"query": "a", "region": "emea"}"#)]),
          .result("3 claims"),
        ]),
      RuleExample(
        "the choice was the model's", fires: nil, tools: [RuleExample.search], toolChoice: "\"auto\"",
        steps: [.user("Hello."), .answer("Hello.", promptTokens: 120)]),
    ]
  ) { turn in
    guard turn.turn.kind == .assistant, let request = turn.turn.modelCall, case .set = turn.fact.tools,
      case .answered(_, let tokens, _) = request.outcome
    else { return [] }
    return [brokenChoice(turn, request) ?? shortPrompt(turn, request, tokens: tokens)].compactMap { $0 }
  }
}

/// A call was demanded and none came, or the reverse.
private func brokenChoice(_ turn: TurnCase, _ request: ModelCall) -> Finding? {
  guard let choice = request.toolChoice else { return nil }
  let evidence = [Evidence(request.response ?? turn.turn.origin)] + (request.request.map { [Evidence($0)] } ?? [])
  let calls = turn.turn.message.calls
  if choice.string == "none" || choice["type"]?.string == "none" {
    guard !calls.isEmpty else { return nil }
    return turn.finding(
      "generate/tools-ignored", severity: .error, message: "tool_choice was \"none\", and the answer holds a call",
      evidence: evidence)
  }
  let named = choice["function"]?["name"]?.string ?? choice["name"]?.string
  let isDemanded =
    named != nil || choice.string == "required" || choice.string == "any" || choice["type"]?.string == "any"
  guard isDemanded, calls.isEmpty, !turn.hasCallAsText else { return nil }
  let words = named.map { "tool_choice named \($0)" } ?? "tool_choice demanded a call"
  return turn.finding(
    "generate/tools-ignored", severity: .error, message: "\(words), and the answer has none", evidence: evidence)
}

/// No tokenizer makes less than a token of eight bytes of a declaration's JSON, whatever the template adds.
private func shortPrompt(_ turn: TurnCase, _ request: ModelCall, tokens: Int?) -> Finding? {
  // Anthropic counts what its cache held apart.
  guard let tokens, tokens > 0, turn.turn.message.calls.isEmpty, request.model?.contains("claude") != true,
    !turn.session.format.hasPrefix("anthropic"), !turn.session.format.hasPrefix("claude")
  else { return nil }
  let bytes = request.tools.declarations.reduce(0) { sum, declaration in
    sum + declaration.name.utf8.count + (declaration.description?.utf8.count ?? 0)
      + (declaration.schema?.rawBytes.count ?? 0)
  }
  guard tokens * 8 < bytes else { return nil }
  return turn.finding(
    "generate/tools-ignored", severity: .warning, confidence: .likely,
    message: "the prompt had \(tokens) tokens, and the \(request.tools.declarations.count) declarations alone are "
      + "\(bytes) bytes: the model was not shown them",
    evidence: [Evidence(request.response ?? turn.turn.origin)] + (request.request.map { [Evidence($0)] } ?? []))
}

extension TurnCase {
  /// A call stands in the answer's text: then the model knew the tools.
  var hasCallAsText: Bool { onlyText.map { !KnownTextCallForms.calls(in: $0.0).isEmpty } ?? false }
}
