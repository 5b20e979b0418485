import Dialects
import LosslessJSON

/// Who speaks in a Claude Code session: the main agent, and the sub-agents that its calls start. A sub-agent is told by its
/// id (`agentId`), by the call that started it (`parentToolUseID`, `parent_tool_use_id`), or by `isSidechain` alone.
struct ClaudeCodeAgents: Sendable {
  struct Agent: Sendable {
    /// Tells agents apart within the session.
    var key: String
    var name: String
    /// Who gives it its prompts.
    var asker: String
  }

  private static let main = "claude"
  /// The sub-agent that the whole file is about.
  private let ownID: String?
  private var known: [String: Agent] = [:]
  private var taken: Set<String> = [main, "user"]
  /// Calls that may start a sub-agent: the kind that they ask for, and who asks.
  private var starts: [String: (kind: String, by: String)] = [:]

  init(ownID: String?) { self.ownID = ownID }

  mutating func agent(of record: JSONValue, isRelayed: Bool) -> Agent {
    let call = (isRelayed ? record["parentToolUseID"] : record["parent_tool_use_id"])?.string
    let id = (isRelayed ? record["data"]?["agentId"] : record["agentId"])?.string
    let isSide = record["isSidechain"]?.bool == true
    guard isRelayed || call != nil || id != nil || isSide || ownID != nil else {
      return Agent(key: "", name: Self.main, asker: "user")
    }
    let key = id ?? call ?? ownID ?? "sidechain"
    if let agent = known[key] { return agent }
    let start = call.flatMap { starts[$0] }
    let name = unused((start?.kind ?? record["attributionAgent"]?.string ?? "subagent"), id ?? ownID)
    let agent = Agent(key: key, name: name, asker: start?.by ?? Self.main)
    known[key] = agent
    taken.insert(name)
    return agent
  }

  /// Remembers the calls of a message that may start sub-agents.
  mutating func note(_ record: JSONValue, by agent: Agent) {
    guard let content = record.value(at: pointer(ClaudeCodeRecord.path(of: record)))?["content"] else { return }
    for block in content.elements {
      guard let id = block["id"]?.string, let input = block["input"] else { continue }
      guard let kind = (input["subagent_type"] ?? input["agent_type"])?.string ?? Self.starter(block["name"]?.string)
      else { continue }
      starts[id] = (kind, agent.name)
    }
  }

  /// Tools that start a sub-agent without naming its kind.
  private static func starter(_ tool: String?) -> String? {
    tool == "Task" || tool == "Agent" ? "subagent" : nil
  }

  private func unused(_ kind: String, _ id: String?) -> String {
    if let id { return kind + " " + id }
    guard taken.contains(kind) else { return kind }
    var number = 2
    while taken.contains("\(kind) \(number)") { number += 1 }
    return "\(kind) \(number)"
  }
}
