/// Our own name for a call: native ids may be missing or reused.
package struct CallKey: Sendable, Hashable {
  package var turn: Int
  package var index: Int
  package init(turn: Int, index: Int) {
    self.turn = turn
    self.index = index
  }
}

/// What the model asked for.
package struct ToolCall: Sendable, Equatable {
  package var key: CallKey
  /// The source's own id; nil where it is missing, null or not a string.
  package var id: String?
  package var name: String
  package var arguments: Arguments
  /// The whole call as stored.
  package var origin: Origin
  /// The legacy `function_call` form.
  package var isLegacy: Bool

  /// The arguments as they were written.
  package struct Arguments: Sendable, Equatable {
    package enum Form: String, Sendable {
      /// A string that should hold JSON, as OpenAI writes it.
      case text
      /// A JSON value where the protocol has one (Anthropic), or where it should be a string.
      case value
      case null
      case absent
    }
    package var form: Form
    /// The decoded text: what a framework hands to its JSON parser. For `.value` the JSON as written; empty for the rest.
    package var bytes: RawText
    /// The stored value (for `.text` the string with its quotes).
    package var origin: Origin

    package init(form: Form, bytes: RawText, origin: Origin) {
      self.form = form
      self.bytes = bytes
      self.origin = origin
    }
    package var text: String { bytes.text }
  }

  package init(
    key: CallKey, id: String?, name: String, arguments: Arguments, origin: Origin, isLegacy: Bool = false
  ) {
    self.key = key
    self.id = id
    self.name = name
    self.arguments = arguments
    self.origin = origin
    self.isLegacy = isLegacy
  }
}

/// What a tool answered, as the model is given it.
package struct ToolResult: Sendable, Equatable {
  /// The id of the call as the source writes it; nil where it is missing.
  package var callID: String?
  /// The tool's name, where the source has it.
  package var name: String?
  package var content: RawText
  /// `is_error` as written; nil where the format has none.
  package var isError: Bool?
  /// The content's place (for a string the string with its quotes).
  package var origin: Origin
  /// The exception that the hook saw (live), or that the format records.
  package var exception: ExceptionRecord?
  /// Seconds, where recorded.
  package var duration: Double?

  package init(
    callID: String?, name: String? = nil, content: RawText, isError: Bool? = nil, origin: Origin,
    exception: ExceptionRecord? = nil, duration: Double? = nil
  ) {
    self.callID = callID
    self.name = name
    self.content = content
    self.isError = isError
    self.origin = origin
    self.exception = exception
    self.duration = duration
  }
}

/// An exception as its runtime describes it.
package struct ExceptionRecord: Sendable, Equatable {
  package var type: String
  package var message: String
  package var traceback: String?
  package init(type: String, message: String, traceback: String? = nil) {
    self.type = type
    self.message = message
    self.traceback = traceback
  }
}

/// A log line that says that a function ran and returned (a `function_calls` row, a ToolCall event). It is evidence, not a turn.
package struct ExecutionRecord: Sendable, Equatable {
  /// The executing agent, where the source has it.
  package var agent: String?
  package var function: String
  package var arguments: RawText
  package var returned: RawText
  /// The first turn that was not yet there when it was written: the record lies between `before - 1` and `before`.
  package var before: Int
  package var origin: Origin

  package init(
    agent: String?, function: String, arguments: RawText, returned: RawText, before: Int, origin: Origin
  ) {
    self.agent = agent
    self.function = function
    self.arguments = arguments
    self.returned = returned
    self.before = before
    self.origin = origin
  }
}
