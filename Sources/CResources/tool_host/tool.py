"""One tool as it was found: what it is called, what declares it, and what runs it."""

import inspect
import os

from . import schema


class UnknownTool(Exception):
    pass


class Prepared:
    """An executor that is ready for a run: its name, and a function from the argument text to an outcome."""

    def __init__(self, executor, run, note=None):
        self.executor = executor
        self.action = run
        self.note = note

    def run(self, text):
        outcome = self.action(text)
        outcome.note = outcome.note or self.note
        return outcome


class Tool:
    def __init__(self, name, function, runtime):
        self.name = name
        self.function = function
        self.runtime = runtime
        self.description = None
        self.schema = None
        # nil lists: there is no agent to say; an empty one says "nobody".
        self.exposed_by = None
        self.executable_by = None
        self.unapplied_at = None
        self.defining_class = None
        self.note = None
        self.executor = ""
        self.action = None
        # Makes (executor, action) for a runtime; used where `action` is None.
        self.wrap = None
        self.wrapped = {}

    def prepared(self, runtime):
        if self.action is not None:
            return Prepared(self.executor, self.action, self.note)
        if self.wrap is None:
            raise UnknownTool("%s: it is declared, but no function of it was found" % self.name)
        key = runtime or self.runtime
        if key not in self.wrapped:
            self.wrapped[key] = Prepared(*self.wrap(key)[:2], note=self.note)
        return self.wrapped[key]

    def described(self):
        description = self.description
        if description is None and self.function is not None:
            description = inspect.getdoc(self.function)
        declared = self.schema
        if declared is None:
            declared = schema.of_function(self.function) if self.function else {"type": "object"}
        meta = {
            "runtime": self.runtime,
            "executor": self.executor,
            "signature": schema.signature(self.function) if self.function else None,
            "schema": schema.plain(declared),
            "registration": self.registration(),
            "definedAt": self.defined_at(),
            "note": self.note,
        }
        entry = {"name": self.name, "inputSchema": schema.plain(declared), "_meta": {"turntable/tool": meta}}
        if description:
            entry["description"] = str(description)
        return entry

    def registration(self):
        if self.exposed_by is None and self.executable_by is None and self.unapplied_at is None:
            return None
        return {
            "exposedBy": list(dict.fromkeys(self.exposed_by or [])),
            "executableBy": list(dict.fromkeys(self.executable_by or [])),
            "unappliedAt": relative(self.unapplied_at),
        }

    def defined_at(self):
        target = self.function or self.defining_class
        try:
            target = inspect.unwrap(target) if self.function else target
            file = inspect.getsourcefile(target)
            if self.function:
                line = target.__code__.co_firstlineno
            else:
                line = inspect.getsourcelines(target)[1]
            return relative("%s:%d" % (file, line))
        except Exception:
            return None


def relative(place):
    """Below the current folder: as a person would write it."""
    if place and place.startswith(os.getcwd() + os.sep):
        return place[len(os.getcwd()) + 1:]
    return place


def origin(function):
    """The user's own function under the wrappers that frameworks put around it."""
    seen = set()
    while function is not None and id(function) not in seen:
        seen.add(id(function))
        inner = getattr(function, "_origin", None) or getattr(function, "__wrapped__", None)
        if inner is None and not inspect.isroutine(function):
            inner = getattr(function, "func", None) or getattr(function, "_func", None)
        if not callable(inner):
            break
        function = inner
    return function if callable(function) else None
