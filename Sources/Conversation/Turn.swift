package import LosslessJSON

/// One step of a session: a message with the calls or results that it carries, and where it was read.
package struct Turn: Sendable, Equatable {
  /// From 0: the number that the turn list shows.
  package var index: Int
  package var kind: TurnKind
  /// Who speaks: an agent's name, "user", a tool's name; nil where nothing says.
  package var agent: String?
  package var message: Message
  /// The model request that this turn answers (or that was refused here), where it is recorded.
  package var modelCall: ModelCall?
  /// The turn stood in a request's history: nothing in this source produced it.
  package var isHistory: Bool
  /// The record or message as stored.
  package var origin: Origin
  /// The stored bytes that the message pane shows: exactly those of `origin`.
  package var raw: RawText
  /// When, as the source writes it.
  package var time: String?
  /// How a later request repeats this answer, where it does not repeat it as it was.
  package var echo: Message?

  package init(
    index: Int, kind: TurnKind, agent: String? = nil, message: Message, modelCall: ModelCall? = nil,
    isHistory: Bool = false, origin: Origin, raw: RawText, time: String? = nil
  ) {
    self.index = index
    self.kind = kind
    self.agent = agent
    self.message = message
    self.modelCall = modelCall
    self.isHistory = isHistory
    self.origin = origin
    self.raw = raw
    self.time = time
  }
}

/// Bytes as stored. A class, so that a state that holds it is copied and compared in one step.
package final class RawText: Sendable, Equatable {
  package let bytes: [UInt8]
  package init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }
  package convenience init(_ text: String) { self.init(text.utf8) }
  package static func == (left: RawText, right: RawText) -> Bool { left === right || left.bytes == right.bytes }
  package var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// What was said.
package struct Message: Sendable, Equatable {
  package enum Role: String, Sendable {
    case system, user, assistant, tool, other
  }
  package var role: Role
  /// The role as written ("developer", "function", "ToolCallRequestEvent"); nil where none is.
  package var writtenRole: String?
  /// Text parts in order; images and the like are `.other`.
  package var content: [ContentPart]
  package var calls: [ToolCall]
  package var results: [ToolResult]

  package init(
    role: Role, writtenRole: String? = nil, content: [ContentPart] = [], calls: [ToolCall] = [],
    results: [ToolResult] = []
  ) {
    self.role = role
    self.writtenRole = writtenRole
    self.content = content
    self.calls = calls
    self.results = results
  }

  /// All text parts, joined by line breaks.
  package var text: String {
    content.compactMap { if case .text(let text, _) = $0 { text } else { nil } }.joined(separator: "\n")
  }
}

/// A part of a message's content.
package enum ContentPart: Sendable, Equatable {
  case text(String, Origin)
  /// Reasoning that is not part of the answer.
  case thought(String, Origin)
  /// An image, a file, a part of a kind that is not known: its JSON, detached.
  case other(JSONValue, Origin)
}
