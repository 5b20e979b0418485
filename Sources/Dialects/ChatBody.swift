package import Conversation
package import LosslessJSON

/// The forms in which the two halves of a model call are written down.
package enum WireForm: Sendable {
  /// A Chat Completions request: `{model, messages, tools, tool_choice, stream}`.
  case chatRequest
  /// The same from a log that leaves the tools out.
  case chatRequestWithoutTools
  /// A Chat Completions answer, or the error body in its place.
  case chatResponse
  /// The same as a stream of server-sent events.
  case chatStream
  /// The same as Python's `repr`, in a JSON string.
  case chatRepr
  /// AgentChat's own record of an answer: `{finish_reason, content, usage, cached}`.
  case createResult
  /// The response event of ag2 1.x: `{message, tool_calls, usage, model, finish_reason}`.
  case ag2Response
  /// An answer of the Messages API, or the error body in its place. (Its requests are read as `chatRequest`.)
  case anthropicResponse
  /// The same as a stream of server-sent events.
  case anthropicStream
}

/// What a request says beside its messages.
package struct RequestFacts: Sendable {
  package var model: String?
  package var tools: OfferedTools
  package var toolChoice: JSONValue?
  package var isStreamed: Bool
}

/// What an answer says beside its message.
package struct ResponseFacts: Sendable {
  package var model: String?
  package var outcome: ModelCall.Outcome
  package var isCached: Bool
}

extension WireForm {
  /// The body that stands at `origin`, as a JSON value; nil where it is none.
  package func body(_ bytes: [UInt8], at origin: Origin) -> Located? {
    let joined: [UInt8]
    switch self {
    case .chatStream: joined = ChatStream.joined(bytes)
    case .anthropicStream: joined = AnthropicStream.joined(bytes)
    case .chatRepr:
      guard let text = (try? Document(bytes))?.root.decodedBytes, let json = PythonRepr.json(text) else { return nil }
      joined = json
    default: return (try? Document.tolerating(bytes)).map { Located(root: $0.document.root, at: origin) }
    }
    return (try? Document(joined)).map { Located(derived: $0.root, from: origin) }
  }

  /// The form of an answer that is one JSON value.
  package static func answer(_ body: JSONValue) -> WireForm {
    body["choices"] == nil && body["content"]?.kind == .array ? .anthropicResponse : .chatResponse
  }

  /// The form of a streamed answer.
  package static func stream(_ bytes: [UInt8]) -> WireForm {
    bytes.prefix(1 << 12).firstRange(of: Array("\"message_start\"".utf8)) == nil ? .chatStream : .anthropicStream
  }

  /// The message of an answer's body; nil where it has none.
  package func message(in body: JSONValue) -> JSONValue? {
    switch self {
    case .anthropicResponse, .anthropicStream:
      body["content"].flatMap { $0.count > 0 || body["error"] == nil ? body : nil }
    default: body["choices"]?[0]?["message"]
    }
  }

  /// The dialect of a body's messages.
  package var dialect: any MessageDialect {
    switch self {
    case .anthropicResponse, .anthropicStream: AnthropicMessages()
    default: OpenAIChat()
    }
  }

  /// Reads a request's body.
  package func request(at place: Located) -> RequestFacts {
    let value = place.value
    let choice = value["tool_choice"] ?? value["function_call"]
    return RequestFacts(
      model: value["model"]?.string, tools: self == .chatRequestWithoutTools ? .notRecorded : offeredTools(place),
      toolChoice: choice.flatMap { $0.isNull ? nil : $0.detached() }, isStreamed: value["stream"]?.bool ?? false)
  }

  /// Reads an answer's body.
  package func response(at place: Located) -> ResponseFacts {
    let value = place.value
    let usage = self == .ag2Response ? value["usage"]?["data"] ?? value["usage"] : value["usage"]
    if self == .anthropicResponse || self == .anthropicStream { return anthropicResponse(at: place) }
    let isBare = self == .createResult || self == .ag2Response
    if !isBare, value["choices"] == nil, let rejection = rejection(at: place, status: nil) {
      return ResponseFacts(model: nil, outcome: .rejected(rejection), isCached: false)
    }
    let finish = isBare ? value["finish_reason"] : value["choices"]?[0]?["finish_reason"]
    return ResponseFacts(
      model: value["model"]?.string,
      outcome: .answered(
        finishReason: finish?.string, promptTokens: usage?["prompt_tokens"]?.int,
        completionTokens: usage?["completion_tokens"]?.int),
      isCached: value["cached"]?.bool ?? false)
  }
}

extension WireForm {
  private func anthropicResponse(at place: Located) -> ResponseFacts {
    let value = place.value
    if let rejection = rejection(at: place, status: nil) {
      return ResponseFacts(model: value["model"]?.string, outcome: .rejected(rejection), isCached: false)
    }
    let usage = value["usage"]
    let prompt = ["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"].compactMap {
      usage?[$0]?.int
    }
    return ResponseFacts(
      model: value["model"]?.string,
      outcome: .answered(
        finishReason: value["stop_reason"]?.string, promptTokens: prompt.isEmpty ? nil : prompt.reduce(0, +),
        completionTokens: usage?["output_tokens"]?.int),
      isCached: false)
  }
}

/// The refusal that a body holds: `{"error": {message, type, code, param}}`, `{"error": "text"}`, or the bare object.
package func rejection(at place: Located, status: Int?) -> ModelCall.Rejection? {
  guard let error = place["error"], !error.value.isNull else {
    guard place.value["object"]?.string == "error" else { return nil }
    return refusal(place, status: status)
  }
  if let text = error.value.string {
    return ModelCall.Rejection(status: status, code: nil, message: text, param: nil, origin: error.origin)
  }
  return refusal(error, status: status)
}

private func refusal(_ error: Located, status: Int?) -> ModelCall.Rejection {
  let value = error.value
  let code = value["code"]
  return ModelCall.Rejection(
    status: status ?? value["status"]?.int ?? code?.int, code: code?.string ?? value["type"]?.string,
    message: value["message"]?.string ?? value.rawText, param: value["param"]?.string, origin: error.origin)
}

/// The tools of a request: `tools`, or legacy `functions`.
private func offeredTools(_ place: Located) -> OfferedTools {
  var declarations: [ToolDeclaration] = []
  var tools = place["tools"]
  // Training data keeps the list as a JSON text.
  if let written = tools, let text = written.value.string {
    tools = (try? Document(text)).map { Located(derived: $0.root, from: written.origin) }
  }
  for tool in tools?.elements ?? [] { declarations.append(declaration(tool, isLegacy: false)) }
  for function in place["functions"]?.elements ?? [] { declarations.append(declaration(function, isLegacy: true)) }
  return declarations.isEmpty ? .none : .offered(declarations)
}

extension WireForm {
  /// The names of the tools that a request offers; nil where it does not say.
  package func offered(_ request: JSONValue) -> [String]? {
    guard self != .chatRequestWithoutTools else { return nil }
    return ["tools", "functions"].flatMap { name in
      request[name].map { tools in
        (tools.string.flatMap { try? Document($0).root } ?? tools).elements.compactMap {
          ($0["function"]?["name"] ?? $0["name"])?.string
        }
      } ?? []
    }
  }
}

/// One declaration: `{type, function: {name, description, parameters}}`, or the function's object by itself.
package func declaration(_ place: Located, isLegacy: Bool) -> ToolDeclaration {
  var holder = place.value
  if let function = holder["function"], function.kind == .object { holder = function }
  let schema = holder["parameters"] ?? holder["input_schema"]
  return ToolDeclaration(
    name: holder["name"]?.string ?? "", description: holder["description"]?.string,
    schema: schema.flatMap { $0.isNull ? nil : $0.detached() }, isLegacy: isLegacy,
    isStrict: holder["strict"]?.bool ?? false, origin: place.origin)
}
