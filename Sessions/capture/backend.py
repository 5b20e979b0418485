"""A scripted backend on loopback for POST /v1/chat/completions (standard library only).

    python3 backend.py SCRIPT.json        prints its base URL, serves until its standard input ends or it is terminated

The script is a list of replies, one per accepted request:
    {"text": "..."}                                       an assistant message
    {"calls": [{"name": ..., "arguments": ...}, ...]}     tool calls; arguments that are not a string are written as JSON
    {"status": 500, "error": {...}}                       an error body
    {"if": "Error", "then": REPLY, "else": REPLY}         chosen by whether the request's last message contains the text
A request that OpenAI's API refuses is refused here with the same status and text, and uses up no reply. After the last
reply the answer is the text TERMINATE. Ids and times depend on nothing but the script, so two captures are alike.
"""
import hashlib
import json
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOOL_NAME = re.compile(r"^[a-zA-Z0-9_-]{1,64}$")
STARTED = 1773014400


class Refusal(Exception):
    """A request that the API answers with status 400."""

    def __init__(self, message, param=None, code=None):
        super().__init__(message)
        self.body = {"message": message, "type": "invalid_request_error", "param": param, "code": code}


def check_name(name, param):
    if not isinstance(name, str) or not TOOL_NAME.match(name):
        raise Refusal(
            f"Invalid '{param}': string does not match pattern. "
            "Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.", param, "invalid_value")


def check_tools(body):
    tools = body.get("tools")
    if tools is None:
        if body.get("tool_choice") is not None:
            raise Refusal("Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
                          "tool_choice")
        return
    if not isinstance(tools, list) or not tools:
        raise Refusal("Invalid 'tools': empty array. Expected an array with minimum length 1, "
                      "but got an empty array instead.", "tools", "empty_array")
    for index, tool in enumerate(tools):
        function = tool.get("function")
        if tool.get("type") != "function" or not isinstance(function, dict):
            raise Refusal(f"Missing required parameter: 'tools[{index}].function'.", f"tools[{index}].function",
                          "missing_required_parameter")
        check_name(function.get("name"), f"tools[{index}].function.name")
        schema = function.get("parameters")
        if schema and schema.get("type") != "object":
            raise Refusal(
                f"Invalid schema for function '{function['name']}': schema must be a JSON Schema of "
                f"'type: \"object\"', got 'type: \"{schema.get('type')}\"'.",
                f"tools[{index}].function.parameters", "invalid_function_parameters")


def check_calls(message, place):
    calls = message.get("tool_calls")
    if calls is None:
        return []
    if not calls:
        raise Refusal(f"Invalid '{place}.tool_calls': empty array. Expected an array with minimum length 1, "
                      "but got an empty array instead.", f"{place}.tool_calls", "empty_array")
    ids = []
    for index, call in enumerate(calls):
        where = f"{place}.tool_calls[{index}]"
        if not isinstance(call.get("id"), str):
            raise Refusal(f"Missing required parameter: '{where}.id'.", f"{where}.id", "missing_required_parameter")
        if call["id"] in ids:
            raise Refusal(f"Duplicate value for 'tool_call_id' of '{call['id']}' in {place}", f"{place}.tool_calls")
        ids.append(call["id"])
        check_name(call["function"].get("name"), f"{where}.function.name")
        if not isinstance(call["function"].get("arguments"), str):
            raise Refusal(f"Invalid type for '{where}.function.arguments': expected a string, but got an object "
                          "instead.", f"{where}.function.arguments", "invalid_type")
    return ids


def check_answered(unanswered):
    if unanswered:
        raise Refusal("An assistant message with 'tool_calls' must be followed by tool messages responding to each "
                      "'tool_call_id'. The following tool_call_ids did not have response messages: "
                      + ", ".join(unanswered), "messages")


def check_messages(body):
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        raise Refusal("Invalid 'messages': empty array. Expected an array with minimum length 1, "
                      "but got an empty array instead.", "messages", "empty_array")
    unanswered, after_calls = [], False
    for index, message in enumerate(messages):
        place, role, content = f"messages[{index}]", message.get("role"), message.get("content")
        if role not in ("system", "developer", "user", "assistant", "tool", "function"):
            raise Refusal(f"Invalid value: '{role}'. Supported values are: 'system', 'assistant', 'user', 'function', "
                          "'tool', and 'developer'.", f"{place}.role", "invalid_value")
        if role == "tool":
            answered = message.get("tool_call_id")
            if not after_calls:
                raise Refusal("Invalid parameter: messages with role 'tool' must be a response to a preceeding "
                              "message with 'tool_calls'.", f"messages.[{index}].role")
            if answered not in unanswered:
                raise Refusal(f"Invalid parameter: 'tool_call_id' of '{answered}' not found in 'tool_calls' of "
                              "previous message.", f"messages.[{index}].tool_call_id")
            unanswered.remove(answered)
        else:
            check_answered(unanswered)
            unanswered = check_calls(message, place) if role == "assistant" else []
            after_calls = bool(unanswered)
        if content is None and not (role == "assistant" and (after_calls or message.get("function_call"))):
            raise Refusal("Invalid value for 'content': expected a string, got null.",
                          f"messages.[{index}].content")
    check_answered(unanswered)


def short_id(*parts):
    return hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()[:24]


class Script:
    """The replies in order; `next` is called by one request at a time."""

    def __init__(self, replies):
        self.replies = replies
        self.seed = short_id(json.dumps(replies, sort_keys=True))
        self.used = 0
        self.lock = threading.Lock()

    def next(self, body):
        with self.lock:
            number, self.used = self.used, self.used + 1
        reply = self.replies[number] if number < len(self.replies) else {"text": "TERMINATE"}
        while "if" in reply:
            last = json.dumps(body["messages"][-1].get("content"), ensure_ascii=False)
            reply = reply["then"] if reply["if"] in last else reply["else"]
        if "error" in reply:
            return reply.get("status", 500), {"error": reply["error"]}
        return 200, self.completion(number, reply, body)

    def completion(self, number, reply, body):
        message = {"role": "assistant", "content": reply.get("text"), "refusal": None}
        if "calls" in reply:
            message["tool_calls"] = [
                {"id": call.get("id", "call_" + short_id(self.seed, number, index)), "type": "function",
                 "function": {"name": call["name"], "arguments": call["arguments"]
                              if isinstance(call["arguments"], str)
                              else json.dumps(call["arguments"], ensure_ascii=False)}}
                for index, call in enumerate(reply["calls"])]
        asked = len(json.dumps(body["messages"])) // 4 + len(json.dumps(body.get("tools") or [])) // 5
        answered = max(1, len(json.dumps(message)) // 4)
        return {
            "id": "chatcmpl-" + short_id(self.seed, number), "object": "chat.completion",
            "created": STARTED + 3 * number, "model": "gpt-4o-mini-2024-07-18",
            "choices": [{"index": 0, "message": message, "logprobs": None,
                         "finish_reason": "tool_calls" if "calls" in reply else "stop"}],
            "usage": {"prompt_tokens": asked, "completion_tokens": answered, "total_tokens": asked + answered},
            "system_fingerprint": "fp_0ba0d124f1"}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    script = Script([])

    def log_message(self, *_):
        pass

    def do_POST(self):
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            body = json.loads(data)
            check_tools(body)
            check_messages(body)
            status, answer = self.script.next(body)
        except ValueError:
            status, answer = 400, {"error": Refusal("We could not parse the JSON body of your request.").body}
        except Refusal as refusal:
            status, answer = 400, {"error": refusal.body}
        out = json.dumps(answer, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(out)))
        self.end_headers()
        self.wfile.write(out)


def serve(replies):
    """Starts serving on a free port of loopback; returns (base URL, server)."""
    handler = type("ScriptedHandler", (Handler,), {"script": Script(replies)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/v1", server


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        url, server = serve(json.load(file))
    print(url, flush=True)
    sys.stdin.read()
    server.shutdown()
