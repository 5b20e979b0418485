"""AutoGen classic 0.2 and AG2's line of it: tools live in agents' function maps, and the agent executes them."""

import contextlib
import inspect
import sys

from . import frameworks, loops
from .outcome import Outcome, Recorder
from .tool import Tool, origin

CONVERTERS = ("serialize_to_str",)


def line():
    """"classic-0.2" or "ag2-0.14", by what is imported."""
    version = str(getattr(sys.modules.get("autogen"), "__version__", "0.2"))
    return "classic-0.2" if version.split(".")[:2] in (["0", "1"], ["0", "2"]) else "ag2-0.14"


def is_agent(value):
    module = sys.modules.get("autogen.agentchat.conversable_agent")
    return module is not None and isinstance(value, module.ConversableAgent)


def is_tool(value):
    module = sys.modules.get("autogen.tools.tool")
    return module is not None and isinstance(value, module.Tool)


def declared(agent):
    """Tool name to its declaration, as the agent's requests carry it."""
    found = {}
    config = getattr(agent, "llm_config", None)
    read = config.get if hasattr(config, "get") else lambda name: getattr(config, name, None)
    for entry in (read("tools") or []) if config else []:
        function = entry.get("function", entry) if isinstance(entry, dict) else {}
        if function.get("name"):
            found[function["name"]] = function
    for function in (read("functions") or []) if config else []:
        if isinstance(function, dict) and function.get("name"):
            found[function["name"]] = function
    return found


def tools(agents):
    """Every tool that an agent exposes or executes, with who does which."""
    exposed, executable = {}, {}
    for agent in agents:
        for name, declaration in declared(agent).items():
            exposed.setdefault(name, []).append((agent, declaration))
        for name, function in (getattr(agent, "_function_map", None) or {}).items():
            executable.setdefault(name, []).append((agent, function))
    made = {r["name"]: r["function"] for r in frameworks.registrations if r["function"] is not None}
    for name in list(dict.fromkeys([*exposed, *executable])):
        owners = executable.get(name, [])
        declaration = exposed[name][0][1] if name in exposed else {}
        function = origin(owners[0][1]) if owners else origin(made.get(name))
        tool = Tool(name, function, line())
        tool.description = declaration.get("description")
        tool.schema = declaration.get("parameters")
        tool.exposed_by = [agent.name for agent, _ in exposed.get(name, [])]
        tool.executable_by = [agent.name for agent, _ in owners]
        if owners:
            tool.executor, tool.action = executor(owners[0][0], name)
        elif function is not None:
            tool.wrap = lambda runtime, f=function, n=name: wrap(f, n)
            tool.note = "no agent can execute it: it is registered here for this run"
        yield tool


def executor(agent, name):
    """The agent's own executor, with the arguments as raw text."""
    is_async = inspect.iscoroutinefunction(agent._function_map[name])
    label = "%s.%s" % (type(agent).__name__, "a_execute_function" if is_async else "execute_function")
    runtime = line()

    def run(text):
        outcome = Outcome(label, runtime)
        recorder = Recorder()
        function = agent._function_map[name]
        agent._function_map[name] = recorder.around(function)
        try:
            call = {"name": name, "arguments": text}
            with quiet(recorder):
                if is_async:
                    success, result = loops.run(agent.a_execute_function(call))
                else:
                    success, result = agent.execute_function(call)
            outcome.stop_clock()
            outcome.error = recorder.error
            outcome.returned(result["content"], is_error=not success)
            if recorder.failed_in(*CONVERTERS):
                outcome.status = "not-serialisable"
        except BaseException as error:
            outcome.stop_clock()
            outcome.raised(error)
            outcome.note = "it ends the program: the agent does not catch it"
        finally:
            agent._function_map[name] = function
        return outcome

    return label, run


def wrap(function, name=None):
    """A plain function (or a tool without an agent) as an agent of this line would execute it."""
    import autogen

    agent = autogen.ConversableAgent(
        "turntable", llm_config=False, human_input_mode="NEVER", code_execution_config=False)
    if is_tool(function):
        name = name or function.name
        function.register_for_execution(agent)
    else:
        name = name or function.__name__
        agent.register_for_execution(name=name)(function)
    if name not in agent._function_map:
        name = next(iter(agent._function_map))
    return executor(agent, name)


@contextlib.contextmanager
def quiet(recorder):
    """The agent's own announcements ("EXECUTING FUNCTION …") are no output of the tool."""
    try:
        from autogen.io import IOStream
    except ImportError:
        yield
        return

    class Announcements:
        def __init__(self, inner):
            self.inner = inner

        def print(self, *values, **named):
            if recorder.inside:
                self.inner.print(*values, **named)

        def send(self, message):
            if recorder.inside and hasattr(self.inner, "send"):
                self.inner.send(message)

        def input(self, *arguments, **named):
            return self.inner.input(*arguments, **named)

    with IOStream.set_default(Announcements(IOStream.get_default())):
        yield
