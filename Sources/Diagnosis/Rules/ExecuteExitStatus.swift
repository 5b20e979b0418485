import Conversation

extension Rule {
  static let exitStatus = Rule(
    "execute/exit-status",
    summary: "a command, or the whole program, ended with a status that says failure",
    explanation: """
      The tool ran a command that ended with another status than 0; its output stands in the result. Or the program itself \
      ended while the tool ran (sys.exit, a crash, a signal): then there is no result at all.
      """,
    lookFor: "\"Exit code N\" at the start of the result; or the program's own status and no result at all.",
    fixes: Fixes(
      "read the command's own output; a tool must not end the program: raise an exception instead of calling sys.exit"),
    examples: [
      .call("a command failed", fires: .error, "{}", result: "Exit code 2\nls: no such file", isError: true),
      .call("a command that worked", fires: nil, "{}", result: "Exit code 0\ndone", isError: false),
      RuleExample(
        "the program ended inside the tool", fires: .error,
        steps: [.user("Find it."), .answer(calls: [.init("search", "{}")]), .ended("The program ended with status 1.")]),
      RuleExample(
        "it ended after the answer", fires: nil,
        steps: [
          .user("Find it."), .answer(calls: [.init("search", "{}")]), .result("3 claims"), .answer("Three."),
          .ended("The program ended with status 1."),
        ]),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      if case .exitStatus(let status)? = call.unfinished {
        return call.unfinishedFinding("execute/exit-status", "ended with status \(status)")
      }
      // What a closing request is answered with never runs.
      guard call.fate == .unanswered, call.refusal == nil, !Reflection.isRequest(turn), let ended = turn.ended else {
        return nil
      }
      let said = FailureTexts.clause(ended.message.text)
      return call.finding(
        "execute/exit-status", severity: .error,
        message: "the program ended while \(call.call.name) ran: \(said)",
        evidence: [Evidence(ended.origin), Evidence(call.call.origin)])
    }
  }
}
