import Conversation
import LosslessJSON
import Schemas

extension Rule {
  static let changed = Rule(
    "bind/changed",
    summary: "what was executed, or sent back, is not what the model wrote",
    explanation: """
      The client rewrote the call: broken JSON became {}, nulls were left out, a list became a text, a name was made to \
      fit. The history that the model sees next shows a call that it never made.
      """,
    lookFor: "The call in the answer beside the same call in the next request (or in the log of what was executed).",
    fixes: Fixes(
      "compare both texts; where the client repairs in silence, let it refuse instead, or mend what the model is asked for"
    ),
    examples: [
      RuleExample(
        "broken JSON became an empty object", fires: .warning, tools: [RuleExample.search],
        steps: [
          .user("Find it."),
          .answer(calls: [.init("search", #"{"query": "ov"#)], echo: .init(calls: [.init("search", "{}")])),
          .result("3 claims"), .answer("Three."),
        ]),
      RuleExample(
        "a value became another", fires: .warning, path: "/query", tools: [RuleExample.search],
        steps: [
          .user("Find it."),
          .answer(
            calls: [.init("search", #"{"query": ["a"], "region": "emea"}"#)],
            echo: .init(calls: [.init("search", #"{"query": "['a']", "region": "emea"}"#)])),
          .result("3 claims"), .answer("Three."),
        ]),
      RuleExample(
        "only the spacing differs", fires: nil, tools: [RuleExample.search],
        steps: [
          .user("Find it."),
          .answer(
            calls: [.init("search", #"{"query": "a", "region": "emea"}"#)],
            echo: .init(calls: [.init("search", #"{"region":"emea","query":"a"}"#)])),
          .result("3 claims"), .answer("Three."),
        ]),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      guard
        let echo = turn.turn.echo?.calls.first(where: { $0.id == call.call.id && $0.key.index == call.call.key.index })
      else { return nil }
      if echo.name != call.call.name {
        return call.finding(
          "bind/changed", severity: .info, message: "the client sends the call back as \(echo.name)",
          evidence: [Evidence(call.call.origin), Evidence(echo.origin)])
      }
      guard let (path, words) = difference(call, echo) else { return nil }
      return call.finding(
        "bind/changed", severity: .warning, path: path, message: words,
        evidence: [call.evidence(), Evidence(echo.arguments.origin)])
    }
  }
}

private func difference(_ call: CallCase, _ echo: ToolCall) -> (String, String)? {
  let (sent, told) = (call.call.arguments.bytes, echo.arguments.bytes)
  guard sent != told, StableHash.ofArguments(sent.bytes) != StableHash.ofArguments(told.bytes) else { return nil }
  guard let object = call.received.object, let other = ReceivedArguments(echo.arguments).object else {
    let text = told.text.count > 60 ? told.text.prefix(60) + "…" : told.text
    return ("", "the client sends other arguments back than the model wrote: \(text)")
  }
  for member in object.members {
    guard let value = other[member.key] else {
      return ("/" + pointerStep(member.key), "the client sends the call back without \(member.key)")
    }
    if value.rawBytes != member.value.rawBytes {
      return (
        "/" + pointerStep(member.key),
        "the client sends \(member.key) back as \(words(forReceived: value)); the model wrote "
          + words(forReceived: member.value)
      )
    }
  }
  return ("", "the client sends the call back with arguments that the model did not write")
}
