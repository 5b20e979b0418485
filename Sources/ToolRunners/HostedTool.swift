import Conversation
import LosslessJSON
import Schemas

/// How the host writes tools and results: MCP's words, and ours under `_meta`.
enum HostedTool {
  /// A tool of a `tools/list` answer.
  static func tool(_ entry: JSONValue, source: String) -> ImplementedTool {
    let meta = entry["_meta"]?["turntable/tool"]
    let name = entry["name"]?.string ?? ""
    return ImplementedTool(
      name: name, description: entry["description"]?.string,
      signature: meta?["signature"].flatMap(signature), schema: entry["inputSchema"]?.detached(),
      runtime: meta?["runtime"]?.string ?? "function",
      registration: meta?["registration"].flatMap { registration($0, of: name) }, source: source,
      definedAt: meta?["definedAt"]?.string,
      isDestructive: entry["annotations"]?["destructiveHint"]?.bool ?? false)
  }

  private static func signature(_ value: JSONValue) -> Signature? {
    guard value.kind == .object else { return nil }
    return Signature(
      function: value["function"]?.string ?? "", parameters: value["parameters"]?.elements.map(parameter) ?? [],
      returns: value["returns"]?.string, isAsync: value["isAsync"]?.bool ?? false)
  }

  private static func parameter(_ value: JSONValue) -> Parameter {
    let schema = value["schema"].flatMap { $0.isNull ? nil : $0.detached() }
    return Parameter(
      name: value["name"]?.string ?? "",
      kind: value["kind"]?.string.flatMap(Parameter.Kind.init(rawValue:)) ?? .ordinary,
      annotation: value["annotation"]?.string, defaultText: value["default"]?.string, schema: schema,
      isInjected: value["injected"]?.bool ?? false)
  }

  private static func registration(_ value: JSONValue, of name: String) -> RegisteredTool? {
    guard value.kind == .object else { return nil }
    return RegisteredTool(
      name: name, exposedBy: strings(value["exposedBy"]), executableBy: strings(value["executableBy"]),
      unappliedAt: value["unappliedAt"]?.string)
  }

  static func strings(_ value: JSONValue?) -> [String] { value?.elements.compactMap(\.string) ?? [] }

  /// The outcome of a `tools/call` answer.
  static func outcome(_ result: JSONValue, printed: String) -> ToolRunOutcome {
    let run = result["_meta"]?["turntable/run"]
    let text = result["content"]?.elements.first { $0["type"]?.string == "text" }?["text"]?.decodedBytes
    let status: ToolRunOutcome.Status =
      switch run?["status"]?.string {
      case "returned": .returned
      case "not-serialisable": .notSerialisable
      default: .failed
      }
    return ToolRunOutcome(
      status: status, content: text.map(RawText.init), isError: result["isError"]?.bool ?? (status != .returned),
      contentIsJSON: text.map { (try? Document($0)) != nil } ?? false,
      exception: run?["exception"].flatMap(exception), output: printed,
      duration: run?["duration"]?.double ?? 0, note: run?["note"]?.string)
  }

  private static func exception(_ value: JSONValue) -> ExceptionRecord? {
    guard let type = value["type"]?.string else { return nil }
    return ExceptionRecord(
      type: type, message: value["message"]?.string ?? "", traceback: value["traceback"]?.string)
  }

  /// The parameters of `tools/call`. The raw text goes beside MCP's own object: it may be no object, and no JSON.
  static func callParameters(_ invocation: ToolInvocation) -> String {
    var meta = #""turntable/arguments":"# + quoted(invocation.arguments)
    if let runtime = invocation.runtime { meta += #","turntable/runtime":"# + quoted(runtime) }
    return #"{"name":\#(quoted(invocation.tool)),"arguments":{},"_meta":{\#(meta)}}"#
  }
}
