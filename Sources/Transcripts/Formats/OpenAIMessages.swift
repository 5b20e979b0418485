import Conversation
import Dialects
import LosslessJSON

/// A JSON array of Chat Completions messages.
struct OpenAIMessages: ReadableFormat {
  let name = "openai-chat"

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.container == .document, glimpse.has("[].role") else { return 0 }
    return ["[].content", "[].tool_calls", "[].function_call"].contains(where: glimpse.has) ? 0.6 : 0.3
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "unknown", end: .unknown,
        indexer: DocumentIndexer(opening.file, handler: MessageArray(path: [], dialect: OpenAIChat())))
    ]
  }
}

/// Messages in an array somewhere in a document.
struct MessageArray: DocumentHandler {
  let path: [String]
  let dialect: any MessageDialect

  func take(_ document: Document, start: Int, into ledger: Ledger) -> [Reading] {
    var names = ResultNames()
    for (ordinal, message) in document.root.elements(at: pointer(path)).enumerated() {
      let outline = names.named(dialect.outline(of: message))
      ledger.with { _ = $0.add(outline, at: Place(message, start: start, ordinal: ordinal)) }
    }
    return [Reading(pointer: pointer(path) + "/#", dialect: dialect)]
  }
}

/// Remembers which tool each open call named, so that a result that has only an id shows its tool in the list.
struct ResultNames: Sendable {
  private var open: [String: String] = [:]

  mutating func named(_ outline: MessageOutline) -> MessageOutline {
    var named = outline
    if outline.calls > 0, let tool = outline.tool {
      for id in outline.callIDs.compactMap({ $0 }) { open[id] = tool }
    }
    if outline.results > 0, outline.tool == nil, let id = outline.answersID {
      named.tool = open.removeValue(forKey: id)
    }
    return named
  }
}
