import Conversation

/// Which runtime ran the calls: said by the format or the program, else by texts that only one of them writes.
struct RuntimeEvidence: Sendable {
  private var classicText: String?
  private var ag2Text: String?
  private var agentchatText: String?
  private var ag2NewText: String?
  /// What the form of recorded requests says.
  private var requestForm: (id: String, evidence: String)?
  private var declaresLikeClassic = false
  private var speaksLikeClassic = false
  private var userMessages = 0

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
    case .unknownTool? where content.starts(with: "ag2.exceptions.".utf8):
      ag2NewText = ag2NewText ?? "\"ag2.exceptions.ToolNotFoundError\""
    default: break
    }
  }

  /// Takes a declaration that a recorded request sent.
  mutating func note(_ declaration: ToolDeclaration) {
    requestForm = requestForm ?? RequestForms.runtime(of: declaration)
    declaresLikeClassic = declaresLikeClassic || RequestForms.isClassic(declaration)
  }

  /// Takes a user's message as it was stored; the first ones tell.
  mutating func note(userMessage raw: RawText) {
    guard userMessages < 2, raw.bytes.count < 65_536 else { return }
    userMessages += 1
    speaksLikeClassic = speaksLikeClassic || RequestForms.isClassic(userMessage: raw.bytes)
  }

  /// The runtime, for a session that says this of itself.
  func assumed(for session: Session) -> AssumedRuntime {
    let said = (session.producer + " " + session.format).lowercased()
    for (id, words) in Self.namedByProgram where words.contains(where: said.contains) {
      return AssumedRuntime(id: id, evidence: evidence(session), confidence: .certain)
    }
    if said.contains("autogen") || said.contains("ag2") || said.contains("classic") { return classic(session) }
    if let text = ag2NewText { return AssumedRuntime(id: "ag2-1.2", evidence: text, confidence: .likely) }
    if let text = agentchatText { return AssumedRuntime(id: "agentchat-0.7", evidence: text, confidence: .likely) }
    if let form = requestForm { return AssumedRuntime(id: form.id, evidence: form.evidence, confidence: .likely) }
    if declaresLikeClassic, speaksLikeClassic {
      return classic(session, form: "requests in the form of classic AutoGen")
    }
    return AssumedRuntime(id: "generic", evidence: "nothing in the source names a framework", confidence: .possible)
  }

  /// The two classic lines write histories of one shape: texts decide.
  private func classic(_ session: Session, form: String? = nil) -> AssumedRuntime {
    if let text = ag2Text { return AssumedRuntime(id: "ag2-0.14", evidence: text, confidence: .likely) }
    if let text = classicText { return AssumedRuntime(id: "classic-0.2", evidence: text, confidence: .likely) }
    return AssumedRuntime(
      id: "classic-0.2", evidence: (form ?? evidence(session)) + ", no text tells classic-0.2 from ag2-0.14",
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
