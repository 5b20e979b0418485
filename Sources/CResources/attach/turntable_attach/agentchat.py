"""AutoGen AgentChat (`autogen-agentchat` 0.4 and newer): `AssistantAgent`, its tools and the agents of a team."""

import dataclasses

from . import model_calls, model_clients, program, registration, tool_calls
from .imports import attached, harmless, replace
from .tool_calls import hold_async

_agents = registration.Agents()


def _patch_base_agent(module):
    import importlib.metadata

    program.runtime("agentchat-0.7", "autogen-agentchat " + importlib.metadata.version("autogen-agentchat"))
    replace(module.BaseChatAgent, "__init__", _init)
    registration.collected_by(_collect)


def _patch_assistant(module):
    replace(module.AssistantAgent, "_execute_tool_call", _execute)


def _patch_selector(module):
    replace(module.SelectorGroupChatManager, "_select_speaker", _selection)


def _patch_tools(module):
    replace(module.BaseTool, "run_json", _run)
    if hasattr(module, "BaseStreamTool"):
        replace(module.BaseStreamTool, "run_json_stream", _run_stream)


# Who asks


def _init(original):
    def __init__(self, *args, **kwargs):
        harmless(_watch)(self)
        original(self, *args, **kwargs)

    return __init__


def _watch(agent):
    _agents.add(agent)
    for owner in type(agent).__mro__:
        if "_execute_tool_call" in owner.__dict__:
            replace(owner, "_execute_tool_call", _execute)
        if "on_messages_stream" in owner.__dict__:
            replace(owner, "on_messages_stream", _on_messages_stream)
        method = owner.__dict__.get("on_messages")
        if method is not None and not getattr(method, "__isabstractmethod__", False):
            replace(owner, "on_messages", _on_messages)


def _on_messages_stream(original):
    def on_messages_stream(self, *args, **kwargs):
        return model_calls.streamed_as(_asking(self), original(self, *args, **kwargs))

    return on_messages_stream


def _on_messages(original):
    async def on_messages(self, *args, **kwargs):
        token = model_calls.asking.set(_asking(self))
        try:
            return await original(self, *args, **kwargs)
        finally:
            model_calls.asking.reset(token)

    return on_messages


def _asking(agent):
    return harmless(model_calls.Asking)(harmless(model_calls.agent_name)(agent))


def _selection(original):
    async def _select_speaker(self, *args, **kwargs):
        name = getattr(self, "_name", None)
        asking = harmless(model_calls.Asking)(name if isinstance(name, str) else None, "speaker-selection")
        token = model_calls.asking.set(asking)
        try:
            return await original(self, *args, **kwargs)
        finally:
            model_calls.asking.reset(token)

    return _select_speaker


# Tool calls. An exception in here would leave the agent waiting for ever: nothing but the framework's own comes out.


@harmless
def _begin(options):
    call = options["tool_call"]
    if tool_calls.is_handed_on(call):
        return None
    return tool_calls.begin(options.get("agent_name"), call.name, call.arguments, call.id)


@harmless
def _staged(options, call):
    if not call.is_changed:
        return options
    return {**options, "tool_call": dataclasses.replace(options["tool_call"], arguments=call.arguments)}


@harmless
def _refusal(options, call):
    from autogen_core.models import FunctionExecutionResult

    asked = options["tool_call"]
    result = FunctionExecutionResult(content=call.denied, call_id=asked.id or "", is_error=True, name=asked.name or "")
    return asked, result


@harmless
def _result_event(call, result):
    _, execution = result
    return call.result_event(execution.content, execution.is_error)


def _execute(original):
    async def _execute_tool_call(*args, **kwargs):
        call = _begin(kwargs) if attached() and not args else None
        if call is None:
            return await original(*args, **kwargs)
        call.take(await hold_async(call.call_event()))
        result = _refusal(kwargs, call) if call.denied is not None else None
        if result is None:
            given = _staged(kwargs, call) or kwargs
            call.enter(given["tool_call"])
            try:
                result = await original(**given)
            except BaseException as error:
                call.crashed(error)
                raise
            finally:
                call.leave()
        await hold_async(_result_event(call, result))
        # The conversation keeps the call that the model made.
        return (kwargs["tool_call"], result[1]) if call.is_changed else result

    return _execute_tool_call


def _run(original):
    async def run_json(self, *args, **kwargs):
        call = tool_calls.running.get()
        try:
            return await original(self, *args, **kwargs)
        except BaseException as error:
            if call is not None:
                call.note(error)
            raise

    return run_json


def _run_stream(original):
    async def run_json_stream(self, *args, **kwargs):
        call = tool_calls.running.get()
        try:
            async for item in original(self, *args, **kwargs):
                yield item
        except GeneratorExit:
            raise
        except BaseException as error:
            if call is not None:
                call.note(error)
            raise

    return run_json_stream


# Registration: an assistant's tools are offered and run by itself.


def _collect(tools):
    for agent in _agents:
        name = model_calls.agent_name(agent)
        tools.living.add(name)
        found = list(getattr(agent, "_tools", None) or []) + list(getattr(agent, "_handoff_tools", None) or [])
        workbenches = getattr(agent, "_workbench", None) or []
        for workbench in workbenches if isinstance(workbenches, (list, tuple)) else [workbenches]:
            found += [tool for tool in getattr(workbench, "_tools", None) or [] if tool not in found]
        for tool in found:
            tools.exposed(tool.name, name, lambda tool=tool: tool.schema.get("parameters"))
            tools.executable(tool.name, name, getattr(tool, "_func", None))


PATCHES = {
    "autogen_agentchat.agents._base_chat_agent": _patch_base_agent,
    "autogen_agentchat.agents._assistant_agent": _patch_assistant,
    "autogen_agentchat.teams._group_chat._selector_group_chat": _patch_selector,
    "autogen_core.tools._base": _patch_tools,
    "autogen_core.models._model_client": model_clients.patch,
}
