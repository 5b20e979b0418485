import Conversation
import Dialects
import LosslessJSON

/// One list of messages that an agent keeps.
struct KeptList {
  var path: [String]
  var dialect: any MessageDialect
  /// The messages as the turn list will show them.
  var outlines: [MessageOutline]
  var messages: [JSONValue]

  init(_ path: [String], in root: JSONValue, _ dialect: any MessageDialect) {
    self.path = path
    self.dialect = dialect
    messages = root.elements(at: pointer(path))
    outlines = messages.map(dialect.outline)
  }
}

/// Shows a conversation once though several agents keep it: the first list's messages are turns, of the others only what
/// none before them says, in order. Copies are other records.
func addMerged(_ lists: [KeptList], start: Int, to ledger: Ledger) -> [Reading] {
  var spoken: [UInt64: [Int]] = [:]
  var names = ResultNames()
  for (reading, list) in lists.enumerated() {
    var last = -1
    var added: [(UInt64, Int)] = []
    for (ordinal, (message, outline)) in zip(list.messages, list.outlines).enumerated() {
      let digest = MessageDigest(of: message).spoken
      let place = Place(message, start: start, ordinal: ordinal, reading: UInt16(clamping: reading))
      if AgentChatMessage.isBookkeeping(message["type"]?.string) {
        ledger.with { $0.addOther(message["type"]?.string ?? "", at: place) }
      } else if let turn = spoken[digest]?.first(where: { $0 > last }) {
        last = turn
        ledger.with { $0.addOther("copy of a message", at: place) }
      } else {
        let named = names.named(outline)
        added.append((digest, ledger.with { $0.add(named, at: place) }))
      }
    }
    for (digest, turn) in added { spoken[digest, default: []].append(turn) }
  }
  return lists.map { Reading(pointer: pointer($0.path) + "/#", dialect: $0.dialect) }
}
