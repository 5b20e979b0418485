package import Conversation
package import LosslessJSON

/// A tool as it is written in the program: what a tool source found.
package struct ImplementedTool: Sendable, Equatable {
  package var name: String
  package var description: String?
  package var signature: Signature?
  /// The schema that the framework derives from the function, or that it was registered with; detached.
  package var schema: JSONValue?
  /// What executes it: "classic-0.2", "ag2-0.14", "agentchat-0.7", "ag2-1.2", "mcp", "function" (plain, no framework yet).
  package var runtime: String
  /// Who exposes and who can execute it.
  package var registration: RegisteredTool?
  /// The tool source that has it, as the user named it.
  package var source: String
  /// "file.py:12", where known.
  package var definedAt: String?
  /// The tool says of itself that it destroys something.
  package var isDestructive: Bool

  package init(
    name: String, description: String? = nil, signature: Signature? = nil, schema: JSONValue? = nil, runtime: String,
    registration: RegisteredTool? = nil, source: String, definedAt: String? = nil, isDestructive: Bool = false
  ) {
    self.name = name
    self.description = description
    self.signature = signature
    self.schema = schema
    self.runtime = runtime
    self.registration = registration
    self.source = source
    self.definedAt = definedAt
    self.isDestructive = isDestructive
  }
}

/// A function's signature, as Python's `inspect` gives it.
package struct Signature: Sendable, Equatable {
  package var function: String
  package var parameters: [Parameter]
  package var returns: String?
  package var isAsync: Bool

  package init(function: String, parameters: [Parameter], returns: String? = nil, isAsync: Bool = false) {
    self.function = function
    self.parameters = parameters
    self.returns = returns
    self.isAsync = isAsync
  }
}

package struct Parameter: Sendable, Equatable {
  package enum Kind: String, Sendable {
    case positionalOnly = "positional-only"
    case ordinary
    case variadic
    case keywordOnly = "keyword-only"
    case variadicKeyword = "variadic-keyword"
  }
  package var name: String
  package var kind: Kind
  /// As written: "int", "Literal['emea', 'amer']"; nil where there is none.
  package var annotation: String?
  /// The default as Python prints it; nil where the parameter is required.
  package var defaultText: String?
  /// JSON Schema of the annotation as pydantic derives it, detached; nil where it cannot be had.
  package var schema: JSONValue?
  /// The framework passes it by itself and hides it from the model.
  package var isInjected: Bool

  package init(
    name: String, kind: Kind = .ordinary, annotation: String? = nil, defaultText: String? = nil,
    schema: JSONValue? = nil, isInjected: Bool = false
  ) {
    self.name = name
    self.kind = kind
    self.annotation = annotation
    self.defaultText = defaultText
    self.schema = schema
    self.isInjected = isInjected
  }
}
