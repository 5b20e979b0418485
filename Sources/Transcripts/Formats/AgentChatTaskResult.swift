import Conversation
import Dialects
import LosslessJSON

/// A `TaskResult` of AgentChat, saved as JSON: `{messages, stop_reason}`.
struct AgentChatTaskResult: ReadableFormat {
  let name = "autogen-agentchat-task"

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.container == .document, glimpse.has("messages") else { return 0 }
    let types = glimpse.strings("messages[].type")
    guard glimpse.has("messages[].source"), types.contains(where: { $0.hasSuffix("Message") || $0.hasSuffix("Event") })
    else { return 0 }
    return glimpse.has("stop_reason") || glimpse.tailNames.contains("stop_reason") ? 0.95 : 0.7
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "autogen-agentchat", end: .closed,
        indexer: DocumentIndexer(opening.file, handler: AgentChatThread(path: ["messages"])))
    ]
  }
}

/// Messages and events of a run in an array somewhere in a document.
struct AgentChatThread: DocumentHandler {
  let path: [String]

  func take(_ document: Document, start: Int, into ledger: Ledger) -> [Reading] {
    let dialect = AgentChatMessage()
    for (ordinal, message) in document.root.elements(at: pointer(path)).enumerated() {
      let place = Place(message, start: start, ordinal: ordinal)
      let type = message["type"]?.string
      ledger.with { state in
        if AgentChatMessage.isBookkeeping(type) {
          state.addOther(type ?? "", at: place)
        } else {
          state.add(dialect.outline(of: message), at: place)
        }
      }
    }
    return [Reading(pointer: pointer(path) + "/#", dialect: dialect)]
  }
}
