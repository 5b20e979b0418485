"""The host's front: MCP over standard input and output, one JSON-RPC message a line.

Requests: initialize, ping, tools/list, tools/call. Notifications: initialized, cancelled. What MCP has no word for
stands in `_meta` under `turntable/…`. The main thread loads and runs tools; a reader thread answers pings meanwhile.
"""

import json
import os
import queue
import signal
import sys
import threading
import traceback

from . import frameworks, loading, running, streams

# A result longer than this is cut: a line must stay something that can be read.
TEXT_LIMIT = 8 << 20


class Server:
    def __init__(self, source):
        self.source = source
        self.channel = streams.Channel()
        self.inbox = queue.SimpleQueue()
        self.tools = None
        self.running = None
        self.main_thread = threading.main_thread().ident
        self.pid = os.getpid()

    # The reader thread.

    def read(self):
        for line in self.channel.lines():
            try:
                message = json.loads(line)
                method = message.get("method")
            except (ValueError, AttributeError):
                self.channel.send({"jsonrpc": "2.0", "id": None, "error": {"code": -32700, "message": "Parse error"}})
                continue
            if method == "ping":
                self.answer(message, {})
            elif method == "notifications/cancelled":
                self.cancel((message.get("params") or {}).get("requestId"))
            else:
                self.inbox.put(message)
        # Nobody listens any more: end with everything that the tools started.
        if os.getpgrp() == self.pid:
            os.killpg(self.pid, signal.SIGKILL)
        os._exit(0)

    def cancel(self, request):
        if request is not None and request == self.running:
            signal.pthread_kill(self.main_thread, signal.SIGINT)

    # The main thread.

    def serve(self):
        threading.Thread(target=self.read, daemon=True, name="turntable-reader").start()
        while True:
            try:
                message = self.inbox.get()
                if "id" in message:
                    self.handle(message)
            except KeyboardInterrupt:
                continue  # a cancel that came too late

    def handle(self, message):
        method = message.get("method")
        params = message.get("params") or {}
        if method == "initialize":
            self.answer(message, self.introduction(params))
        elif method == "tools/list":
            self.guarded(message, self.list_tools)
        elif method == "tools/call":
            self.guarded(message, lambda: self.call(message["id"], params))
        else:
            self.refuse(message, -32601, "Method not found: %s" % method)

    def guarded(self, message, action):
        self.running = message["id"]
        try:
            result = action()
        except loading.LoadingError as error:
            self.refuse(message, -32001, error.what, error.details)
        except running.UnknownTool as error:
            self.refuse(message, -32602, "Unknown tool: %s" % error)
        except BaseException as error:
            self.refuse(message, -32603, "%s: %s" % (type(error).__name__, error), {"traceback": traceback.format_exc()})
        else:
            self.answer(message, result)
        finally:
            self.running = None

    def introduction(self, params):
        return {
            "protocolVersion": params.get("protocolVersion") or "2025-06-18",
            "capabilities": {"tools": {}, "logging": {}},
            "serverInfo": {"name": "turntable-python-host", "version": "1"},
            "_meta": {"turntable/python": "%d.%d.%d" % sys.version_info[:3], "turntable/executable": sys.executable},
        }

    def load(self):
        if self.tools is None:
            self.tools = running.Tools(loading.load(self.source))
        return self.tools

    def list_tools(self):
        tools = self.load()
        streams.flush()
        return {"tools": [tool.described() for tool in tools.all], "_meta": {"turntable/module": tools.described()}}

    def call(self, request, params):
        tools = self.load()
        meta = params.get("_meta") or {}
        text = meta.get("turntable/arguments")
        if text is None:
            text = json.dumps(params.get("arguments") or {}, ensure_ascii=False)
        tool = tools.named(params.get("name"))
        with streams.silenced():
            run = tool.prepared(meta.get("turntable/runtime"))
        self.channel.send({
            "jsonrpc": "2.0",
            "method": "notifications/message",
            "params": {"level": "info", "logger": "turntable", "data": {"request": request, "executor": run.executor}},
        })
        streams.restore()
        outcome = run.run(text)
        streams.flush()
        if os.getpid() != self.pid:
            os._exit(0)  # a fork that the tool let come back
        return outcome.described(TEXT_LIMIT)

    def answer(self, message, result):
        self.channel.send({"jsonrpc": "2.0", "id": message.get("id"), "result": result})

    def refuse(self, message, code, text, data=None):
        error = {"code": code, "message": text}
        if data:
            error["data"] = data
        self.channel.send({"jsonrpc": "2.0", "id": message.get("id"), "error": error})


def main(arguments):
    """`arguments`: the source, and names of frameworks to import ahead of it."""
    server = Server(arguments[0])
    frameworks.watch_frameworks()
    loading.preload(arguments[1:])
    server.serve()
