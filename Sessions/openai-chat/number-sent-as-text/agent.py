"""Depot desk without a framework: one loop around the chat completions endpoint."""
import json
import os
import urllib.error
import urllib.request

from tools import TOOLS, run

TASK = "Give me one slot in the afternoon at Hamburg."


def complete(messages, tools):
    body = {"model": "gpt-4o-mini", "messages": messages}
    if tools:
        body["tools"] = tools
    request = urllib.request.Request(
        os.environ["OPENAI_BASE_URL"] + "/chat/completions", json.dumps(body).encode(),
        {"Content-Type": "application/json", "Authorization": "Bearer " + os.environ["OPENAI_API_KEY"]})
    try:
        with urllib.request.urlopen(request) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as error:
        answer = json.load(error)
    with open("exchanges.jsonl", "a", encoding="utf-8") as file:
        file.write(json.dumps({"request": body, "response": answer}, ensure_ascii=False) + "\n")
    return answer


def chat():
    messages = [{"role": "system", "content": "You answer questions about parcels with the tools."},
                {"role": "user", "content": TASK}]
    while True:
        answer = complete(messages, TOOLS)
        if "error" in answer:
            return messages
        message = answer["choices"][0]["message"]
        messages.append({key: value for key, value in message.items() if value is not None or key == "content"})
        if not message.get("tool_calls"):
            return messages
        for call in message["tool_calls"]:
            result = run(call["function"]["name"], call["function"]["arguments"])
            messages.append({"role": "tool", "tool_call_id": call["id"], "content": result})


with open("messages.json", "w", encoding="utf-8") as file:
    json.dump(chat(), file, indent=2, ensure_ascii=False)
