import Conversation
import Debugging
import Diagnosis
import LosslessJSON
import Schemas

/// A team's session in which one call lacks an argument: turn 3 calls, turn 4 holds the refusal, turn 6 repeats it rightly.
enum Claims {
  static let id = SessionID(1)
  static let source = "claims-team.jsonl"

  static let messages: [(kind: TurnKind, agent: String, json: String)] = [
    (.system, "planner", #"{"role": "system", "content": "You help with insurance claims."}"#),
    (.user, "user", #"{"role": "user", "content": "Find overdue claims of ACME, please."}"#),
    (.assistant, "planner", #"{"role": "assistant", "content": "Let me look."}"#),
    (
      .assistant, "planner",
      #"{"role": "assistant", "content": null, "tool_calls": [{"id": "call_8Qz", "type": "function", "function": {"name": "search_claims", "arguments": "{\"query\": \"overdue\", \"limit\": 12}"}}]}"#
    ),
    (
      .tool, "tool",
      #"{"role": "tool", "tool_call_id": "call_8Qz", "content": "1 validation error for search_claimsargs\ntenant  Field required"}"#
    ),
    (.assistant, "planner", #"{"role": "assistant", "content": "I could not find \u001b[31mthem."}"#),
    (
      .assistant, "planner",
      #"{"role": "assistant", "content": null, "tool_calls": [{"id": "call_9", "type": "function", "function": {"name": "search_claims", "arguments": "{\"tenant\": \"acme\"}"}}, {"id": "call_10", "type": "function", "function": {"name": "count_claims", "arguments": "{}"}}]}"#
    ),
    (.user, "user", #"{"role": "user", "content": "日本語の要求と👩‍👩‍👧 e\#u{301} at once"}"#),
  ]

  static let starts: [Int] = messages.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.json.utf8.count + 1) }

  static var session: Session {
    let agents = ["planner", "user", "tool"]
    let heads = messages.enumerated().map { index, message in
      let calls = turn(index).message.calls.count
      return TurnHead(
        message.kind, flags: index == 4 ? [.markedFailed] : [],
        agent: UInt16(agents.firstIndex(of: message.agent) ?? 0), tool: calls > 0 || index == 4 ? 0 : .max,
        calls: UInt16(calls), results: message.kind == .tool ? 1 : 0)
    }
    return Session(
      id: id, source: "runs/" + source, format: "openai-chat", producer: "AutoGen AgentChat 0.7", end: .closed,
      agents: agents, tools: ["search_claims", "count_claims"], turns: TurnList(heads), toolsOffered: 3)
  }

  static let schema =
    #"{"type": "object", "properties": {"query": {"type": "string"}, "limit": {"type": "integer"}, "tenant": {"type": "string"}}, "required": ["query", "tenant"]}"#

  static func turn(_ index: Int) -> Turn {
    let (kind, agent, json) = messages[index]
    let start = starts[index]
    let origin = Origin(source: source, bytes: start..<start + json.utf8.count)
    guard let root = (try? Document(json))?.root else { fatalError("not JSON: \(json)") }
    var message = Message(role: Message.Role(rawValue: root["role"]?.string ?? "") ?? .other)
    if let text = root["content"]?.string { message.content = [.text(text, origin)] }
    for (place, call) in (root["tool_calls"].map { Array($0.elements) } ?? []).enumerated() {
      let function = call["function"]
      guard let arguments = function?["arguments"] else { continue }
      message.calls.append(
        ToolCall(
          key: CallKey(turn: index, index: place), id: call["id"]?.string, name: function?["name"]?.string ?? "",
          arguments: .init(
            form: .text, bytes: RawText(arguments.decodedBytes ?? []), origin: origin.inside(arguments)),
          origin: origin.inside(call)))
    }
    if kind == .tool, let content = root["content"] {
      message.results = [result(content, origin)]
    }
    var modelCall: ModelCall?
    if kind == .assistant {
      modelCall = ModelCall(
        agent: agent, model: "gpt-4o",
        tools: .offered([
          ToolDeclaration(
            name: "search_claims", description: "Search claims.", schema: try? Document(schema).root, origin: origin)
        ]), request: Origin(source: source, bytes: 9000..<9020), response: Origin(source: source, bytes: 9100..<9110),
        toldTurns: Array(0..<index))
    }
    return Turn(
      index: index, kind: kind, agent: agent, message: message, modelCall: modelCall, origin: origin,
      raw: RawText(json))
  }

  private static func result(_ content: JSONValue, _ origin: Origin) -> ToolResult {
    ToolResult(
      callID: "call_8Qz", name: "search_claims", content: RawText(content.string ?? ""), isError: true,
      origin: origin.inside(content), duration: 0.018)
  }

  static var rows: [TurnRow] {
    messages.indices.map { index in
      let turn = turn(index)
      let text = turn.message.text.isEmpty ? turn.message.results.first?.content.text ?? "" : turn.message.text
      return TurnRow(index: index, summary: text, tools: turn.message.calls.map(\.name))
    }
  }

  static var findings: [Finding] {
    let turn = turn(3)
    let call = turn.message.calls[0]
    return [
      Finding(
        id: "3.0.validate/missing.0", rule: "validate/missing", code: "B01", severity: .error, turn: 3,
        call: CallReference(index: 0, id: call.id, name: call.name), path: "/tenant",
        message: "tenant is required and was not sent",
        fix: "name tenant in the tool's description, or give it a default",
        evidence: [Evidence(call.arguments.origin)]),
      Finding(
        id: "3.0.execute/raised.0", rule: "execute/raised", severity: .error, confidence: .likely, turn: 3,
        call: CallReference(index: 0, id: call.id, name: call.name), message: "the tool answered with an error",
        causes: ["3.0.validate/missing.0"]),
      Finding(
        id: "6.1.declare/not-offered.0", rule: "declare/not-offered", severity: .warning, turn: 6,
        call: CallReference(index: 1, id: "call_10", name: "count_claims"),
        message: "count_claims was not among the tools of this request"),
    ]
  }

  static let runtime = AssumedRuntime(id: "agentchat-0.7", evidence: "LLMCall events", confidence: .certain)

  static func examination(_ key: CallKey) -> CallExamination {
    let isFirst = key == CallKey(turn: 3, index: 0)
    let rows: [SchemaDiff.Row] = [
      .init(
        mark: isFirst ? .same : .error, path: "/query", name: "query", declared: "string", implemented: "str",
        received: isFirst ? "\"overdue\"" : nil, note: isFirst ? nil : "required, not sent"),
      .init(
        mark: .same, path: "/limit", name: "limit", declared: "integer? = 10", implemented: "int = 10",
        received: isFirst ? "12" : nil),
      .init(
        mark: isFirst ? .error : .same, path: "/tenant", name: "tenant", declared: "string", implemented: "str",
        received: isFirst ? nil : "\"acme\"", note: isFirst ? "required, not sent" : nil),
    ]
    let result = turn(4).message.results[0]
    return CallExamination(
      diff: SchemaDiff(rows: rows), runtime: runtime,
      declaration: turn(key.turn).modelCall?.tools.declarations.first,
      result: isFirst ? LinkedResult(turn: 4, index: 0, how: "id", result: result) : nil)
  }

  static let tool = ImplementedTool(
    name: "search_claims", schema: try? Document(schema).root, runtime: "function", source: "tools.py")
}
