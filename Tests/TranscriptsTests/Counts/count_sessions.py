"""Counts what saved sessions hold, by Python's json alone: file, records, messages, calls, results, tab-separated.

Records are lines, elements, events of a stream, or the one document. A message is one that a person would call so: what
the user, the model or a tool said, once; a message that is split over records counts once.
"""

import json
import sys

CALLS = ("tool_use", "server_tool_use", "mcp_tool_use")


def texts(path):
    with open(path, "rb") as file:
        return file.read()


def values(data):
    """The JSON values of a file, and whether it is one document."""
    try:
        return [json.loads(data)], True
    except ValueError:
        found = []
        for line in data.split(b"\n"):
            line = line.strip()
            if line.startswith(b"data:"):
                line = line[5:].strip()
            if line.startswith(b"{"):
                try:
                    found.append(json.loads(line))
                except ValueError:
                    found.append(None)
        return found, False


def blocks(content):
    return [block for block in content if isinstance(block, dict)] if isinstance(content, list) else []


def anthropic(messages):
    calls = results = 0
    for message in messages:
        for block in blocks(message.get("content")):
            kind = block.get("type") or ""
            calls += kind in CALLS
            results += kind.endswith("tool_result")
    return calls, results


def chat(messages):
    calls = results = 0
    for message in messages:
        calls += len(message.get("tool_calls") or []) + isinstance(message.get("function_call"), dict)
        calls += sum(block.get("type") == "tool_call" for block in blocks(message.get("content")))
        results += message.get("role") in ("tool", "function")
    return calls, results


def claude_code(records):
    messages, calls, results, seen = 0, 0, 0, set()
    for record in records:
        agent, holder = record.get("agentId") or record.get("parent_tool_use_id") or record.get("isSidechain"), record
        if record.get("type") == "progress":
            agent, holder = record["data"].get("agentId"), record["data"].get("message") or {}
        if holder.get("type") not in ("user", "assistant") or not isinstance(holder.get("message"), dict):
            continue
        message = holder["message"]
        c, r = anthropic([message])
        if record.get("isMeta") and not r:
            continue
        calls, results = calls + c, results + r
        name = (agent, message.get("id"))
        if holder["type"] == "assistant" and message.get("id"):
            if name in seen:
                continue
            seen.add(name)
        messages += 1
    return messages, calls, results


def stream(events):
    """Answers of a stream: a message starts with its first event; calls by their index in it."""
    messages = calls = 0
    results = 0
    answer = None
    for event in events:
        if "choices" in event or event.get("object") == "chat.completion.chunk":
            if event.get("id") != answer:
                answer, seen, messages = event.get("id"), set(), messages + 1
            for choice in event["choices"][:1]:
                for call in choice["delta"].get("tool_calls") or []:
                    calls += call["index"] not in seen
                    seen.add(call["index"])
        elif event.get("type") == "message_start":
            messages += 1
        elif event.get("type") == "content_block_start":
            kind = event["content_block"].get("type", "")
            calls += kind in CALLS
            results += kind.endswith("tool_result")
    return messages, calls, results


def count(path):
    found, is_document = values(texts(path))
    first = found[0]
    if "claude-code/" in path:
        if is_document:
            records = first if isinstance(first, list) else first.get("loglines", [first])
        else:
            records = found
        if not any(r.get("message") or r.get("parentUuid") for r in records):
            return len(records), 0, 0, 0
        return (len(records),) + claude_code(records)
    if not is_document and isinstance(first, dict) and ("choices" in first or first.get("type") == "message_start"):
        return (len(found),) + stream(found)
    if isinstance(first, dict) and first.get("type") == "message":
        return (1, 1) + anthropic([first])
    exchanges = first if isinstance(first, list) and first and "role" not in first[0] else found
    if isinstance(first, list) and first and "role" in first[0]:
        return (len(first), len(first)) + chat(first)
    total, answered = [len(exchanges), 0, 0, 0], set()
    for exchange in exchanges:
        body = exchange.get("body") if isinstance(exchange.get("body"), dict) else exchange
        sent = body.get("messages") or []
        response = exchange.get("response") or {}
        response = response.get("body") or response
        answer = response.get("choices") or exchange.get("choices")
        messages = list(sent) + [choice["message"] for choice in (answer or [])[:1]]
        for messages_of, counter in ((messages, chat), (messages, anthropic)):
            calls, results = counter(messages_of)
            total[2] += calls
            total[3] += results
        # A request without an answer, and a refusal, is a turn by itself.
        refused = (not answer) and (bool(sent) or "error" in exchange)
        ends = "openai-finetune" not in path and refused
        total[1] += len(messages) + ends + bool(body.get("system"))
    return tuple(total)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print("\t".join([name] + [str(number) for number in count(name)]))
