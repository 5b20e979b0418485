"""Counts what AutoGen's saved sessions hold, by Python's json and sqlite3 alone: file, records, messages, calls, results.

Records are lines, rows, or the one document. A message is one that a person would call so, once however often a request
repeats it or an agent keeps a copy of it.
"""

import ast
import json
import os
import re
import sqlite3
import sys

ANSWER_CALLS = re.compile(r"ToolCall\(id=|function_call=FunctionCall\(")


def lines(path):
    """The lines' JSON values; a note between them is None."""
    found = []
    with open(path, encoding="utf-8") as file:
        for line in file.read().split("\n"):
            if line.strip():
                found.append(json.loads(line) if line.startswith("{") else None)
    return found


def calls_of(message):
    return len(message.get("tool_calls") or []) + isinstance(message.get("function_call"), dict)


def results_of(message):
    responses = message.get("tool_responses")
    return len(responses) if responses else int(message.get("role") in ("tool", "function"))


def history(messages):
    return len(messages), sum(map(calls_of, messages)), sum(map(results_of, messages))


def words(value):
    """What a message says, however it is written down."""
    if isinstance(value, list):
        parts = [part for part in value if isinstance(part, dict)]
        if any("arguments" in part for part in parts):
            return "calls " + " ".join(str(part.get("id")) for part in parts)
        if any("call_id" in part for part in parts):
            return "results " + " ".join(str(part.get("call_id")) for part in parts)
    return json.dumps(value)


def kept(lists):
    """Messages that agents keep: each list may repeat what others say."""
    known, total = [], [0, 0, 0]
    for messages in lists:
        here = list(known)
        for message in messages:
            said = words(message.get("content"))
            if said in here:
                here.remove(said)
                continue
            known.append(said)
            total[0] += 1
            for part in message["content"] if isinstance(message.get("content"), list) else []:
                total[1] += "arguments" in part
                total[2] += "call_id" in part
    return tuple(total)


def state(root):
    threads, contexts = [], []

    def walk(value):
        if "message_thread" in value:
            threads.append(value["message_thread"])
        context = value.get("llm_context") or value.get("llm_messages")
        if context:
            contexts.append(context["messages"] if isinstance(context, dict) else context)
        for inner in list((value.get("agent_states") or {}).values()) + [value.get("agent_state") or {}]:
            if inner:
                walk(inner)

    walk(root)
    return kept(threads + contexts)


def side(agent, messages):
    """Model calls that the framework makes for itself."""
    texts = [m.get("content") for m in (messages[:1] + messages[-1:]) if isinstance(m.get("content"), str)]
    return (
        str(agent).startswith(("SelectorGroupChatManager", "speaker_selection_agent", "checking_agent"))
        or any("select the next role from" in text or "select the next speaker from" in text for text in texts)
    )


def key(message):
    """What tells a message from others. Frameworks keep it in other words: a dot in a name becomes an underscore, no text
    becomes an empty one, and another agent is told an answer as a user's message."""
    calls = [(c.get("id"), c["function"].get("name", "").replace(".", "_")) for c in message.get("tool_calls") or []]
    content = message.get("content")
    role = "said" if message.get("role") in ("user", "assistant") else message.get("role")
    return (role, "" if calls or not content else json.dumps(content), str(calls), message.get("tool_call_id"))


def exchanges(pairs):
    """Model calls in order: (agent, messages, calls in the answer, key of the answer, whether there is an answer)."""
    seen, total = {}, [0, 0, 0]
    for agent, messages, calls, answer in pairs:
        here = {}
        for message in messages:
            name = key(message)
            name = (agent,) + name if name[0] == "system" else name
            here[name] = here.get(name, 0) + 1
            if here[name] > seen.get(name, 0):
                seen[name] = here[name]
                total[0] += 1
                total[1] += calls_of(message)
                total[2] += results_of(message)
        # A request that was refused, or never answered, is a turn by itself.
        total[0] += 1
        total[1] += calls
        if answer is not None:
            seen[answer] = seen.get(answer, 0) + 1
    return tuple(total)


def answered(response):
    """The calls of an answer and how a later request repeats it."""
    message = ((response or {}).get("choices") or [{}])[0].get("message")
    if not isinstance(message, dict):
        return 0, None
    return calls_of(message), key(dict(message, role="assistant"))


def database(path):
    copy = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
    tables = [row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    names = [n for n in tables if not n.startswith("sqlite_")]
    records = sum(copy.execute('SELECT count(*) FROM "%s"' % name).fetchone()[0] for name in names)
    pairs = []
    for agent, request, response in copy.execute("SELECT source_name, request, response FROM chat_completions"):
        request = json.loads(request)
        if not side(agent, request["messages"]):
            pairs.append((agent, request["messages"]) + answered(json.loads(response)))
    return (records,) + exchanges(pairs)


def file_log(path):
    found = lines(path)
    pairs = []
    for record in found:
        if not record or "invocation_id" not in record:
            continue
        text = record["response"]
        content = re.search(r"ChatCompletionMessage\(content=('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|None)", text)
        ids = re.findall(r"ToolCall\(id='([^']*)', function=Function\(arguments=.*?, name='([^']*)'\)", text)
        said = ast.literal_eval(content.group(1)) if content else None
        calls = [{"id": i, "function": {"name": n}} for i, n in ids]
        message = {"role": "assistant", "content": said, "tool_calls": calls}
        pairs.append((record["source_name"], record["request"]["messages"], len(ANSWER_CALLS.findall(text)), key(message)))
    return (len(found),) + exchanges(pairs)


def events(path):
    found = lines(path)
    pairs, begun = [], []
    for event in found:
        kind = event["type"]
        if kind == "LLMStreamStart":
            begun.append(event)
        if kind not in ("LLMCall", "LLMStreamEnd"):
            continue
        request = event if kind == "LLMCall" else begun.pop(0)
        if side(event.get("agent_id"), request["messages"]):
            continue
        response = event["response"]
        if kind == "LLMCall":
            pairs.append((event["agent_id"], request["messages"]) + answered(response))
        else:
            content = response["content"]
            calls = content if isinstance(content, list) else []
            message = {
                "role": "assistant",
                "content": None if calls else content,
                "tool_calls": [{"id": c["id"], "function": {"name": c["name"]}} for c in calls],
            }
            pairs.append((event["agent_id"], request["messages"], len(calls), key(message)))
    for request in begun:
        pairs.append((request["agent_id"], request["messages"], 0, None))
    return (len(found),) + exchanges(pairs)


def ag2(path):
    """A call stands up to three times, a result twice."""
    found = lines(path)
    kind = lambda event: (event.get("__event__") or event["type"]).split(".")[-1]
    messages = 0
    calls, listed, alone, results, told = 0, 0, 0, 0, 0
    for event in found:
        name, data = kind(event), event["data"]
        if name in ("ModelRequest", "ModelResponse"):
            messages += 1
        if name == "ModelResponse":
            calls += len(data["tool_calls"]["calls"])
        listed += len(data["calls"]) if name == "ToolCallsEvent" else 0
        alone += name == "ToolCallEvent"
        results += name in ("ToolResultEvent", "ToolErrorEvent", "ToolNotFoundEvent")
        told += len(data["results"]) if name == "ToolResultsEvent" else 0
    calls, results = max(calls, listed, alone), max(results, told)
    return len(found), messages + results, calls, results


def folder(path):
    """Captured calls, a file for each half."""
    pairs, records = [], 0
    for name in sorted(os.listdir(path)):
        stem = os.path.join(path, name[: -len(".request.json")])
        if not name.endswith(".request.json"):
            continue
        records += 1
        with open(os.path.join(path, name), encoding="utf-8") as file:
            messages = json.load(file)["messages"]
        if side(None, messages):
            continue
        try:
            with open(stem + ".response.json", encoding="utf-8") as file:
                calls, answer = answered(json.load(file))
        except (OSError, ValueError):
            calls, answer = streamed(stem + ".response.sse")
        pairs.append((None, messages, calls, answer))
    return (records,) + exchanges(pairs)


def streamed(path):
    calls, text = {}, ""
    try:
        with open(path, encoding="utf-8") as file:
            chunks = [json.loads(line[6:]) for line in file if line.startswith("data: {")]
    except OSError:
        return 0, None
    for chunk in chunks:
        for choice in chunk.get("choices") or []:
            text += choice["delta"].get("content") or ""
            for call in choice["delta"].get("tool_calls") or []:
                known = calls.setdefault(call["index"], {"id": call.get("id"), "function": {"name": ""}})
                known["function"]["name"] += call["function"].get("name") or ""
    message = {"role": "assistant", "content": text, "tool_calls": list(calls.values())}
    return len(calls), key(message)


def count(path):
    name = os.path.basename(path)
    if name == "http":
        return folder(path)
    if name == "logs.db":
        return database(path)
    if name == "runtime.log":
        return file_log(path)
    if name == "events.jsonl":
        return events(path)
    if name == "history.jsonl":
        return ag2(path)
    with open(path, encoding="utf-8") as file:
        root = json.load(file)
    if name == "chat_result.json":
        return (1,) + history(root["chat_history"])
    if name == "chat_messages.json":
        # Each agent keeps the whole chat: the fullest list is the conversation.
        return (1,) + max(map(history, root.values()), key=lambda found: found[0])
    if name == "task_result.json":
        return (1,) + kept([root["messages"]])
    return (1,) + state(root)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print("\t".join([name] + [str(number) for number in count(name)]))
