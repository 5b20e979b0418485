"""AutoGen AgentChat: tools live in an agent's workbenches, and the agent's class executes them."""

import asyncio
import sys

from . import loops
from .outcome import Outcome, Recorder
from .tool import Tool, origin

RUNTIME = "agentchat-0.7"


def is_agent(value):
    module = sys.modules.get("autogen_agentchat.agents._assistant_agent")
    return module is not None and isinstance(value, module.AssistantAgent)


def is_tool(value):
    module = sys.modules.get("autogen_core.tools._base")
    return module is not None and isinstance(value, module.BaseTool)


def tools(agents):
    for agent in agents:
        handoffs = list(getattr(agent, "_handoff_tools", None) or [])
        benches = getattr(agent, "_workbench", None) or []
        benches = list(benches) if isinstance(benches, (list, tuple)) else [benches]
        for bench in benches:
            overrides = getattr(bench, "_tool_overrides", None) or {}
            for value in getattr(bench, "_tools", None) or []:
                override = overrides.get(value.name)
                name = getattr(override, "name", None) or value.name
                yield of_agent(value, name, agent, benches, handoffs)
        for value in handoffs:
            yield of_agent(value, value.name, agent, benches, handoffs)


def of_agent(value, name, agent, benches, handoffs):
    tool = described(value, name)
    tool.exposed_by = tool.executable_by = [agent.name]
    tool.executor, tool.action = executor(value, name, benches, handoffs, agent.name)
    return tool


def standalone(value):
    """A tool that no agent has: executed as an agent that had it alone would."""
    tool = described(value, value.name)
    tool.executor, tool.action = alone(value)
    return tool


def described(value, name):
    tool = Tool(name, origin(getattr(value, "_func", None)), RUNTIME)
    tool.defining_class = None if tool.function else type(value)
    try:
        tool.description = value.description
        tool.schema = dict(value.schema.get("parameters") or {})
    except Exception as error:
        tool.note = "its schema cannot be made: %s" % error
    return tool


def wrap(function, name=None):
    from autogen_core.tools import FunctionTool

    return alone(function if is_tool(function) else FunctionTool(function, description="", name=name))


def alone(value):
    from autogen_core.tools import StaticStreamWorkbench

    return executor(value, value.name, [StaticStreamWorkbench([value])], [], "turntable")


def executor(value, name, benches, handoffs, agent):
    label = "AssistantAgent._execute_tool_call"

    def run(text):
        outcome = Outcome(label, RUNTIME)
        recorder = Recorder()
        value.run_json = recorder.around(value.run_json)
        try:
            result = loops.run(execute(text))
            outcome.stop_clock()
            outcome.error = recorder.error
            outcome.returned(result.content, is_error=bool(result.is_error))
        except BaseException as error:
            outcome.stop_clock()
            outcome.raised(error)
            outcome.note = "the agent does not catch it: its run ends, or waits forever"
        finally:
            value.__dict__.pop("run_json", None)
        return outcome

    async def execute(text):
        from autogen_agentchat.agents import AssistantAgent
        from autogen_core import CancellationToken, FunctionCall

        _, result = await AssistantAgent._execute_tool_call(
            tool_call=FunctionCall(id="turntable", name=name, arguments=text), workbench=benches,
            handoff_tools=handoffs, agent_name=agent, cancellation_token=CancellationToken(), stream=asyncio.Queue())
        return result

    return label, run
