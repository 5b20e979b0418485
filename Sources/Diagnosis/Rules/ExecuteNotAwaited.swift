import Conversation

extension Rule {
  static let notAwaited = Rule(
    "execute/not-awaited",
    summary: "an async function was called and never ran",
    explanation: """
      The result is a coroutine's repr: the client called an async function and did not await it. Python warns on stderr \
      ("coroutine … was never awaited"); the model is given the repr.
      """,
    lookFor: "\"<coroutine object …>\" as the result; \"was never awaited\" on stderr.",
    fixes: Fixes(
      "await the function, or give the client a function that is not async",
      classic: "use the async chat (a_initiate_chat) with async tools, or register a plain function",
      ag2: "use the async chat (a_initiate_chat) with async tools, or register a plain function",
      agentchat: "give the async function itself to tools=[…], not a lambda or partial that calls it",
      openAI: "await the function: result = await f(**arguments) where it is async"),
    examples: [
      .call(
        "a coroutine's repr", fires: .error, name: "search", "{}",
        result: "<coroutine object search at 0x7f84e78aa390>"),
      .call("an object's repr", fires: nil, "{}", result: "<tools.Claim object at 0x7f84e78aa390>"),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      guard let given = call.given, given.bytes.count < 400 else { return nil }
      let text = String(decoding: given.bytes, as: UTF8.self).drop { $0.isWhitespace || $0 == "\"" }
      let isCoroutine = ["<coroutine object ", "<async_generator object ", "<Task pending "].contains {
        text.hasPrefix($0)
      }
      guard isCoroutine else { return nil }
      return call.finding(
        "execute/not-awaited", severity: .error,
        message: "\(call.call.name) is async and was never awaited: it did not run", evidence: call.resultEvidence)
    }
  }
}
