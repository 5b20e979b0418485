import Conversation

/// Which runtime ran the calls: said by the format or the program, else by texts that only one of them writes.
struct RuntimeEvidence: Sendable {
  private var classicText: String?
  private var ag2Text: String?
  private var agentchatText: String?

  /// Takes what a result's text was read as.
  mutating func note(_ reading: FailureText?, content: [UInt8], tool: String) {
    switch reading {
    case .validation(let title, _)?:
      if title == tool + "args" {
        agentchatText = agentchatText ?? "\"validation error for \(title)\""
      } else if title == tool {
        ag2Text = ag2Text ?? "\"validation error for \(title)\""
      }
    case .missingArguments(let function, _)?, .unexpectedArgument(let function, _)?:
      if content.starts(with: "Error: ".utf8) {
        classicText = classicText ?? "\"\(function)() …\" from the interpreter"
      }
    case .notSerialisable(let type)?:
      classicText = classicText ?? "\"Object of type \(type) is not JSON serializable\""
    case .unknownTool? where content.starts(with: "Error: tool ".utf8):
      agentchatText = agentchatText ?? "\"not found in any workbench\""
    default: break
    }
  }

  /// The runtime, for a session that says this of itself.
  func assumed(for session: Session) -> AssumedRuntime {
    let said = (session.producer + " " + session.format).lowercased()
    for (id, words) in Self.namedByProgram where words.contains(where: said.contains) {
      return AssumedRuntime(id: id, evidence: evidence(session), confidence: .certain)
    }
    if said.contains("autogen") || said.contains("ag2") || said.contains("classic") { return classic(session) }
    if let text = agentchatText { return AssumedRuntime(id: "agentchat-0.7", evidence: text, confidence: .likely) }
    return AssumedRuntime(id: "generic", evidence: "nothing in the source names a framework", confidence: .possible)
  }

  /// The two classic lines write histories of one shape: texts decide.
  private func classic(_ session: Session) -> AssumedRuntime {
    if let text = ag2Text { return AssumedRuntime(id: "ag2-0.14", evidence: text, confidence: .likely) }
    if let text = classicText { return AssumedRuntime(id: "classic-0.2", evidence: text, confidence: .likely) }
    return AssumedRuntime(
      id: "classic-0.2", evidence: evidence(session) + ", no text tells classic-0.2 from ag2-0.14",
      confidence: .possible)
  }

  private func evidence(_ session: Session) -> String {
    session.producer == "unknown" ? "format \(session.format)" : session.producer
  }

  /// Words in producer or format that name a runtime, most telling first.
  private static let namedByProgram: [(String, [String])] = [
    (
      "agentchat-0.7",
      ["agentchat-0.7", "autogen-agentchat-", "agentchat 0.4", "agentchat 0.5", "agentchat 0.6", "agentchat 0.7"]
    ),
    ("ag2-1.2", ["ag2-1.2", "ag2 1."]),
    ("ag2-0.14", ["ag2-0.14", "ag2 0."]),
    ("classic-0.2", ["classic-0.2", "autogen 0.2"]),
    ("mcp", ["mcp"]),
  ]
}
