"""Who offers a tool to its model and who can run it: told before the first request, and again whenever it changed."""

import inspect
import os
import weakref

from .imports import attached, harmless

#: Functions that add an agent's tools: `collect(tools)` where `tools.entry(name)` is one tool's facts.
_collectors = []
_last = None


class Tools:
    """The tools that are known so far, by name."""

    def __init__(self):
        self.by_name = {}

    def entry(self, name):
        empty = {"name": name, "exposed_by": [], "executable_by": [], "unapplied_at": None, "signature": None, "schema": None}
        return self.by_name.setdefault(name, empty)

    def exposed(self, name, agent, schema=None):
        entry = self.entry(name)
        _once(entry["exposed_by"], agent)
        entry["schema"] = entry["schema"] or schema

    def executable(self, name, agent, function=None):
        entry = self.entry(name)
        _once(entry["executable_by"], agent)
        entry["signature"] = entry["signature"] or _signature(function)


def _once(names, name):
    if name not in names:
        names.append(name)


def _signature(function):
    try:
        return str(inspect.signature(function))
    except Exception:
        return None


class Agents:
    """The agents of a family that still live, in the order in which they were made."""

    def __init__(self):
        self._references = []

    def add(self, agent):
        self._references = [one for one in self._references if one() is not None] + [weakref.ref(agent)]

    def __iter__(self):
        return (agent for agent in [reference() for reference in self._references] if agent is not None)


def collected_by(function):
    _collectors.append(function)


@harmless
def tell():
    """Sends the facts where they are new."""
    global _last
    connection = attached()
    if connection is None:
        return
    tools = Tools()
    for collect in _collectors:
        harmless(collect)(tools)
    facts = list(tools.by_name.values())
    if facts != (_last or []):
        _last = facts
        connection.send({"event": "registered", "tools": facts})


def place(frame):
    """Where a frame stands, as "file:line", relative to the working directory where it lies in it."""
    path = os.path.abspath(frame.f_code.co_filename)
    try:
        relative = os.path.relpath(path)
    except ValueError:
        relative = path
    return "%s:%d" % (path if relative.startswith("..") else relative, frame.f_lineno)
