"""Who offers a tool to its model and who can run it: told before the first request, and again whenever it changed."""

import inspect
import os
import weakref

from .imports import attached, harmless

#: Functions that add an agent's tools: `collect(tools)` where `tools.entry(name)` is one tool's facts.
_collectors = []
_last = []
#: The last event's tools by name, with signature and schema.
_described = {}


class Tools:
    """The tools that are known so far, by name."""

    def __init__(self):
        self.by_name = {}
        #: Names of the agents that were asked.
        self.living = set()
        self._schemas = {}
        self._functions = {}

    def entry(self, name):
        empty = {"name": name, "exposed_by": [], "executable_by": [], "unapplied_at": None}
        return self.by_name.setdefault(name, empty)

    def exposed(self, name, agent, schema=None):
        """`schema` is a function that derives it: it costs, and is asked only where the facts are new."""
        _once(self.entry(name)["exposed_by"], agent)
        self._schemas.setdefault(name, schema)

    def executable(self, name, agent, function=None):
        _once(self.entry(name)["executable_by"], agent)
        self._functions.setdefault(name, function)

    def keep(self, old):
        """What is known of agents that are gone stays known."""
        for key in ("exposed_by", "executable_by"):
            for agent in old[key]:
                if agent not in self.living:
                    _once(self.entry(old["name"])[key], agent)

    def described(self):
        """The facts with signature and schema."""
        facts = []
        for name, entry in self.by_name.items():
            old = _described.get(name, {})
            signature = _signature(self._functions.get(name)) or old.get("signature")
            schema = harmless(_called)(self._schemas.get(name)) or old.get("schema")
            facts.append({**entry, "signature": signature, "schema": schema})
        return facts


def _once(names, name):
    if name not in names:
        names.append(name)


def _by_name(facts):
    return {entry["name"]: entry for entry in facts}


def _called(function):
    return function() if function else None


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
    global _last, _described
    connection = attached()
    if connection is None:
        return
    tools = Tools()
    for collect in _collectors:
        harmless(collect)(tools)
    for old in _last:
        tools.keep(old)
    facts = list(tools.by_name.values())
    if _by_name(facts) != _by_name(_last):
        described = tools.described()
        _last, _described = facts, _by_name(described)
        connection.send({"event": "registered", "tools": described})


def place(frame):
    """Where a frame stands, as "file:line", relative to the working directory where it lies in it."""
    path = os.path.abspath(frame.f_code.co_filename)
    try:
        relative = os.path.relpath(path)
    except ValueError:
        relative = path
    return "%s:%d" % (path if relative.startswith("..") else relative, frame.f_lineno)
