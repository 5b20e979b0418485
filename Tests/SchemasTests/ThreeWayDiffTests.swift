import Conversation
import LosslessJSON
import Testing

@testable import Schemas

/// Declared | implemented | received, row by row.
@Suite struct ThreeWayDiffTests {
  private static let schema = """
    {"type": "object", "properties": {"query": {"type": "string"}, "limit": {"type": "integer", "default": 10},
     "tenant": {"type": "string"}}, "required": ["query", "tenant"], "additionalProperties": false}
    """
  private static let parameters = [
    Parameter(name: "query", annotation: "str"), Parameter(name: "limit", annotation: "int", defaultText: "10"),
    Parameter(name: "tenant", annotation: "str"),
  ]

  private func rows(
    _ arguments: String, schema: String? = schema, parameters: [Parameter]? = nil, runtime: String = "agentchat-0.7"
  ) throws -> SchemaDiff {
    let origin = Origin(source: "built")
    let declared = try schema.map {
      ToolDeclaration(name: "search", description: nil, schema: try Document($0).root.detached(), origin: origin)
    }
    let implemented = parameters.map {
      ImplementedTool(
        name: "search", signature: Signature(function: "search", parameters: $0), runtime: "function", source: "built")
    }
    return threeWayDiff(
      declared: declared, implemented: implemented,
      arguments: ToolCall.Arguments(form: .text, bytes: RawText(arguments), origin: origin), runtime: runtime)
  }

  private func lines(_ diff: SchemaDiff) -> [String] {
    diff.rows.map { row in
      "\(row.mark.rawValue) \(row.path) \(row.declared ?? "–") | \(row.implemented ?? "–") | \(row.received ?? "–")"
    }
  }

  @Test func theThreeSidesStandInOneRow() throws {
    let diff = try rows(#"{"query": "overdue", "limit": 12}"#, parameters: Self.parameters)
    #expect(
      lines(diff) == [
        "  /query string | str | \"overdue\"", "  /limit integer? = 10 | int = 10 | 12", "! /tenant string | str | –",
      ])
    #expect(diff.rows[2].note?.hasPrefix("required, not sent") == true)
  }

  @Test func eachRuntimeDoesItsOwnWithAWrongType() throws {
    let arguments = #"{"query": "a", "tenant": "t", "limit": "12"}"#
    let agentchat = try rows(arguments).rows[1]
    #expect(agentchat.mark == .tolerated)
    #expect(agentchat.note?.contains("agentchat-0.7 converts it to 12") == true)
    let classic = try rows(arguments, runtime: "classic-0.2").rows[1]
    #expect(classic.note?.contains("classic-0.2 passes it on unchecked") == true)
    let word = try rows(#"{"query": "a", "tenant": "t", "limit": "two"}"#).rows[1]
    #expect(word.mark == .error)
    #expect(word.note?.contains("refuses the call") == true)
  }

  @Test func anUndeclaredPropertyIsDroppedOrRefusedAndHasANearName() throws {
    let arguments = #"{"query": "a", "tennant": "t"}"#
    let dropped = try #require(try rows(arguments).rows.last)
    #expect(dropped.mark == .receivedOnly)
    #expect(dropped.note?.contains("drops it") == true)
    #expect(dropped.note?.contains("did you mean tenant?") == true)
    let refused = try #require(try rows(arguments, runtime: "classic-0.2").rows.last)
    #expect(refused.mark == .error)
  }

  @Test func declarationAndFunctionAreHeldAgainstEachOther() throws {
    let parameters = [
      Parameter(name: "query", annotation: "str"), Parameter(name: "tenant", annotation: "int"),
      Parameter(name: "region", annotation: "str"),
    ]
    let diff = try rows(#"{"query": "a", "tenant": "t"}"#, parameters: parameters)
    let marks = Dictionary(uniqueKeysWithValues: diff.rows.map { ($0.path, $0.mark) })
    #expect(marks["/limit"] == .notImplemented)
    #expect(marks["/region"] == .error)
    #expect(marks["/tenant"] == .error)
    #expect(marks["/query"] == .same)
  }

  @Test func nestedRowsHaveTheirDepth() throws {
    let schema = """
      {"type": "object", "properties": {"place": {"type": "object", "properties": {"city": {"type": "string"},
       "zip": {"type": "string"}}, "required": ["city", "zip"]}}}
      """
    let diff = try rows(#"{"place": {"city": 3}}"#, schema: schema)
    #expect(diff.rows.map(\.path) == ["/place", "/place/city", "/place/zip"])
    #expect(diff.rows.map(\.depth) == [0, 1, 1])
    #expect(diff.rows.map(\.mark) == [.same, .error, .error])
  }

  @Test func whatIsNoJSONIsSaidOverTheTable() throws {
    let diff = try rows(#"{"query": "a"#)
    #expect(diff.note?.contains("arguments are not JSON") == true)
    #expect(diff.rows.allSatisfy { $0.received == nil })
    #expect(try rows("[1]").note == "arguments are an array, not an object")
    #expect(try rows("{}", schema: nil).note == "no declaration is recorded for this call")
  }

  @Test func annotationsAreReadAsPydanticReadsThem() {
    #expect(types(ofAnnotation: "Optional[int]") == [.integer, .null])
    #expect(types(ofAnnotation: "str | None") == [.string, .null])
    #expect(types(ofAnnotation: "Literal['a', 'b']") == [.string])
    #expect(types(ofAnnotation: "Annotated[list[str], 'names']") == [.array])
    #expect(types(ofAnnotation: "typing.Dict[str, int]") == [.object])
    #expect(types(ofAnnotation: "Claim") == nil)
  }
}
