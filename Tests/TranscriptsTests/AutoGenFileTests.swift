import CSQLite
import Conversation
import Testing
import Transcripts

/// What classic AutoGen's file logger, AutoGen Studio and `dump_component` leave behind.
@Suite struct AutoGenFileTests {
  private func log(_ id: String, response: String) -> [String] {
    [
      "Started new session with Session ID: \(id)",
      "[file_logger] Failed to log new agent: could not find class definition",
      #"{"id": 1, "agent_name": "user_proxy", "session_id": "\#(id)", "args": {"self": {"_name": "user_proxy"}}, "thread_id": 1}"#,
      #"{"invocation_id": "i", "request": {"messages": [{"role": "user", "content": "Where?"}], "model": "m", "tools": [{"type": "function", "function": {"name": "locate"}}]}, "response": "\#(response)", "is_cached": 0, "start_time": "t", "thread_id": 1, "source_name": "assistant"}"#,
      #"{"source_name": "user_proxy", "agent_class": "UserProxyAgent", "thread_id": 1, "input_args": "{\"code\": \"PX\"}", "returns": "\"in depot 4\""}"#,
    ]
  }
  private let called =
    #"ChatCompletion(id='x', choices=[Choice(finish_reason='tool_calls', index=0, logprobs=None, message=ChatCompletionMessage(content=None, role='assistant', function_call=None, tool_calls=[ChatCompletionMessageToolCall(id='c1', function=Function(arguments='{\"code\": \"PX\"}', name='locate'), type='function')]))], created=1, usage=CompletionUsage(completion_tokens=2, prompt_tokens=5), cost=(1e-05, None), retrieve=<function f at 0x7f>)"#

  @Test func theFileLogHasASessionForEachStart() throws {
    let scratch = try Scratch()
    let text =
      (log("s1", response: called) + log("s2", response: "error_code:invalid_api_key, config 0 failed")).joined(
        separator: "\n")
    let opened = try Opened.all(try scratch.file("x", text))
    #expect(opened.map(\.session.nativeID) == ["s1", "s2"])
    #expect(opened.map(\.session.format) == ["autogen-classic-file-log", "autogen-classic-file-log"])
    #expect(opened.map(\.session.producer) == ["autogen 0.2", "autogen 0.2"])
    let turns = try opened[0].turns()
    #expect(turns.map(\.kind) == [.user, .assistant])
    #expect(turns[1].agent == "assistant")
    #expect(turns[1].message.calls.map(\.arguments.text) == [#"{"code": "PX"}"#])
    #expect(turns[1].modelCall?.tools.declarations.map(\.name) == ["locate"])
    #expect(
      turns[1].modelCall?.outcome == .answered(finishReason: "tool_calls", promptTokens: 5, completionTokens: 2))
    // The line does not say which function ran: its arguments do.
    #expect(opened[0].source.executions.map(\.function) == ["locate"])
    #expect(opened[0].source.executions.map(\.returned.text) == ["in depot 4"])
    #expect(
      try opened[0].source.otherRecords(in: 0..<9).map(\.kind) == [
        "note of the logger", "note of the logger", "agent", "function_calls",
      ])
    guard case .rejected(let rejection)? = try opened[1].turns().last?.modelCall?.outcome else {
      Issue.record("the refused request is not shown as refused")
      return
    }
    #expect(rejection.code == "invalid_api_key")
  }

  @Test func studioKeepsItsSessionsApart() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/studio.db"
    var handle: OpaquePointer?
    sqlite3_open(path, &handle)
    let script = """
      CREATE TABLE team(id INTEGER PRIMARY KEY, component JSON);
      CREATE TABLE session(id INTEGER PRIMARY KEY, team_id INTEGER, name VARCHAR);
      CREATE TABLE run(id INTEGER PRIMARY KEY, session_id INTEGER, status VARCHAR, task JSON, error_message VARCHAR);
      CREATE TABLE message(id INTEGER PRIMARY KEY, config JSON, session_id INTEGER, run_id INTEGER);
      INSERT INTO session VALUES(1, 1, 'Parcels'), (2, 1, ''), (3, 1, 'never run');
      INSERT INTO run VALUES(1, 1, 'complete', '{}', NULL), (2, 2, 'error', '{}', 'no such model');
      INSERT INTO message(config, session_id, run_id) VALUES
        ('{"source": "user", "type": "TextMessage", "content": "Where?"}', 1, 1),
        ('{"source": "llm_call_event", "type": "TextMessage", "content": "{}"}', 1, 1),
        ('{"source": "clerk", "type": "ToolCallRequestEvent", "content": [{"id": "c1", "name": "locate", "arguments": "{}"}]}', 1, 1),
        ('{"source": "clerk", "type": "ToolCallExecutionEvent", "content": [{"content": "closed", "name": "locate", "call_id": "c1", "is_error": true}]}', 1, 1),
        ('{"source": "user", "type": "TextMessage", "content": "Why?"}', 2, 2);
      """
    try #require(sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK)
    sqlite3_close(handle)
    let opened = try Opened.all(path)
    #expect(opened.map(\.session.format) == ["autogen-studio", "autogen-studio"])
    #expect(opened.map(\.session.nativeID) == ["Parcels", "2"])
    let turns = try opened[0].turns()
    #expect(turns.map(\.kind) == [.user, .assistant, .tool])
    #expect(turns[2].message.results.map(\.isError) == [true])
    #expect(turns[2].origin.row == Origin.Row(table: "message", rowid: 4, column: "config"))
    #expect(opened[0].session.otherRecords == 1)
    #expect(try opened[1].turns().map(\.message.text) == ["Why?", "no such model"])
    #expect(opened[1].session.turns.map(\.kind) == [.user, .ended])
  }

  @Test func aDumpedTeamShowsItsAgentsAndTheSourceOfItsTools() throws {
    let scratch = try Scratch()
    let tool =
      #"{"provider": "autogen_core.tools.FunctionTool", "component_type": "tool", "label": "FunctionTool", "config": {"source_code": "def locate(code):\n    return code\n", "name": "locate", "description": "Find a parcel"}}"#
    let agent =
      #"{"provider": "x.AssistantAgent", "component_type": "agent", "label": "AssistantAgent", "config": {"name": "clerk", "tools": [\#(tool)], "system_message": "Be brief."}}"#
    let opened = try Opened(
      try scratch.file(
        "x",
        #"{"provider": "x.RoundRobinGroupChat", "component_type": "team", "label": "RoundRobinGroupChat", "config": {"participants": [\#(agent)]}}"#
      ))
    #expect(opened.session.format == "autogen-agentchat-component")
    let turns = try opened.turns()
    #expect(turns.map(\.kind) == [.system, .record])
    #expect(turns[0].agent == "clerk" && turns[0].message.text == "Be brief.")
    #expect(turns[1].message.text == "Find a parcel\ndef locate(code):\n    return code\n")
    #expect(turns[1].origin.pointer == "/config/participants/0/config/tools/0")
    #expect(opened.session.tools == ["locate"])
    #expect(try opened.source.otherRecords(in: 0..<9).map(\.kind) == ["RoundRobinGroupChat"])
  }
}
