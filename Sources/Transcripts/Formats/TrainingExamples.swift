import Conversation
import Dialects
import LosslessJSON

/// Training data for fine-tuning: `{"messages": […], "tools": […]}` a line, each a conversation of its own whose
/// assistant's messages the model is to learn.
struct TrainingExamples: ReadableFormat {
  let name = "openai-finetune"
  let readsElements = true

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.container == .lines || glimpse.container == .document, glimpse.has("messages[].role") else {
      return 0
    }
    let others: Set = ["messages", "tools", "functions", "parallel_tool_calls", "weight"]
    let isBare = glimpse.outline.paths.allSatisfy { path in
      path.contains(".") || path.contains("[") || others.contains(path)
    }
    return isBare && glimpse.says("messages[].role", "assistant") ? glimpse.container == .lines ? 0.75 : 0.6 : 0
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "unknown", end: .open,
        indexer: opening.records(TrainingLines()))
    ]
  }
}

/// An example a line. Its tools are those of every answer in it.
struct TrainingLines: LineHandler {
  private enum As { static let message: UInt16 = 0, record: UInt16 = 1 }
  private let dialect = ProviderChat()

  let readings = [
    Reading(pointer: "/messages/#", dialect: ProviderChat()), Reading(pointer: "", dialect: AnyRecord()),
  ]

  mutating func take(_ line: StoredLine, into ledger: Ledger) {
    let whole = Place(line.range, reading: As.record)
    guard let root = line.value(in: ledger) else {
      ledger.with { _ = $0.add(MessageOutline(kind: .unreadable), at: whole) }
      return
    }
    let messages = root.elements(at: "/messages")
    guard !messages.isEmpty else {
      ledger.with { $0.addOther("record", at: whole) }
      return
    }
    var names = ResultNames()
    let outlines = messages.map { names.named(dialect.outline(of: $0)) }
    let offered = WireForm.chatRequest.offered(root) ?? []
    ledger.with { state in
      state.offer(offered)
      let first = Int32(state.count)
      for (ordinal, (message, outline)) in zip(messages, outlines).enumerated() {
        let place = Place(message, start: line.start, ordinal: ordinal, reading: As.message)
        guard outline.kind == .assistant else {
          state.add(outline, at: place)
          continue
        }
        let told = state.told.count
        state.told.append(first..<Int32(state.count))
        state.add(
          outline, at: place,
          call: CallEntry(request: WirePlace(place: whole, form: .chatRequest), told: told..<told + 1))
      }
    }
  }
}
