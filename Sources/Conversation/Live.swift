package import LosslessJSON

/// Names a live event that the program waits on.
package struct HeldID: Sendable, Hashable {
  package let value: Int
  package init(_ value: Int) { self.value = value }
}

/// What happened in the program under the debugger. The recording has it before anybody else.
package struct LiveEvent: Sendable, Equatable {
  package enum Kind: String, Sendable {
    case modelRequest = "model-request"
    case modelReply = "model-reply"
    case modelError = "model-error"
    case toolCall = "tool-call"
    case toolResult = "tool-result"
    case exception
    case ended
    /// Anything else that the hook says (runtime, registration).
    case note
  }
  package var kind: Kind
  /// The program waits for an answer to this id; nil when it went on by itself.
  package var held: HeldID?
  package var agent: String?
  /// The tool's name, for calls and results.
  package var tool: String?
  /// The call's own id, where it has one.
  package var callID: String?
  /// The raw argument text of a call.
  package var arguments: String?
  /// The recorded line, parsed.
  package var record: JSONValue?

  package init(
    kind: Kind, held: HeldID? = nil, agent: String? = nil, tool: String? = nil, callID: String? = nil,
    arguments: String? = nil, record: JSONValue? = nil
  ) {
    self.kind = kind
    self.held = held
    self.agent = agent
    self.tool = tool
    self.callID = callID
    self.arguments = arguments
    self.record = record
  }
}

extension LiveEvent {
  /// What a note tells a person, as a sentence; nil for one that tells programs alone.
  package var sentence: String? {
    guard kind == .note, let record else { return nil }
    switch record["event"]?.string {
    case "note": return record["text"]?.string
    case "runtime": return "AutoGen runs: \(record["evidence"]?.string ?? "an unknown version")"
    case "hook-error":
      let place = record["place"]?.string ?? "itself"
      return "the attach hook failed in \(place): \(record["text"]?.string ?? "no reason")"
    default: return nil
    }
  }
}

/// How a held event goes on.
package enum Resumption: Sendable, Equatable {
  case asIs
  /// The program gets these arguments (the raw text) instead.
  case arguments(String)
  /// The tool does not run; the model is told this.
  case deny(String)
}

/// How a live program ended.
package struct ProgramEnd: Sendable, Equatable {
  /// Exit status; nil when a signal ended it.
  package var status: Int32?
  package var signal: Int32?
  package init(status: Int32?, signal: Int32?) {
    self.status = status
    self.signal = signal
  }
  /// What a shell would report: 128+n for a signal.
  package var shellStatus: Int32 { status ?? 128 + (signal ?? 0) }
}
