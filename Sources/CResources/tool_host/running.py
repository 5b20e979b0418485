"""All tools that a module brings, found once after it was loaded."""

import inspect
import sys
import types

from . import ag2, agentchat, classic, frameworks, plain
from .tool import Tool, UnknownTool, origin  # noqa: F401

LINES = (classic, agentchat, ag2)
# What must be importable for a line's executor.
MODULES = {"classic-0.2": "autogen", "ag2-0.14": "autogen", "agentchat-0.7": "autogen_agentchat", "ag2-1.2": "ag2"}


class Tools:
    def __init__(self, loaded):
        self.loaded = loaded
        self.all = []
        self.names = {}
        self.functions = set()
        if loaded.chosen is not None:
            self.add_value(loaded.chosen[0], deep=True)
        else:
            self.add_registered()
            for module in [loaded.module, *loaded.siblings]:
                for value in list(vars(module).values()):
                    self.add_value(value)
            for value in frameworks.tools:
                self.add_value(value)
            for module in [loaded.module, *loaded.siblings]:
                self.add_functions(module)
        self.add_unapplied()

    def named(self, name):
        if name not in self.names:
            raise UnknownTool(name)
        return self.names[name]

    def add(self, tool):
        if tool.name and tool.name not in self.names:
            self.names[tool.name] = tool
            self.all.append(tool)
        if tool.function is not None:
            self.functions.add(id(inspect.unwrap(tool.function)))

    def agents(self):
        found = list(frameworks.agents)
        for module in [self.loaded.module, *self.loaded.siblings]:
            for value in list(vars(module).values()):
                if any(line.is_agent(value) for line in LINES) and not any(value is agent for agent in found):
                    found.append(value)
        return found

    def add_registered(self, agents=None):
        agents = self.agents() if agents is None else agents
        for line in LINES:
            for tool in line.tools([agent for agent in agents if line.is_agent(agent)]):
                self.add(tool)

    def add_value(self, value, deep=False):
        """A tool of a framework, or a list or dictionary of such; agents and functions only where they were asked for."""
        if agentchat.is_tool(value):
            if not self.has(value):
                self.add(agentchat.standalone(value))
        elif ag2.is_tool(value):
            if not self.has(value):
                self.add(ag2.standalone(value))
        elif classic.is_tool(value):
            if value.name not in self.names:
                tool = Tool(value.name, origin(value.func), classic.line())
                tool.description = value.description
                tool.schema = declared_parameters(value)
                tool.wrap = lambda runtime, value=value: classic.wrap(value)
                tool.executor = "ConversableAgent.execute_function"
                self.add(tool)
        elif isinstance(value, (list, tuple, set, frozenset)) and len(value) < 1000:
            for item in value:
                self.add_value(item, deep=deep)
        elif isinstance(value, dict) and len(value) < 1000:
            for item in list(value.values()):
                self.add_value(item, deep=deep)
        elif deep and any(line.is_agent(value) for line in LINES):
            self.add_registered([value])
        elif deep and isinstance(value, types.ModuleType):
            self.add_functions(value)
        elif deep and callable(value):
            self.add_function(value)

    def has(self, value):
        return getattr(value, "name", None) in self.names

    def add_functions(self, module):
        for name, value in list(vars(module).items()):
            if name.startswith("_") or name == "main" or not inspect.isfunction(value) or value.__module__ != module.__name__:
                continue
            if id(inspect.unwrap(value)) not in self.functions:
                self.add_function(value, name)

    def add_function(self, function, name=None):
        tool = Tool(name or getattr(function, "__name__", type(function).__name__), function, plain.RUNTIME)
        tool.executor = plain.EXECUTOR
        tool.wrap = lambda runtime: wrapped(function, runtime, tool)
        self.add(tool)

    def add_unapplied(self):
        """Registrations that were begun and never applied: on the tool of that name, or as a tool of their own."""
        for record in frameworks.registrations:
            if record["applied"] or not record["name"]:
                continue
            tool = self.names.get(record["name"])
            if tool is None:
                tool = Tool(record["name"], None, classic.line())
                self.add(tool)
            tool.exposed_by = tool.exposed_by or []
            tool.executable_by = tool.executable_by or []
            tool.unapplied_at = record["where"]

    def described(self):
        imported = sorted({name for name in MODULES.values() if name in sys.modules})
        return {"frameworks": imported, "note": self.loaded.note}


def declared_parameters(value):
    for name in ("tool_schema", "function_schema"):
        try:
            described = getattr(value, name)
            return described.get("function", described).get("parameters")
        except Exception:
            continue
    return None


def wrapped(function, runtime, tool):
    """The function as that runtime would execute it; by itself where the framework is not installed here."""
    for line in LINES:
        if MODULES.get(runtime) is None or not fits(line, runtime):
            continue
        try:
            return line.wrap(function, tool.name)
        except ImportError:
            tool.note = "%s is not installed in this Python: the function is called without it" % MODULES[runtime]
    return plain.EXECUTOR, plain.runner(function)


def fits(line, runtime):
    return line is {"autogen": classic, "autogen_agentchat": agentchat, "ag2": ag2}[MODULES[runtime]]
