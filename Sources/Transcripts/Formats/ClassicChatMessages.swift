import Conversation
import Dialects
import LosslessJSON

/// The `chat_messages` of classic agents, saved as JSON: `{agent: [messages]}` or `{agent: {peer: [messages]}}`. Every agent
/// of a chat keeps a copy of it.
struct ClassicChatMessages: ReadableFormat {
  let name = "autogen-classic-messages"
  /// Lists that other formats keep under these names.
  private static let taken: Set = ["messages", "chat_history", "input", "history", "choices", "contents", "events"]

  static let roles: Set = ["user", "assistant", "tool", "function", "system"]

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.container == .document, !glimpse.has("messages") else { return 0 }
    let lists = glimpse.outline.paths.filter { $0.hasSuffix("[].role") && !$0.hasPrefix("[]") }
      .map { String($0.dropLast("[].role".count)) }
      .filter {
        !Self.taken.contains(String($0.split(separator: ".").last ?? "")) && $0.split(separator: ".").count < 3
      }
      .filter { !glimpse.strings($0 + "[].role").isDisjoint(with: Self.roles) }
    guard !lists.isEmpty else { return 0 }
    let isClassic = lists.contains { glimpse.has($0 + "[].name") || glimpse.has($0 + "[].tool_responses") }
    return isClassic ? 0.85 : 0.3
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "autogen-classic", end: .unknown,
        indexer: DocumentIndexer(opening.file, handler: AgentHistories()))
    ]
  }
}

/// The histories of several agents.
private struct AgentHistories: DocumentHandler {
  func take(_ document: Document, start: Int, into ledger: Ledger) -> [Reading] {
    let dialect = AutoGenHistory()
    var lists: [KeptList] = []
    for member in document.root.members {
      if member.value.kind == .array {
        lists.append(KeptList([member.key], in: document.root, dialect))
      } else {
        for inner in member.value.members where inner.value.kind == .array {
          lists.append(KeptList([member.key, inner.key], in: document.root, dialect))
        }
      }
    }
    for index in lists.indices { lists[index].outlines = dialect.attributed(lists[index].outlines) }
    // A copy that names more speakers says more; of equals the longer, then the first.
    let order = lists.indices.sorted { left, right in
      let (named, other) = (lists[left].named, lists[right].named)
      if named != other { return named > other }
      let (length, otherLength) = (lists[left].messages.count, lists[right].messages.count)
      return length != otherLength ? length > otherLength : left < right
    }
    return addMerged(order.map { lists[$0] }, start: start, to: ledger)
  }
}

extension KeptList {
  /// Messages that say who speaks.
  fileprivate var named: Int { messages.reduce(0) { $0 + ($1["name"] == nil ? 0 : 1) } }
}
