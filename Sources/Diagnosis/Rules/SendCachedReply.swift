import Conversation

extension Rule {
  static let cachedReply = Rule(
    "send/cached-reply",
    summary: "the reply came from a cache, not from the model",
    explanation: """
      Classic AutoGen caches replies by default (cache_seed 41, folder .cache): after the backend was mended the old \
      reply keeps coming.
      """,
    lookFor: "is_cached in logs.db, or the same answer and id as before; a folder .cache beside the program.",
    fixes: Fixes(
      "delete the cache, or turn it off while you search",
      classic: "set \"cache_seed\": None in llm_config, or delete .cache"),
    examples: [
      RuleExample(
        "cached", fires: .info, steps: [.user("Find it."), .answer("Done.", isCached: true)]),
      RuleExample("asked anew", fires: nil, steps: [.user("Find it."), .answer("Done.")]),
    ]
  ) { turn in
    guard turn.turn.modelCall?.isCached == true else { return [] }
    let fails = turn.calls.contains { $0.fate.isFailed }
    return [
      turn.finding(
        "send/cached-reply", severity: fails ? .warning : .info,
        message: "this reply came from the cache: the model was not asked",
        evidence: [Evidence(turn.turn.modelCall?.response ?? turn.turn.origin)])
    ]
  }
}
