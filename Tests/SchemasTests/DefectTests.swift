import LosslessJSON
import Testing

@testable import Schemas

/// What arguments are called that are not what they should be, and how far a repair goes.
@Suite struct DefectTests {
  private static let tools = """
    {"lookup": {"type": "object", "properties": {"customer_id": {"type": "string"}, "region": {"type": "string"}},
      "required": ["customer_id", "region"]},
     "search": {"type": "object", "properties": {"query": {"type": "string"}, "limit": {"type": "integer"}},
      "required": ["query"]},
     "list": {"type": "object", "properties": {}},
     "report": {"type": "object", "properties": {"title": {"type": "string"}, "tags": {"type": "array", "items":
      {"type": "string"}}, "pages": {"type": "array", "items": {"type": "integer"}}, "options": {"type": "object",
      "properties": {"verbose": {"type": "boolean"}, "depth": {"type": "integer", "maximum": 9}},
      "additionalProperties": false}, "format": {"type": "string", "enum": ["pdf", "html"]}, "due": {"type": "string",
      "format": "date"}, "ratio": {"type": "number"}}, "required": ["title"], "additionalProperties": false},
     "sql": {"type": "object", "properties": {"args": {"type": "object", "properties": {"sql": {"type": "string"},
      "database": {"type": "string"}}, "required": ["sql"]}}, "required": ["args"]}}
    """

  private func check(
    _ tool: String, _ arguments: String, _ codes: [String], _ grade: RepairGrade, _ repaired: String?,
    isCutOff: Bool = false
  ) throws {
    let schema = try #require(try Document(Self.tools).root[tool])
    let found = defects(
      of: Array(arguments.utf8), DefectContext(tool: tool, schema: schema, isCutOff: isCutOff))
    #expect(found.defects.map(\.code) == codes, "\(arguments)")
    #expect(found.grade == grade, "\(arguments)")
    guard grade != .never else { return }
    let expected = try repaired.map { canonicalText(try Document($0).root) }
    let told = try found.repaired.map { canonicalText(try Document($0).root) }
    #expect(told == (expected.map { [$0] } ?? []), "\(arguments): \(found.repaired)")
  }

  private static let pair = #"{"customer_id":"c","region":"r"}"#

  @Test(arguments: [
    (
      #"{'customer_id': 'it\'s', 'region': "r"}"#, ["A07", "A15"], RepairGrade.auto,
      #"{"customer_id":"it's","region":"r"}"#
    ),
    (#"{'customer_id': 'it's', 'region': 'r'}"#, ["A07", "A18"], .offer, #"{"customer_id":"it's","region":"r"}"#),
    (#"{"customer_id":"c","region":"r",}"#, ["A09"], .auto, pair),
    ("{\"customer_id\":\"c\", # id\n\"region\":\"r\"}", ["A10"], .auto, pair),
    (#"{customer_id:"c",region:"r"}"#, ["A11"], .auto, pair),
    ("{\"customer_id\":\"a\nb\",\"region\":\"r\"}", ["A13"], .auto, #"{"customer_id":"a\nb","region":"r"}"#),
    ("{\"customer_id\":\"c\",“region”:\"r\"}", ["A14"], .auto, pair),
    (#"{"customer_id":"\d+","region":"r"}"#, ["A15"], .auto, #"{"customer_id":"\\d+","region":"r"}"#),
    (#"{\"customer_id\":\"c\",\"region\":\"r\"}"#, ["A16"], .auto, pair),
    (#"{"customer_id":"c" "region":"r"}"#, ["A17"], .auto, pair),
    (
      #"{"customer_id":"he said "hi", then left","region":"r"}"#, ["A18"], .offer,
      #"{"customer_id":"he said \"hi\", then left","region":"r"}"#
    ),
    ("{\u{A0}\"customer_id\":\"c\",\u{200B}\"region\":\"r\"}", ["A22"], .auto, pair),
    (#"{"customer_id"="c","region"="r"}"#, ["A24"], .auto, pair),
    (#"{"customer_id"=>"c","region"=>"r"}"#, ["A24"], .auto, pair),
    (#"customer_id="c", region="r""#, ["A26"], .offer, pair),
    (#"lookup("c", "r")"#, ["A26"], .offer, pair), ("customer_id=c, region=r", ["A26"], .offer, pair),
    (#""customer_id":"c","region":"r""#, ["A26"], .offer, pair),
    (#"<tool_call>{"customer_id":"c","region":"r"}</tool_call>"#, ["A27"], .auto, pair),
    (#"{"customer_id":"c","region":"r"}}"#, ["A04"], .auto, pair),
    (#"{"customer_id":"c","region":"r"}<|call|>"#, ["A04"], .auto, pair),
    (#"json {"customer_id":"c","region":"r"}"#, ["A05"], .auto, pair),
    ("```json\n{\"customer_id\":\"c\",\"region\":\"r\"}\n```", ["A06"], .auto, pair),
    (#"{"customer_id":"c","region":"r"}{"customer_id":"c","region":"r"}"#, ["A03"], .offer, pair),
    (#"{"customer_id":"c","region":"r"#, ["A02"], .never, pair),
    (#"{"customer_id":"c","region""#, ["A02"], .never, pair),
    (#"{"customer_id":"c","region":"r"},{"customer_id":"c","region":"r"}"#, ["A03"], .offer, pair),
  ])
  func textsThatAreNoJSON(arguments: String, codes: [String], grade: RepairGrade, repaired: String) throws {
    // What a cut leaves out is missing, too: that is told in its own words.
    let schema = try #require(try Document(Self.tools).root["lookup"])
    let found = defects(of: Array(arguments.utf8), DefectContext(tool: "lookup", schema: schema))
    let told = grade == .never ? Array(found.defects.map(\.code).prefix(codes.count)) : found.defects.map(\.code)
    #expect(told == codes, "\(arguments) \(found)")
    #expect(found.grade == grade, "\(arguments)")
    if grade != .never { #expect(try found.repaired.map { try canonical($0) } == [try canonical(repaired)]) }
  }

  private func canonical(_ text: String) throws -> String {
    String(decoding: canonicalText(try Document(text).root), as: UTF8.self)
  }

  @Test func numbersAndWordsOfOtherLanguages() throws {
    try check("search", #"{"query":"x","limit":+5}"#, ["A20"], .auto, #"{"query":"x","limit":5}"#)
    try check("report", #"{"title":"x","ratio":.5}"#, ["A20"], .auto, #"{"title":"x","ratio":0.5}"#)
    try check("search", #"{"query":"x","limit":1_000}"#, ["A20"], .offer, #"{"query":"x","limit":1000}"#)
    try check("report", #"{"title":"x","ratio":NaN}"#, ["A12"], .never, nil)
    try check("report", #"{'title':'x','tags':('a','b')}"#, ["A07"], .offer, #"{"title":"x","tags":["a","b"]}"#)
    try check("search", #"{"query":None}"#, ["A08", "C11"], .never, nil)
  }

  @Test func whatIsCutOffIsNeverRun() throws {
    try check("report", #"{"title":"Q3","tags":["a","b"]"#, ["A02"], .offer, #"{"title":"Q3","tags":["a","b"]}"#)
    try check("report", #"{"title":"Q3","tags":["a","b"]"#, ["A02"], .never, nil, isCutOff: true)
    try check("search", #"{"query":"x","limit":1"#, ["A02"], .never, nil)
    try check("search", #"{"query":"#, ["A02", "C01"], .never, nil)
  }

  @Test func mergedCallsAreTakenApart() throws {
    let schema = try #require(try Document(Self.tools).root["search"])
    let found = defects(
      of: Array(#"{"query":"a"} {"query":"b"}"#.utf8), DefectContext(tool: "search", schema: schema))
    #expect(found.repaired == [#"{"query":"a"}"#, #"{"query":"b"}"#])
    #expect(found.grade == .offer)
  }

  @Test func objectsInTheWrongShape() throws {
    try check("lookup", #""{\"customer_id\":\"c\",\"region\":\"r\"}""#, ["B02"], .auto, Self.pair)
    try check("lookup", #"["c","r"]"#, ["B03"], .offer, Self.pair)
    try check("lookup", #"["c",2]"#, ["B03"], .never, nil)
    try check("list", "null", ["B04"], .auto, "{}")
    try check("lookup", "42", ["B04"], .never, nil)
    try check("lookup", #"{"kwargs":{"customer_id":"c","region":"r"}}"#, ["B05"], .auto, Self.pair)
    try check(
      "lookup", #"{"name":"lookup","parameters":{"customer_id":"c","region":"r"}}"#, ["B06"], .auto, Self.pair)
    try check(
      "lookup", #"{"type":"object","properties":{"customer_id":"c","region":"r"}}"#, ["B07"], .offer, Self.pair)
    try check("sql", #"{"sql":"select 1"}"#, ["B08"], .auto, #"{"args":{"sql":"select 1"}}"#)
    try check("report", #"{"title":"x"}"#, [], .none, nil)
  }

  @Test func namesOfProperties() throws {
    try check("lookup", #"{"customerId":"c","region":"r"}"#, ["C03"], .auto, Self.pair)
    try check("lookup", #"{"customer_id":"c","regoin":"r"}"#, ["C02"], .offer, Self.pair)
    try check("search", #"{"query":"x","urgent":true}"#, ["C20"], .offer, #"{"query":"x"}"#)
    try check(
      "report", #"{"title":"x","options":{"Verbose":true}}"#, ["C03"], .auto,
      #"{"title":"x","options":{"verbose":true}}"#)
  }

  @Test func valuesOfProperties() throws {
    try check("search", #"{"query":"x","limit":"12.0"}"#, ["C04"], .auto, #"{"query":"x","limit":12}"#)
    try check("search", #"{"query":12}"#, ["C04"], .offer, #"{"query":"12"}"#)
    try check(
      "report", #"{"title":"x","options":{"verbose":"True"}}"#, ["C05"], .auto,
      #"{"title":"x","options":{"verbose":true}}"#)
    try check("report", #"{"title":"x","tags":"['a', 'b']"}"#, ["C06"], .offer, #"{"title":"x","tags":["a","b"]}"#)
    try check("report", #"{"title":"x","tags":"a, b"}"#, ["C07"], .offer, #"{"title":"x","tags":["a","b"]}"#)
    try check("report", #"{"title":"x","pages":"1, 2"}"#, ["C07"], .offer, #"{"title":"x","pages":[1,2]}"#)
    try check("report", #"{"title":"x","pages":"[\"1\"]"}"#, ["C06", "C04"], .auto, #"{"title":"x","pages":[1]}"#)
    try check("report", #"{"title":"x","tags":"a"}"#, ["C09"], .offer, #"{"title":"x","tags":["a"]}"#)
    try check("report", #"{"title":"x","tags":{"0":"a","1":"b"}}"#, ["C09"], .offer, #"{"title":"x","tags":["a","b"]}"#)
    try check("search", #"{"query":"x","limit":"None"}"#, ["C12"], .offer, #"{"query":"x"}"#)
    try check("report", #"{"title":"x","format":"PDF"}"#, ["C13"], .auto, #"{"title":"x","format":"pdf"}"#)
    try check("report", #"{"title":"x","format":"hmtl"}"#, ["C14"], .offer, #"{"title":"x","format":"html"}"#)
    try check("search", #"{"query":"x","limit":12.5}"#, ["C15"], .never, nil)
    try check("report", #"{"title":"x","due":"2026-13-01"}"#, ["C16"], .never, nil)
    try check("lookup", #"{"customer_id":"YOUR_ID","region":"r"}"#, ["C19"], .never, nil)
  }
}

/// Arguments that were made to hang or crash a reader end in a word.
@Suite struct HostileArgumentsTests {
  @Test(arguments: [
    String(repeating: "[", count: 9_000) + String(repeating: "]", count: 9_000),
    String(repeating: #"{"args":"#, count: 9_000) + "1" + String(repeating: "}", count: 9_000),
    String(repeating: #"{"function":"#, count: 9_000) + "1" + String(repeating: "}", count: 9_000),
    String(repeating: "{'a':", count: 9_000), String(repeating: "```<a>", count: 5_000),
    String(repeating: #"{"a":"b"}"#, count: 5_000), #"{"a":""# + String(repeating: "\"x", count: 20_000),
    String(repeating: "(", count: 20_000), "f(" + String(repeating: "a=", count: 10_000),
    #"{"a":""# + String(repeating: "\\", count: 20_001),
  ])
  func isRead(arguments: String) throws {
    let schema = try Document(#"{"type": "object", "properties": {"q": {"type": "string"}}, "required": ["q"]}"#).root
    let found = defects(of: Array(arguments.utf8), DefectContext(tool: "f", schema: schema))
    #expect(!found.defects.isEmpty)
    #expect(found.grade > .auto)
  }
}
