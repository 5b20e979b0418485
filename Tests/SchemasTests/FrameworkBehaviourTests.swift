import Conversation
import LosslessJSON
import Testing

@testable import Schemas

/// What frameworks really answered to good and bad calls: the diff's verdict must foresee it.
@Suite(.enabled(if: SharedSuites.has("framework-behaviour"), "the recorded behaviour is not beside the repository"))
struct FrameworkBehaviourTests {
  private static let runtimes = [
    "pyautogen 0.2.35": "classic-0.2", "autogen-agentchat 0.7.5": "agentchat-0.7", "mcp python-sdk 2.3.0": "mcp",
  ]

  /// The functions that were called, and what was declared of them.
  private static let functions: [String: (parameters: [Parameter], schema: String)] = [
    "lookup": (
      [Parameter(name: "customer_id", annotation: "str"), Parameter(name: "region", annotation: "str")],
      #"{"customer_id": {"type": "string"}, "region": {"type": "string"}}, "required": ["customer_id", "region"]"#
    ),
    "lim": (
      [
        Parameter(name: "query", annotation: "str"), Parameter(name: "limit", annotation: "int", defaultText: "10"),
      ],
      #"{"query": {"type": "string"}, "limit": {"type": "integer", "default": 10}}, "required": ["query"]"#
    ),
    "more.lim": (
      [Parameter(name: "limit", annotation: "int")], #"{"limit": {"type": "integer"}}, "required": ["limit"]"#
    ),
    "more.echo": (
      [Parameter(name: "text", annotation: "str")], #"{"text": {"type": "string"}}, "required": ["text"]"#
    ),
    "intret": ([Parameter(name: "a", annotation: "int")], #"{"a": {"type": "integer"}}, "required": ["a"]"#),
    "model": (
      [Parameter(name: "args", annotation: "LookupPolicyArgs")],
      """
      {"args": {"type": "object", "properties": {"customer_id": {"type": "string"}, "region": {"type": "string"}},
       "required": ["customer_id", "region"]}}, "required": ["args"]
      """
    ),
    "typed_var": (
      [
        Parameter(name: "query", annotation: "str"), Parameter(name: "args", kind: .variadic, annotation: "str"),
        Parameter(name: "kwargs", kind: .variadicKeyword, annotation: "int"),
      ],
      """
      {"query": {"type": "string"}, "args": {"type": "string"}, "kwargs": {"type": "integer"}},
       "required": ["query", "args", "kwargs"]
      """
    ),
    "posonly": (
      [
        Parameter(name: "a", kind: .positionalOnly, annotation: "int"), Parameter(name: "b", annotation: "str"),
      ],
      #"{"a": {"type": "integer"}, "b": {"type": "string"}}, "required": ["a", "b"]"#
    ),
  ]

  @Test func theVerdictForeseesWhatTheFrameworkDid() throws {
    var wrong: [String] = []
    var count = 0
    let lines = try SharedSuites.lines("framework-behaviour/autogen.jsonl")
    for line in try lines + SharedSuites.lines("framework-behaviour/others.jsonl") {
      guard let runtime = Self.runtimes[line["framework"]?.string ?? ""],
        let function = Self.functions[line["tool"]?.string ?? ""]
      else { continue }
      count += 1
      let arguments = try #require(line["arguments"]?.string)
      let verdict = try #require(try verdict(arguments, function, runtime))
      let ran = line["outcome"]?.string == "ok"
      let content = line["content"]?.string ?? ""
      let isForeseen = (verdict <= .runsUnchecked) == ran
      let isNotJSON = content.contains("(char ") == (verdict == .failsParsing)
      // These functions say the type that they got: a conversion shows.
      let isConverted = runtime != "classic-0.2" && content.contains(" 12 int") || content.contains(" 1 int")
      let isConversionForeseen = !isConverted || verdict == .runsWithChangedValue || arguments.contains("12.0")
      if !(isForeseen && isNotJSON && isConversionForeseen) {
        wrong.append("\(runtime) \(arguments): \(verdict), really \(content)")
      }
    }
    print("framework behaviour: \(count - wrong.count) of \(count) calls foreseen")
    #expect(wrong == [])
  }

  private func verdict(
    _ arguments: String, _ function: (parameters: [Parameter], schema: String), _ runtime: String
  ) throws -> SchemaDiff.Verdict? {
    let origin = Origin(source: "recorded")
    let schema = try Document(#"{"type": "object", "properties": \#(function.schema)}"#).root
    let signature = Signature(function: "f", parameters: function.parameters)
    return threeWayDiff(
      declared: ToolDeclaration(name: "f", description: nil, schema: schema, origin: origin),
      implemented: ImplementedTool(name: "f", signature: signature, runtime: runtime, source: "recorded"),
      arguments: ToolCall.Arguments(form: .text, bytes: RawText(arguments), origin: origin), runtime: runtime
    ).verdict
  }
}
