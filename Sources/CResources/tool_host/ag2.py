"""AG2 1.x: tools are objects that take a call event and answer with a result event."""

from . import loops
from .outcome import Outcome
from .tool import Tool, origin

RUNTIME = "ag2-1.2"


def is_agent(value):
    return type(value).__module__.startswith("ag2.") and any(c.__name__ == "Agent" for c in type(value).__mro__)


def is_tool(value):
    return type(value).__module__.startswith("ag2.") and any(c.__name__ == "FunctionTool" for c in type(value).__mro__)


def tools(agents):
    for agent in agents:
        for value in getattr(agent, "tools", None) or []:
            if is_tool(value):
                tool = standalone(value)
                tool.exposed_by = tool.executable_by = [getattr(agent, "name", "agent")]
                yield tool


def standalone(value):
    schema = getattr(value, "schema", None)
    function = getattr(schema, "function", None)
    name = getattr(value, "name", None) or getattr(function, "name", None)
    call = getattr(value, "model", None) or getattr(value, "func", None)
    tool = Tool(name, origin(getattr(call, "call", call)), RUNTIME)
    tool.description = getattr(function, "description", None)
    parameters = getattr(function, "parameters", None)
    tool.schema = parameters if isinstance(parameters, dict) else None
    tool.executor, tool.action = executor(value, name)
    return tool


def wrap(function, name=None):
    import ag2

    value = function if is_tool(function) else ag2.tool(function)
    return executor(value, name or function.__name__)


def executor(value, name):
    label = "FunctionTool.__call__"

    def run(text):
        outcome = Outcome(label, RUNTIME)
        try:
            event = loops.run(execute(text))
            outcome.stop_clock()
            error = getattr(event, "error", None)
            outcome.error = error if isinstance(error, BaseException) else None
            is_error = type(event).__name__ != "ToolResultEvent"
            outcome.returned(content(event), is_error=is_error)
        except BaseException as error:
            outcome.stop_clock()
            outcome.raised(error)
            outcome.note = "it ends the agent's turn: the agent does not catch it"
        return outcome

    async def execute(text):
        from ag2.context import ConversationContext
        from ag2.events import ToolCallEvent
        from ag2.stream import MemoryStream

        return await value(ToolCallEvent(name, id="turntable", arguments=text), ConversationContext(MemoryStream()))

    return label, run


def content(event):
    value = getattr(event, "content", None)
    if value is None:
        value = getattr(event, "result", event)
    return value if isinstance(value, str) else str(value)
