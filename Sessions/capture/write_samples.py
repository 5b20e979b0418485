"""Writes sessions in forms that no program here can be made to save, from how their makers document them.

    python3 Sessions/capture/write_samples.py

One story: a clerk asks where a parcel is. In `everything-works` the tool finds it, in `tool-fails` it does not.
"""
import json
import pathlib
import sqlite3

SESSIONS = pathlib.Path(__file__).resolve().parent.parent
QUESTION = "Where is parcel PX-4410?"
NAME = "locate_parcel"
ARGUMENTS = {"code": "PX-4410"}
FOUND, ANSWER = "PX-4410 is in depot 4, bay 12", "Parcel PX-4410 is in depot 4, bay 12."
FAULT, REGRET = "the depot register is closed until 06:00", "I could not look the parcel up; the register is closed."
SCHEMA = {
    "type": "object",
    "properties": {"code": {"type": "string", "description": "Parcel code, such as PX-4410"}},
    "required": ["code"],
}
SYSTEM = "You help the clerks of a parcel depot. Use the tools."


def write(path, text):
    file = SESSIONS / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def document(value):
    return json.dumps(value, indent=1) + "\n"


def lines(values):
    return "".join(json.dumps(value) + "\n" for value in values)


# OpenAI

TOOL = {"type": "function", "function": {"name": NAME, "description": "Find a parcel", "parameters": SCHEMA}}


def chat_call(identity="call_7Rk1"):
    function = {"name": NAME, "arguments": json.dumps(ARGUMENTS)}
    return {"role": "assistant", "content": None,
            "tool_calls": [{"id": identity, "type": "function", "function": function}]}


def chat(fails):
    return [
        {"role": "system", "content": SYSTEM}, {"role": "user", "content": QUESTION}, chat_call(),
        {"role": "tool", "tool_call_id": "call_7Rk1", "content": "Error: " + FAULT if fails else FOUND},
    ]


def completion(message, number, finish):
    return {"id": f"chatcmpl-{number}", "object": "chat.completion", "created": 1774000000 + number, "model": "gpt-4o-mini",
            "choices": [{"index": 0, "message": message, "finish_reason": finish}],
            "usage": {"prompt_tokens": 90, "completion_tokens": 20, "total_tokens": 110}}


def chunks():
    def chunk(delta, finish=None, number=1):
        return {"id": f"chatcmpl-{number}", "object": "chat.completion.chunk", "created": 1774000000, "model": "gpt-4o-mini",
                "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}

    head = {"index": 0, "id": "call_7Rk1", "type": "function", "function": {"name": NAME, "arguments": ""}}
    parts = [{"index": 0, "function": {"arguments": part}} for part in ('{"code": "PX', '-44', '10"}')]
    first = [chunk({"role": "assistant", "content": None, "tool_calls": [head]})]
    first += [chunk({"tool_calls": [part]}) for part in parts] + [chunk({}, "tool_calls")]
    second = [chunk({"role": "assistant", "content": ""}, number=2)]
    second += [chunk({"content": word}, number=2) for word in ("Parcel PX-4410 ", "is in depot 4, ", "bay 12.")]
    return first, second + [chunk({}, "stop", number=2)]


def openai():
    first, second = chunks()
    stream = "".join("".join(f"data: {json.dumps(c)}\n\n" for c in part) + "data: [DONE]\n\n" for part in (first, second))
    write("openai-stream/everything-works/stream.sse", stream)
    write("openai-stream/everything-works/chunks.jsonl", lines(first + second))
    examples = [{"messages": chat(False) + [{"role": "assistant", "content": ANSWER}], "tools": [TOOL]},
                {"messages": chat(True) + [{"role": "assistant", "content": REGRET}], "tools": [TOOL]}]
    write("openai-finetune/two-examples/examples.jsonl", lines(examples))
    bodies = {"a": completion(chat_call(), 1, "tool_calls"),
              "b": completion({"role": "assistant", "content": ANSWER}, 2, "stop")}
    output = [{"id": "batch_req_" + name, "custom_id": name, "error": None,
               "response": {"status_code": 200, "request_id": "req_" + name, "body": body}}
              for name, body in reversed(bodies.items())]
    write("openai-batch/out-of-order/batch_output.jsonl", lines(output))


# A request log of a gateway, as LiteLLM and OpenHands write one

def request_log():
    for fails in (False, True):
        log = [
            {"messages": chat(fails)[:2], "tools": [TOOL], "kwargs": {"model": "gpt-4o-mini"}, "timestamp": 1774000001.5,
             "response": completion(chat_call(), 1, "tool_calls"), "cost": 0.0001},
            {"messages": chat(fails), "tools": [TOOL], "kwargs": {"model": "gpt-4o-mini"}, "timestamp": 1774000002.5,
             "response": completion({"role": "assistant", "content": REGRET if fails else ANSWER}, 2, "stop")},
        ]
        write(f"llm-request-log/{'tool-fails' if fails else 'everything-works'}/log.jsonl", lines(log))


# Anthropic

def blocks(fails):
    use = {"type": "tool_use", "id": "toolu_01A", "name": NAME, "input": ARGUMENTS}
    result = {"type": "tool_result", "tool_use_id": "toolu_01A", "content": FAULT if fails else FOUND}
    if fails:
        result["is_error"] = True
    return [
        {"role": "user", "content": QUESTION},
        {"role": "assistant", "content": [{"type": "text", "text": "I look it up."}, use]},
        {"role": "user", "content": [result]},
        {"role": "assistant", "content": [{"type": "text", "text": REGRET if fails else ANSWER}]},
    ]


def anthropic():
    tool = {"name": NAME, "description": "Find a parcel", "input_schema": SCHEMA}
    usage = {"input_tokens": 90, "output_tokens": 20}
    for fails in (False, True):
        folder = f"anthropic-messages/{'tool-fails' if fails else 'everything-works'}"
        said = blocks(fails)
        write(folder + "/messages.json", document(said))
        log = []
        for end, stop in ((1, "tool_use"), (3, "end_turn")):
            request = {"model": "claude-sonnet-4-5", "max_tokens": 500, "system": SYSTEM, "tools": [tool],
                       "messages": said[:end]}
            response = dict(said[end], id=f"msg_0{end}", type="message", model="claude-sonnet-4-5", stop_reason=stop,
                            usage=usage)
            log.append({"request": request, "response": response})
        write(folder + "/exchanges.jsonl", lines(log))
    events = []
    for number, message in enumerate(blocks(False)[1::2], 1):
        head = {"id": f"msg_0{number}", "type": "message", "role": "assistant", "model": "claude-sonnet-4-5", "content": [],
                "stop_reason": None, "usage": {"input_tokens": 90, "output_tokens": 1}}
        events.append({"type": "message_start", "message": head})
        for index, block in enumerate(message["content"]):
            empty = dict(block, text="") if block["type"] == "text" else dict(block, input={})
            events.append({"type": "content_block_start", "index": index, "content_block": empty})
            text = block.get("text") or json.dumps(block["input"])
            for part in (text[:7], text[7:]):
                delta = ({"type": "text_delta", "text": part} if block["type"] == "text"
                         else {"type": "input_json_delta", "partial_json": part})
                events.append({"type": "content_block_delta", "index": index, "delta": delta})
            events.append({"type": "content_block_stop", "index": index})
        stop = {"stop_reason": "tool_use" if number == 1 else "end_turn", "stop_sequence": None}
        events += [{"type": "message_delta", "delta": stop, "usage": {"output_tokens": 20}}, {"type": "message_stop"}]
    stream = "".join(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n" for event in events)
    write("anthropic-messages/everything-works/stream.sse", stream)


# Claude Code

def claude_code():
    for fails in (False, True):
        ask = "Run the tests and say which fail."
        command = {"type": "tool_use", "id": "toolu_01B", "name": "Bash", "input": {"command": "make test"}}
        search = {"type": "tool_use", "id": "toolu_01C", "name": "Grep", "input": {"pattern": "FAILED", "path": "log"}}
        printed = "Exit code 2\nmake: *** No rule to make target 'test'.  Stop." if fails else "12 tests passed"
        result = {"type": "tool_result", "tool_use_id": "toolu_01B", "content": printed, "is_error": fails}
        none = {"type": "tool_result", "tool_use_id": "toolu_01C", "content": "No files found"}
        said = "There is no test target." if fails else "All twelve pass."

        def model(number, content, stop=None):
            return {"id": f"msg_0{number}", "type": "message", "role": "assistant", "model": "claude-sonnet-4-5",
                    "content": content, "stop_reason": stop, "usage": {"input_tokens": 900, "output_tokens": 30}}

        told = [
            ("user", {"role": "user", "content": ask}, None),
            ("assistant", model(1, [{"type": "text", "text": "I run them."}]), None),
            ("assistant", model(1, [command]), None),
            ("assistant", model(1, [search], "tool_use"), None),
            ("user", {"role": "user", "content": [none]}, {"filenames": [], "numFiles": 0}),
            ("user", {"role": "user", "content": [result]},
             "Error: " + printed if fails else {"stdout": printed, "stderr": "", "interrupted": False}),
            ("assistant", model(2, [{"type": "text", "text": said}], "end_turn"), None),
        ]
        session = "7f0e9a52-1111-4222-8333-444455556666"
        records = [{"type": "file-history-snapshot", "messageId": "u0", "snapshot": {}, "isSnapshotUpdate": False}]
        for number, (kind, message, outcome) in enumerate(told):
            record = {
                "parentUuid": f"u{number - 1}" if number else None, "isSidechain": False, "userType": "external",
                "cwd": "/home/user/depot", "sessionId": session, "version": "2.1.39", "gitBranch": "main", "type": kind,
                "message": message, "uuid": f"u{number}", "timestamp": f"2026-03-20T10:00:{number:02}.000Z",
            }
            if outcome is not None:
                record["toolUseResult"] = outcome
            records.append(record)
        write(f"claude-code/{'command-fails' if fails else 'everything-works'}/session.jsonl", lines(records))


# AutoGen

def agentchat():
    tool = {"provider": "autogen_core.tools.FunctionTool", "component_type": "tool", "version": 1, "component_version": 1,
            "label": "FunctionTool",
            "config": {"source_code": "def locate_parcel(code: str) -> str:\n    return register[code]\n", "name": NAME,
                       "description": "Find a parcel", "global_imports": [], "has_cancellation_support": False}}
    agent = {"provider": "autogen_agentchat.agents.AssistantAgent", "component_type": "agent", "version": 2,
             "component_version": 2, "label": "AssistantAgent",
             "config": {"name": "clerk", "tools": [tool], "system_message": SYSTEM, "reflect_on_tool_use": True}}
    team = {"provider": "autogen_agentchat.teams.RoundRobinGroupChat", "component_type": "team", "version": 1,
            "component_version": 1, "label": "RoundRobinGroupChat", "config": {"participants": [agent]}}
    write("autogen-component/team/team.json", document(team))

    for fails in (False, True):
        name = "tool-fails" if fails else "everything-works"
        call = {"id": "call_7Rk1", "name": NAME, "arguments": json.dumps(ARGUMENTS)}
        result = {"content": FAULT if fails else FOUND, "name": NAME, "call_id": "call_7Rk1", "is_error": fails}
        said = REGRET if fails else ANSWER
        context = [
            {"content": QUESTION, "source": "user", "type": "UserMessage"},
            {"content": [call], "thought": None, "source": "clerk", "type": "AssistantMessage"},
            {"content": [result], "type": "FunctionExecutionResultMessage"},
            {"content": said, "thought": None, "source": "clerk", "type": "AssistantMessage"},
        ]
        state = {"type": "AssistantAgentState", "version": "1.0.0", "llm_context": {"messages": context}}
        write(f"autogen-state/{name}/state.json", document(state))
        messages = [
            {"source": "user", "type": "TextMessage", "content": QUESTION},
            {"source": "clerk", "type": "ToolCallRequestEvent", "content": [call]},
            {"source": "clerk", "type": "ToolCallExecutionEvent", "content": [result]},
            {"source": "clerk", "type": "TextMessage", "content": said},
        ]
        studio(f"autogen-studio/{name}/studio.db", messages)


def studio(path, messages):
    file = SESSIONS / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    base = sqlite3.connect(file)
    base.execute("PRAGMA page_size = 512")
    base.executescript("""
        CREATE TABLE team (id INTEGER PRIMARY KEY, component JSON);
        CREATE TABLE session (id INTEGER PRIMARY KEY, team_id INTEGER, name VARCHAR);
        CREATE TABLE run (id INTEGER PRIMARY KEY, session_id INTEGER, status VARCHAR(8), task JSON, team_result JSON,
                          error_message VARCHAR);
        CREATE TABLE message (id INTEGER PRIMARY KEY, config JSON, session_id INTEGER, run_id INTEGER, message_meta JSON);
    """)
    base.execute("INSERT INTO session VALUES (1, 1, 'Parcels')")
    base.execute("INSERT INTO run VALUES (1, 1, 'complete', '{}', NULL, NULL)")
    for message in messages:
        base.execute("INSERT INTO message (config, session_id, run_id) VALUES (?, 1, 1)", (json.dumps(message),))
    base.commit()
    base.execute("VACUUM")
    base.close()


def file_log():
    session = "0f3d6a1e-1111-4222-8333-444455556666"
    for fails in (False, True):
        def answered(message, number, finish):
            return (f"ChatCompletion(id='chatcmpl-{number}', choices=[Choice(finish_reason='{finish}', index=0, logprobs=None, "
                    f"message={message})], created=1774000000, model='gpt-4o-mini', object='chat.completion', "
                    "usage=CompletionUsage(completion_tokens=20, prompt_tokens=90, total_tokens=110), cost=5e-05)")

        call = ("ChatCompletionMessage(content=None, role='assistant', function_call=None, tool_calls=["
                "ChatCompletionMessageToolCall(id='call_7Rk1', function=Function("
                f"arguments={json.dumps(ARGUMENTS)!r}, name='{NAME}'), type='function')])")
        words = REGRET if fails else ANSWER
        said = f"ChatCompletionMessage(content={words!r}, role='assistant', function_call=None, tool_calls=None)"

        def record(messages, response):
            return {"invocation_id": "i", "client_id": 1, "wrapper_id": 2,
                    "request": {"messages": messages, "tools": [TOOL], "model": "gpt-4o-mini"}, "response": response,
                    "is_cached": 0, "cost": 5e-05, "start_time": "2026-03-20 10:00:00", "end_time": "2026-03-20 10:00:01",
                    "thread_id": 3, "source_name": "assistant"}

        log = [record(chat(fails)[:2], answered(call, 1, "tool_calls"))]
        if not fails:
            log.append({"source_id": 4, "source_name": "user_proxy", "agent_module": "autogen.agentchat.user_proxy_agent",
                        "agent_class": "UserProxyAgent", "timestamp": "2026-03-20 10:00:01", "thread_id": 3,
                        "input_args": json.dumps(ARGUMENTS), "returns": json.dumps(FOUND)})
        log.append(record(chat(fails), answered(said, 2, "stop")))
        text = (f"Started new session with Session ID: {session}\n"
                "[file_logger] Failed to log new agent: could not find class definition\n" + lines(log))
        write(f"classic-file-log/{'tool-fails' if fails else 'everything-works'}/runtime.log", text)


def ag2():
    for fails in (False, True):
        name = "tool-fails" if fails else "everything-works"
        said = REGRET if fails else ANSWER
        call = {"id": "call_7Rk1", "type": "function", "function": {"name": NAME, "arguments": json.dumps(ARGUMENTS)}}
        text = "Error: " + FAULT if fails else FOUND
        desk = {"sender": "user_proxy", "recipient": "assistant"}
        back = {"sender": "assistant", "recipient": "user_proxy"}
        run = {"func_name": NAME, "call_id": "call_7Rk1", "arguments": ARGUMENTS, "recipient": "user_proxy"}
        stream = [
            ("text", dict(desk, content=QUESTION)),
            ("tool_call", dict(back, content=None, role="assistant", function_call=None, tool_calls=[call])),
            ("execute_function", run),
            ("executed_function", dict(run, content=text, is_exec_success=not fails)),
            ("tool_response", dict(desk, role="tool", content=text, tool_responses=[
                {"tool_call_id": "call_7Rk1", "role": "tool", "content": text}])),
            ("text", dict(back, content=said)),
            ("run_completion", {"summary": said, "history": [], "cost": {}, "last_speaker": "assistant"}),
        ]
        events = [{"type": kind, "content": dict({"uuid": f"e{number}"}, **content)}
                  for number, (kind, content) in enumerate(stream)]
        write(f"ag2-stream/{name}/stream.jsonl", lines(events))

        def event(kind, **data):
            return {"type": "ag2.events." + kind, "data": dict({"created_at": 1774000000.5}, **data)}

        def part(words):
            return {"__event__": "ag2.events.input_events.TextInput", "created_at": 1774000000.5, "metadata": {}, "content": words}

        asked = {"__event__": "ag2.events.tool_events.ToolCallEvent", "id": "call_7Rk1", "name": NAME,
                 "arguments": json.dumps(ARGUMENTS), "vendor_metadata": {}, "source": None}
        listed = {"__event__": "ag2.events.tool_events.ToolCallsEvent", "calls": [asked]}
        outcome = {"parent_id": "call_7Rk1", "name": NAME, "result": {
            "__dataclass__": "ag2.events.tool_events.ToolResult",
            "data": {"parts": [part("RuntimeError: " + FAULT if fails else FOUND)], "final": False, "metadata": {}}}}
        kind = "tool_events.ToolErrorEvent" if fails else "tool_events.ToolResultEvent"
        if fails:
            outcome["error"] = {"__exception__": "RuntimeError", "message": FAULT}
        reply = {"__event__": "ag2.events.types.ModelMessage", "content": said, "metadata": {}}
        log = [
            event("input_events.ModelRequest", parts=[part(QUESTION)]),
            event("types.ModelResponse", message=None, tool_calls=listed, model="gpt-4o-mini", finish_reason="tool_calls"),
            event("tool_events.ToolCallsEvent", calls=[asked]),
            event("tool_events.ToolCallEvent", **{k: v for k, v in asked.items() if k != "__event__"}),
            event(kind, **outcome),
            event("tool_events.ToolResultsEvent", results=[dict({"__event__": "ag2.events." + kind}, **outcome)]),
            event("types.ModelResponse", message=reply, model="gpt-4o-mini", finish_reason="stop",
                  tool_calls={"__event__": "ag2.events.tool_events.ToolCallsEvent", "calls": []}),
        ]
        write(f"ag2-1.2/{name}/log.jsonl", lines(log))
    hub = [{"channel_id": "depot", "sender_id": who, "audience": None, "event_type": kind, "event_data": data,
            "envelope_id": f"n{number}", "created_at": "2026-03-20T10:00:00Z"}
           for number, (who, kind, data) in enumerate([
               ("hub", "ag2.channel.opened", {}), ("desk", "ag2.msg.text", {"text": QUESTION}),
               ("clerk", "ag2.msg.text", {"text": ANSWER})])]
    write("ag2-hub/two-agents/wal.jsonl", lines(hub))


if __name__ == "__main__":
    for part in (openai, request_log, anthropic, claude_code, agentchat, file_log, ag2):
        part()
