import Conversation
import Dialects
import LosslessJSON

/// What `save_state()` of an AgentChat agent or team gives, saved as JSON: the messages that each model context holds.
struct AgentChatState: ReadableFormat {
  let name = "autogen-agentchat-state"

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.container == .document else { return 0 }
    let isState = glimpse.strings("type").contains { $0.hasSuffix("State") }
    if glimpse.has("agent_states") { return isState ? 0.95 : 0.7 }
    let hasContext = ["llm_context", "llm_messages", "message_thread"].contains(where: glimpse.has)
    return hasContext ? (isState ? 0.95 : 0.6) : 0
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "autogen-agentchat", end: .closed,
        indexer: DocumentIndexer(opening.file, handler: StateContexts()))
    ]
  }
}

/// The team's thread where there is one, then each agent's context: the same messages stand in several.
private struct StateContexts: DocumentHandler {
  func take(_ document: Document, start: Int, into ledger: Ledger) -> [Reading] {
    let root = document.root
    var threads: [KeptList] = []
    var contexts: [KeptList] = []
    func collect(_ state: JSONValue, _ path: [String], agent: String?) {
      if state["message_thread"]?.kind == .array {
        threads.append(KeptList(path + ["message_thread"], in: root, AgentChatMessage()))
      }
      for name in ["llm_context", "llm_messages"] {
        let inner = state[name]?.kind == .array ? [name] : [name, "messages"]
        guard state.value(at: pointer(inner))?.kind == .array else { continue }
        var list = KeptList(path + inner, in: root, AgentChatModelMessage())
        for index in list.outlines.indices where list.outlines[index].agent == nil && list.outlines[index].kind != .user
        {
          list.outlines[index].agent = agent
        }
        contexts.append(list)
      }
      if state["message_buffer"]?.kind == .array {
        contexts.append(KeptList(path + ["message_buffer"], in: root, AgentChatMessage()))
      }
      if let inner = state["agent_state"] { collect(inner, path + ["agent_state"], agent: agent) }
      for member in state["agent_states"].map({ Array($0.members) }) ?? [] {
        let name = AgentChatEventLines.agentName(member.key) ?? member.key
        collect(member.value, path + ["agent_states", member.key], agent: name)
      }
    }
    collect(root, [], agent: nil)
    return addMerged(threads + contexts, start: start, to: ledger)
  }
}
