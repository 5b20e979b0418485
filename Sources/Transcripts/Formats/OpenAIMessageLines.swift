import Conversation
import Dialects
import LosslessJSON

/// JSON Lines, one Chat Completions message each.
struct OpenAIMessageLines: ReadableFormat {
  let name = "openai-chat-lines"

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.isRecords, glimpse.has("role") else { return 0 }
    let isMessage = ["content", "tool_calls", "function_call"].contains(where: glimpse.has)
    return isMessage ? glimpse.container == .lines ? 0.6 : 0.4 : 0
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "unknown", end: .unknown,
        indexer: LineIndexer(opening.file, handler: MessageLines(dialect: OpenAIChat())))
    ]
  }
}

/// One message a line.
struct MessageLines: LineHandler {
  let dialect: any MessageDialect
  var names = ResultNames()

  init(dialect: any MessageDialect) { self.dialect = dialect }

  var readings: [Reading] { [Reading(pointer: "", dialect: dialect)] }

  mutating func take(_ line: StoredLine, into ledger: Ledger) {
    let outline: MessageOutline
    if let value = line.value(in: ledger) {
      outline = names.named(dialect.outline(of: value))
    } else {
      outline = MessageOutline(kind: .unreadable)
    }
    ledger.with { _ = $0.add(outline, at: Place(line.range)) }
  }
}
