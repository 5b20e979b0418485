package import Conversation
package import LosslessJSON

/// How one provider or framework writes a message in JSON. Every transcript format reads its messages through one.
package protocol MessageDialect: Sendable {
  var name: String { get }
  /// What the turn list needs. Called for every message of a source: decodes names only.
  func outline(of message: JSONValue) -> MessageOutline
  /// The whole message. `turn` is the number that its calls are keyed by.
  func message(at place: Located, turn: Int) -> Message
  /// The message that several records of a source hold together, in order, where the dialect splits messages.
  func message(joining records: [Located], turn: Int) -> Message
  /// Whether a record goes on with the message that `first` begins: records of others may stand between them.
  func isPart(_ record: JSONValue, of first: JSONValue) -> Bool
}

extension MessageDialect {
  package func message(joining records: [Located], turn: Int) -> Message {
    records.first.map { message(at: $0, turn: turn) } ?? Message(role: .other)
  }

  package func isPart(_ record: JSONValue, of first: JSONValue) -> Bool { false }
}

/// What is known of a message without building it.
package struct MessageOutline: Sendable, Equatable {
  package var kind: TurnKind
  package var flags: TurnHead.Flags
  /// The speaker as the message itself names it.
  package var agent: String?
  /// The first called or answering tool.
  package var tool: String?
  package var calls: Int
  package var results: Int
  /// Ids of the calls, in order; nil where one is missing.
  package var callIDs: [String?]
  /// The id that the first result answers.
  package var answersID: String?
  /// When, as written.
  package var time: String?

  package init(
    kind: TurnKind, flags: TurnHead.Flags = [], agent: String? = nil, tool: String? = nil, calls: Int = 0,
    results: Int = 0, callIDs: [String?] = [], answersID: String? = nil, time: String? = nil
  ) {
    self.kind = kind
    self.flags = flags
    self.agent = agent
    self.tool = tool
    self.calls = calls
    self.results = results
    self.callIDs = callIDs
    self.answersID = answersID
    self.time = time
  }

  /// Takes a call into account.
  mutating func add(callNamed name: String, id: String?) {
    if tool == nil { tool = name }
    calls += 1
    callIDs.append(id)
    flags.insert(.calls)
  }

  /// Takes a result into account.
  mutating func add(resultOf id: String?, name: String?) {
    if results == 0 { answersID = id }
    if tool == nil { tool = name }
    results += 1
    flags.insert(.results)
  }
}
