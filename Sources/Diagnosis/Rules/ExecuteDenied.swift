import Conversation

extension Rule {
  static let denied = Rule(
    "execute/denied",
    summary: "the call was not allowed, or another failed first",
    explanation: """
      A person or a hook said no, so the function never ran. Or the client gave up the call because another of the same \
      answer had failed: that one is the cause. Neither is a fault of this call.
      """,
    lookFor: "The result's text says who said no; with several calls in one answer, the first one that failed.",
    fixes: Fixes(
      "nothing is to be mended here: allow the call, or mend the one that failed first",
      anthropic: "nothing is to be mended here: the person or a hook said no; say why in the permission rule"),
    examples: [
      .call(
        "by a person", fires: .info, "{}",
        result: "The user doesn't want to proceed with this tool use. The tool use was rejected.", isError: true),
      RuleExample(
        "its sibling failed", fires: .info,
        steps: [
          .user("Find it."),
          .answer(calls: [.init("search", "{}", id: "c1"), .init("open", "{}", id: "c2")]),
          .result("File does not exist.", id: "c1", isError: true),
          .result("Sibling tool call errored", id: "c2", isError: true), .answer("No."),
        ]),
      .call("allowed", fires: nil, "{}", result: "The customer was denied a refund.", isError: false),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      switch call.unfinished {
      case .denied?:
        return call.finding(
          "execute/denied", severity: .info, message: "\(call.call.name) was not allowed to run",
          evidence: call.resultEvidence)
      case .siblingFailed?:
        let first = turn.calls.first { $0.place != call.place && $0.fate.isFailed && $0.unfinished != .siblingFailed }
        let cause = first.map { ": \($0.call.name) failed first (call \($0.call.key.index + 1))" } ?? ""
        return call.finding(
          "execute/denied", severity: .info, message: "\(call.call.name) was given up\(cause)",
          evidence: call.resultEvidence + (first?.resultEvidence ?? []))
      default: return nil
      }
    }
  }
}
