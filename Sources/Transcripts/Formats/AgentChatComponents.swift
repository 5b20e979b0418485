import Conversation
import Dialects
import LosslessJSON

/// A team, an agent or a tool as `dump_component()` of AgentChat gives it, saved as JSON. It is no conversation: what is
/// shown are the agents with their system messages and the tools with their source.
struct AgentChatComponents: ReadableFormat {
  let name = "autogen-agentchat-component"

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.container == .document, glimpse.has("provider"), glimpse.has("config") else { return 0 }
    return glimpse.has("component_type") || glimpse.has("component_version") ? 0.9 : 0.3
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "autogen-agentchat", end: .closed,
        indexer: DocumentIndexer(opening.file, handler: ComponentTree()))
    ]
  }
}

/// The agents and tools of a tree of components, the outer before the inner; all others are counted.
struct ComponentTree: DocumentHandler {
  func take(_ document: Document, start: Int, into ledger: Ledger) -> [Reading] {
    let dialect = AgentChatComponent()
    var readings = [Reading(pointer: "", dialect: AnyRecord())]
    /// What is still to be looked at, the next one last.
    var rest: [(value: JSONValue, path: String)] = [(document.root, "")]
    while let (value, path) = rest.popLast() {
      if AgentChatComponent.isOne(value) {
        let type = value["component_type"]?.string ?? "component"
        let isShown = type == "agent" || value["config"]?["source_code"] != nil
        if isShown, readings.count < Int(UInt16.max) {
          let place = Place(value, start: start, reading: UInt16(readings.count))
          readings.append(Reading(pointer: path, dialect: dialect))
          ledger.with { _ = $0.add(dialect.outline(of: value), at: place) }
        } else {
          ledger.with { $0.addOther(value["label"]?.string ?? type, at: Place(value, start: start)) }
        }
      }
      var inner: [(JSONValue, String)] = []
      if value.kind == .array {
        inner = value.elements.enumerated().map { ($1, path + "/\($0)") }
      } else {
        inner = value.members.map { ($0.value, path + "/" + Origin.escaped($0.key)) }
      }
      rest += inner.reversed().filter { $0.0.kind == .object || $0.0.kind == .array }
    }
    return readings
  }
}
