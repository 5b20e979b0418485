package import LosslessJSON

/// One request to a model and what came back. A request has no number of its own: it belongs to the turn that answers it.
package struct ModelCall: Sendable, Equatable {
  /// The agent that asked, where known.
  package var agent: String?
  package var model: String?
  package var tools: OfferedTools
  /// `tool_choice` as sent, detached.
  package var toolChoice: JSONValue?
  package var isStreamed: Bool
  package var outcome: Outcome
  /// The request's body (or the log record that holds it); nil where only the answer is recorded.
  package var request: Origin?
  /// The answer's body.
  package var response: Origin?
  /// The system prompt and messages as sent: turns of this session, in order (echoes resolved), for `:told`.
  package var toldTurns: [Int]
  /// The same request was answered before from a cache.
  package var isCached: Bool

  package enum Outcome: Sendable, Equatable {
    /// `finish_reason` as written, and the token counts where given.
    case answered(finishReason: String?, promptTokens: Int?, completionTokens: Int?)
    /// The backend refused, or answered something that is not an answer.
    case rejected(Rejection)
    /// Asked, and nothing is recorded after it.
    case pending
  }

  package struct Rejection: Sendable, Equatable {
    /// HTTP status; nil where the source lost it.
    package var status: Int?
    /// The backend's error code or type.
    package var code: String?
    package var message: String
    /// The place in the request that the backend names, such as "messages.[3].role" or "tools[0].function.name".
    package var param: String?
    package var origin: Origin
    package init(status: Int?, code: String?, message: String, param: String?, origin: Origin) {
      self.status = status
      self.code = code
      self.message = message
      self.param = param
      self.origin = origin
    }
  }

  package init(
    agent: String? = nil, model: String? = nil, tools: OfferedTools = .notRecorded, toolChoice: JSONValue? = nil,
    isStreamed: Bool = false, outcome: Outcome = .answered(finishReason: nil, promptTokens: nil, completionTokens: nil),
    request: Origin? = nil, response: Origin? = nil, toldTurns: [Int] = [], isCached: Bool = false
  ) {
    self.agent = agent
    self.model = model
    self.tools = tools
    self.toolChoice = toolChoice
    self.isStreamed = isStreamed
    self.outcome = outcome
    self.request = request
    self.response = response
    self.toldTurns = toldTurns
    self.isCached = isCached
  }
}

/// The tools of one request.
package enum OfferedTools: Sendable, Equatable {
  case offered([ToolDeclaration])
  /// The request is recorded and has no tools.
  case none
  /// Nothing in the source says what was offered.
  case notRecorded

  package var declarations: [ToolDeclaration] {
    if case .offered(let declarations) = self { declarations } else { [] }
  }
}

/// A tool as it was described to the model. It belongs to the request that sent it: lists change mid-session.
package struct ToolDeclaration: Sendable, Equatable {
  package var name: String
  package var description: String?
  /// The schema of the arguments, detached; nil where none was sent.
  package var schema: JSONValue?
  /// Legacy `functions` instead of `tools`.
  package var isLegacy: Bool
  /// `strict: true`: the provider holds the model to the schema, and the schema to its own rules.
  package var isStrict: Bool
  package var origin: Origin

  package init(
    name: String, description: String?, schema: JSONValue?, isLegacy: Bool = false, isStrict: Bool = false,
    origin: Origin
  ) {
    self.name = name
    self.description = description
    self.schema = schema
    self.isLegacy = isLegacy
    self.isStrict = isStrict
    self.origin = origin
  }
}
