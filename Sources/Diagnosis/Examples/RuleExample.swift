/// A small session in which a rule fires, or does not. In arguments and answers `«…»` marks the place that the finding's
/// evidence must name.
package struct RuleExample: Sendable {
  /// What happens, as a sentence.
  package var title: String
  package var runtime: String
  /// Declarations as JSON objects `{"name", "parameters"}`; nil: the requests are not recorded; []: they have no tools.
  package var tools: [String]?
  package var steps: [Step]
  /// Severity that the finding has; nil: the rule must not fire.
  package var fires: Severity?
  /// The path that the finding names.
  package var path: String?
  package var registrations: [Registration]
  /// The source was written after the run's end.
  package var isClosed: Bool
  /// `tool_choice` of every request, as JSON.
  package var toolChoice: String?
  /// The model that every request names.
  package var model: String?

  package enum Step: Sendable {
    case user(String)
    /// A model's answer; `tools` are those of its own request where they differ from the example's, `raw` the stored
    /// message.
    case answer(
      String? = nil, calls: [Call] = [], finish: String? = nil, isCached: Bool = false, tools: [String]? = nil,
      raw: String = "{}", promptTokens: Int? = nil, echo: Echo? = nil, agent: String = "assistant", told: [Int] = [])
    /// The result of a call.
    case result(String, id: String? = "c1", isError: Bool? = nil)
    case refused(status: Int?, message: String, param: String? = nil)
    /// The program's end.
    case ended(String)
    case unreadable(String)
    case unknownRecord(String)
    /// A log record: the function returned.
    case record(String, arguments: String, returned: String)
  }

  package struct Call: Sendable {
    package var name: String
    package var arguments: String?
    package var id: String?
    package var isLegacy: Bool
    package init(_ name: String, _ arguments: String?, id: String? = "c1", isLegacy: Bool = false) {
      self.name = name
      self.arguments = arguments
      self.id = id
      self.isLegacy = isLegacy
    }
  }

  /// How a later request repeats an answer.
  package struct Echo: Sendable {
    package var content: String?
    package var calls: [Call]
    package init(content: String? = nil, calls: [Call] = []) {
      self.content = content
      self.calls = calls
    }
  }

  package struct Registration: Sendable {
    package var name: String
    package var exposedBy: [String]
    package var executableBy: [String]
    package var unappliedAt: String?
    package init(_ name: String, exposedBy: [String] = [], executableBy: [String] = [], unappliedAt: String? = nil) {
      self.name = name
      self.exposedBy = exposedBy
      self.executableBy = executableBy
      self.unappliedAt = unappliedAt
    }
  }

  package init(
    _ title: String, fires: Severity?, path: String? = nil, runtime: String = "generic", tools: [String]? = nil,
    toolChoice: String? = nil, isClosed: Bool = true, registrations: [Registration] = [], steps: [Step],
    model: String? = nil
  ) {
    self.title = title
    self.fires = fires
    self.path = path
    self.runtime = runtime
    self.tools = tools
    self.isClosed = isClosed
    self.toolChoice = toolChoice
    self.model = model
    self.registrations = registrations
    self.steps = steps
  }

  /// One call and its result, the commonest example.
  package static func call(
    _ title: String, fires: Severity?, path: String? = nil, runtime: String = "generic", tools: [String]? = nil,
    name: String = "search", _ arguments: String?, result: String?, isError: Bool? = nil,
    isLast: Bool = false
  ) -> RuleExample {
    var steps: [Step] = [.user("Find it."), .answer(calls: [Call(name, arguments)])]
    if let result { steps += [.result(result, isError: isError)] + (isLast ? [] : [.answer("Done.")]) }
    return RuleExample(title, fires: fires, path: path, runtime: runtime, tools: tools, steps: steps)
  }

  /// A declaration that most examples use.
  package static let search = """
    {"name": "search", "parameters": {"type": "object", "properties": {"query": {"type": "string"}, \
    "region": {"type": "string", "enum": ["emea", "amer"]}, "limit": {"type": "integer", "default": 10}}, \
    "required": ["query", "region"], "additionalProperties": false}}
    """
}
