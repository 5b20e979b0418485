package import Conversation
package import LosslessJSON

extension LiveEvent {
  /// What a line of the hook, or of a recording, says. nil: it is no object with an `event`.
  package init?(hookLine line: JSONValue) {
    guard let name = line["event"]?.string else { return nil }
    self.init(
      kind: Kind(rawValue: name) ?? .note,
      held: line["hold"]?.int.map(HeldID.init),
      agent: line["agent"]?.string,
      tool: line["name"]?.string,
      callID: line["id"]?.string,
      arguments: line["arguments"].map { $0.string ?? $0.rawText },
      record: line)
  }
}

extension Resumption {
  /// The line that answers a held event.
  func line(for held: HeldID) -> [UInt8] {
    let start = "{\"resume\":\(held.value)"
    let text =
      switch self {
      case .asIs: start + "}\n"
      case .arguments(let arguments): start + ",\"arguments\":\(quoted(arguments))}\n"
      case .deny(let reason): start + ",\"deny\":\(quoted(reason))}\n"
      }
    return Array(text.utf8)
  }
}
