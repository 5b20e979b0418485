import Conversation
import LosslessJSON
import Reports
import Schemas
import Testing

@Suite struct ToolListingTests {
  func tool(
    _ name: String, exposedBy: [String] = ["planner"], executableBy: [String] = ["planner"], unappliedAt: String? = nil
  ) throws -> ImplementedTool {
    let schema = try Document(
      #"{"type": "object", "properties": {"query": {"type": "string"}, "limit": {"type": "integer", "default": 10}}, "#
        + #""required": ["query"]}"#)
    return ImplementedTool(
      name: name, description: "Finds claims.\nAll of them.",
      signature: Signature(
        function: name,
        parameters: [
          Parameter(name: "query", annotation: "str"), Parameter(name: "limit", annotation: "int", defaultText: "10"),
          Parameter(name: "token", annotation: "CancellationToken", isInjected: true),
        ]),
      schema: schema.root, runtime: "agentchat-0.7",
      registration: RegisteredTool(
        name: name, exposedBy: exposedBy, executableBy: executableBy, unappliedAt: unappliedAt),
      source: "claims.py", definedAt: "claims.py:5")
  }

  @Test func declaredStandsBesideImplemented() throws {
    #expect(
      try ToolListing([tool("search")]).text == """
        search · agentchat-0.7 · claims.py:5
          Finds claims.
          exposed by planner · executable by planner
            property  declared to the model  search(…)
            query     string                 str
            limit     integer? = 10          int = 10

        """)
    #expect(try !ToolListing([tool("search")]).hasProblems)
  }

  @Test func halfARegistrationIsNamed() throws {
    let lone = try ToolListing([tool("a", executableBy: [])])
    #expect(lone.text.contains("executable by nobody"))
    #expect(lone.text.contains("! a model is shown it, but no agent can execute it"))
    let unseen = try ToolListing([tool("b", exposedBy: [], unappliedAt: "agent.py:20")])
    #expect(unseen.text.contains("! an agent can execute it, but no model is shown it"))
    #expect(unseen.text.contains("! agent.py:20 makes a decorator and never applies it"))
    #expect(unseen.hasProblems)
  }

  @Test func theSameAsJSON() throws {
    var writer = JSONWriter()
    let listing = try ToolListing([tool("a", executableBy: [])])
    writer.array { listing.write(to: &$0) }
    let entry = try #require(try Document(writer.bytes).root[0])
    #expect(entry["name"]?.string == "a")
    #expect(entry["schema"]?["required"]?[0]?.string == "query")
    #expect(entry["signature"]?["parameters"]?[1]?["default"]?.string == "10")
    #expect(entry["registration"]?["exposedBy"]?[0]?.string == "planner")
    #expect(entry["problems"]?.count == 1)
  }
}

@Suite struct RunReportTests {
  @Test(
    arguments: [
      (.returned, 0), (.failed, 1), (.crashed, 1), (.timedOut, 4), (.notSerialisable, 5), (.cancelled, 130),
    ] as [(ToolRunOutcome.Status, Int32)])
  func theExitStatusSaysHowItWent(status: ToolRunOutcome.Status, exit: Int32) {
    #expect(RunReport(tool: "t", outcome: ToolRunOutcome(status: status)).exitStatus == exit)
  }

  @Test func allOfARunIsInTheJSON() throws {
    let outcome = ToolRunOutcome(
      status: .failed, content: RawText("Error: \"no\""), isError: true,
      exception: ExceptionRecord(type: "KeyError", message: "'args'", traceback: nil), output: "line\n", duration: 0.5,
      note: nil)
    let root = try Document(
      RunReport(tool: "t", source: "tools.py", executor: "ConversableAgent.execute_function", outcome: outcome).json
    ).root
    #expect(root["status"]?.string == "failed")
    #expect(root["content"]?.string == "Error: \"no\"")
    #expect(root["exception"]?["type"]?.string == "KeyError")
    #expect(root["exception"]?["traceback"]?.isNull == true)
    #expect(root["output"]?.string == "line\n")
    #expect(root["seconds"]?.double == 0.5)
    #expect(root["runs"] == nil)
  }

  @Test func timesOfSeveralRunsAreMedians() throws {
    let repetition = try #require(
      RunReport.Repetition([(0.001, 0.002), (0.003, 0.009), (0.002, 0.005)].map { (inside: $0.0, whole: $0.1) }))
    #expect(repetition.count == 3)
    #expect(repetition.medianDuration == 0.002)
    #expect((0.0029...0.0031).contains(repetition.medianOverhead))
    #expect(RunReport.Repetition([]) == nil)
  }
}
