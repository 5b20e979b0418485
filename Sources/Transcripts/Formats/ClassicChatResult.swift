import Conversation
import Dialects
import LosslessJSON

/// A `ChatResult` of classic AutoGen, saved as JSON: `{chat_id, chat_history, summary, cost, human_input}`.
struct ClassicChatResult: ReadableFormat {
  let name = "autogen-classic-chat"

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.container == .document, glimpse.has("chat_history") else { return 0 }
    // Other providers keep a history under that name, with roles of their own.
    let roles = glimpse.strings("chat_history[].role")
    guard roles.isEmpty || !roles.isDisjoint(with: ClassicChatMessages.roles) else { return 0 }
    let isResult = ["summary", "cost", "human_input", "chat_id"].contains {
      glimpse.has($0) || glimpse.tailNames.contains($0)
    }
    return isResult ? 0.95 : 0.7
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "autogen-classic", end: .closed,
        indexer: DocumentIndexer(opening.file, handler: HistoryArray(path: ["chat_history"])))
    ]
  }
}

/// A history that one classic agent keeps, in an array somewhere in a document.
struct HistoryArray: DocumentHandler {
  let path: [String]

  func take(_ document: Document, start: Int, into ledger: Ledger) -> [Reading] {
    let dialect = AutoGenHistory()
    let messages = document.root.elements(at: pointer(path))
    let outlines = dialect.attributed(messages.map(dialect.outline))
    var names = ResultNames()
    for (ordinal, (message, outline)) in zip(messages, outlines).enumerated() {
      let named = names.named(outline)
      ledger.with { _ = $0.add(named, at: Place(message, start: start, ordinal: ordinal)) }
    }
    return [Reading(pointer: pointer(path) + "/#", dialect: dialect)]
  }
}
