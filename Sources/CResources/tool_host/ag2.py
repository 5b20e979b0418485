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
    declaration = value.schema.function
    tool = Tool(value.name, origin(value.model.call), RUNTIME)
    tool.description = declaration.description
    tool.schema = declaration.parameters
    tool.executor, tool.action = executor(value, value.name)
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
            outcome.error = getattr(event, "error", None)
            written(event, outcome)
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


def written(event, outcome):
    """The parts of the result as the next model request would carry them: texts, and data as JSON."""
    from pydantic_core import to_json

    try:
        texts = [to_json(p.data).decode() if hasattr(p, "data") else getattr(p, "content", repr(p)) for p in event.result.parts]
    except Exception as error:
        outcome.raised(error)
        outcome.status = "not-serialisable"
        outcome.note = "the next model request of the agent raises this"
    else:
        outcome.returned("\n".join(texts), is_error=outcome.error is not None)
