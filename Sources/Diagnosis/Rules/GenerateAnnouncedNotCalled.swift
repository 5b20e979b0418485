import Conversation

extension Rule {
  static let announcedNotCalled = Rule(
    "generate/announced-not-called",
    summary: "the model says that it will use a tool, and calls none",
    explanation: """
      The answer announces a call and ends. Small models do it, and servers that drop the call after the words. The run \
      takes the words for the answer.
      """,
    lookFor: "\"I will use the tool\" in the text, and no tool_calls in the raw answer.",
    fixes: Fixes("say in the system message that the call itself must follow at once; try tool_choice \"required\""),
    examples: [
      RuleExample(
        "announced", fires: .warning, tools: [RuleExample.search],
        steps: [.user("Find it."), .answer("Sure! I'll use the search tool now to find it.")]),
      RuleExample(
        "called in the next answer", fires: nil, tools: [RuleExample.search],
        steps: [
          .user("Find it."), .answer("I'll use the search tool now."),
          .answer(calls: [.init("search", #"{"query": "a", "region": "emea"}"#)]), .result("3 claims"),
          .answer("Three."),
        ]),
      RuleExample(
        "told of the past", fires: nil, tools: [RuleExample.search],
        steps: [.user("Find it."), .answer("I used the search tool and found three claims.")]),
    ]
  ) { turn in
    guard turn.turn.kind == .assistant, turn.turn.message.calls.isEmpty, let (text, origin) = turn.onlyText,
      text.utf8.count < 2_000, turn.fact.tools != .none, announces(text, tools: turn.knownTools),
      KnownTextCallForms.calls(in: text).isEmpty
    else { return [] }
    let next = turn.turn.index + 1
    if turn.index.turns.indices.contains(next), turn.index.turns[next].isAnswer, turn.index.turns[next].calls > 0 {
      return []
    }
    return [
      turn.finding(
        "generate/announced-not-called", code: "T17", severity: .warning, confidence: .likely,
        message: "the answer announces a tool call, and there is none", evidence: [Evidence(origin)])
    ]
  }
}

private let openings = [
  "i'll ", "i will ", "i’ll ", "let me ", "i am going to ", "i'm going to ", "i’m going to ", "i need to ", "now i ",
]
private let verbs = ["use", "call", "run", "invoke", "look up", "look that up", "check", "query", "search", "fetch"]

/// One sentence that opens like an announcement, has a verb of calling, and names a tool (or says "tool", "function").
private func announces(_ text: String, tools: [String]) -> Bool {
  text.lowercased().split(whereSeparator: { ".!?\n".contains($0) }).contains { sentence in
    guard let opening = openings.compactMap({ sentence.firstRange(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound })
    else { return false }
    let rest = sentence[opening.upperBound...]
    guard verbs.contains(where: { rest.hasPrefix($0) || rest.contains(" \($0) ") }) else { return false }
    return rest.contains(" tool") || rest.contains(" function")
      || tools.contains { $0.count > 3 && rest.contains($0.lowercased()) }
  }
}

extension TurnCase {
  /// Names of the tools that this request offered, else of all that the session knows.
  var knownTools: [String] { toolNames.isEmpty ? index.offers.allNames : toolNames }
}
