"""AutoGen classic 0.2 (`pyautogen`, `autogen-agentchat` 0.2) and its AG2 line: agents and their model wrapper."""

import functools
import importlib
import sys

from . import model_calls, program, registration, tool_calls
from .imports import attached, harmless, replace
from .tool_calls import hold, hold_async

_agents = registration.Agents()
#: Decorators that were made: [decorator, agent's name, tool's name, place, whether it was applied].
_decorators = []


def _patch_agent(module):
    version = importlib.import_module("autogen.version").__version__
    identifier = "classic-0.2" if version.startswith(("0.1.", "0.2.")) else "ag2-0.14"
    program.runtime(identifier, "autogen " + version)
    agent = module.ConversableAgent
    replace(agent, "__init__", _init)
    replace(agent, "execute_function", _execute)
    replace(agent, "a_execute_function", _execute_async)
    replace(agent, "register_for_llm", lambda original: _decorator_maker(original, "register_for_llm"))
    replace(agent, "register_for_execution", lambda original: _decorator_maker(original, "register_for_execution"))
    replace(agent, "_reflection_with_llm", _summary)
    registration.collected_by(_collect)


def _watch(agent):
    _agents.add(agent)
    for owner in type(agent).__mro__:  # A class of the user's may have an executor of its own.
        for name, make in (("execute_function", _execute), ("a_execute_function", _execute_async)):
            if name in owner.__dict__:
                replace(owner, name, make)


def _init(original):
    def __init__(self, *args, **kwargs):
        harmless(_watch)(self)
        original(self, *args, **kwargs)

    return __init__


def _summary(original):
    def _reflection_with_llm(self, *args, **kwargs):
        token = model_calls.asking.set(model_calls.Asking(model_calls.agent_name(self), "summary"))
        try:
            return original(self, *args, **kwargs)
        finally:
            model_calls.asking.reset(token)

    return _reflection_with_llm


# Tool calls


class _ObservedFunctions(dict):
    """An agent's function map that gives the executor its functions with their exceptions noted."""

    def get(self, name, default=None):
        function = super().get(name, default)
        call = tool_calls.running.get()
        if call is None or call.name != name or not callable(function):
            return function
        return tool_calls.observed(function, call)


@harmless
def _begin(agent, function_call, call_id):
    if not attached() or not isinstance(function_call, dict) or tool_calls.is_handed_on(function_call):
        return None
    if type(agent._function_map) is dict:
        agent._function_map = _ObservedFunctions(agent._function_map)
    name = function_call.get("name")
    arguments = function_call.get("arguments", tool_calls.ABSENT)
    if call_id is None:
        call_id = _call_id(agent, function_call)
    return tool_calls.begin(model_calls.agent_name(agent), name, arguments, call_id)


def _call_id(agent, function_call):
    """0.2 does not hand the id on: it stands beside the very dictionary in the last message of a conversation."""
    last = [messages[-1] for messages in agent._oai_messages.values() if messages]
    calls = [call for message in last for call in message.get("tool_calls") or [] if isinstance(call, dict)]
    same = [call for call in calls if call.get("function") is function_call]
    equal = [call for call in calls if call.get("function") == function_call]
    for call in same or equal:
        return call.get("id")
    return None


def _staged(function_call, call):
    return {**function_call, "arguments": call.arguments} if call.is_changed else function_call


def _refusal(function_call, call):
    return False, {"name": function_call.get("name", ""), "role": "function", "content": call.denied}


@harmless
def _result_event(call, result):
    succeeded, message = result
    return call.result_event(message.get("content"), not succeeded)


def _execute(original):
    def execute_function(self, func_call, *args, **kwargs):
        call = _begin(self, func_call, kwargs.get("call_id"))
        if call is None:
            return original(self, func_call, *args, **kwargs)
        call.take(hold(call.call_event()))
        if call.denied is not None:
            result = _refusal(func_call, call)
        else:
            given = _staged(func_call, call)
            call.enter(given)
            try:
                result = original(self, given, *args, **kwargs)
            except BaseException as error:
                call.crashed(error)
                raise
            finally:
                call.leave()
        hold(_result_event(call, result))
        return result

    return execute_function


def _execute_async(original):
    async def a_execute_function(self, func_call, *args, **kwargs):
        call = _begin(self, func_call, kwargs.get("call_id"))
        if call is None:
            return await original(self, func_call, *args, **kwargs)
        call.take(await hold_async(call.call_event()))
        if call.denied is not None:
            result = _refusal(func_call, call)
        else:
            given = _staged(func_call, call)
            call.enter(given)
            try:
                result = await original(self, given, *args, **kwargs)
            except BaseException as error:
                call.crashed(error)
                raise
            finally:
                call.leave()
        await hold_async(_result_event(call, result))
        return result

    return a_execute_function


# Registration


def _decorator_maker(original, kind):
    def register(self, *args, **kwargs):
        decorator = original(self, *args, **kwargs)
        name = kwargs.get("name") or (args[0] if args else None)
        made = {"agent": model_calls.agent_name(self), "name": name, "kind": kind, "applied": False}
        made["at"] = registration.place(sys._getframe(1))
        _decorators.append(made)

        @functools.wraps(decorator)
        def apply(*given, **options):
            made["applied"] = True
            return decorator(*given, **options)

        return apply

    return register


def _collect(tools):
    for agent in _agents:
        name = model_calls.agent_name(agent)
        tools.living.add(name)
        config = getattr(agent, "llm_config", None)
        for key in ("tools", "functions"):
            for declared in _listed(config, key):
                function = declared.get("function", declared)
                tools.exposed(function.get("name"), name, lambda function=function: function.get("parameters"))
        for tool, function in dict(getattr(agent, "_function_map", None)).items():
            tools.executable(tool, name, getattr(function, "_origin", function))
    for made in _decorators:
        if not made["applied"]:
            tools.entry(made["name"] or "(unnamed)").update(unapplied_at=made["at"], unapplied=made["kind"])


def _listed(config, key):
    try:
        found = config.get(key) if config else None
    except Exception:
        return []
    return [one for one in found or [] if isinstance(one, dict)]


# Model calls


def _patch_client(module):
    wrapper = module.OpenAIWrapper
    replace(wrapper, "create", _create)
    replace(wrapper, "_construct_create_params", _parameters)


def _parameters(original):
    def _construct_create_params(self, *args, **kwargs):
        parameters = original(self, *args, **kwargs)
        context = model_calls.asking.get()
        if context is not None:
            context.parameters = parameters
        return parameters

    return _construct_create_params


@harmless
def _asking(wrapper, options):
    for client in wrapper._clients:
        replace(type(client), "create", _client_create)
    name = model_calls.agent_name(options.get("agent"))
    outer = model_calls.asking.get()
    purpose = outer.purpose if outer is not None and outer.agent == name else None
    return model_calls.Asking(name, "speaker-selection" if name == "speaker_selection_agent" else purpose)


def _create(original):
    def create(self, *args, **kwargs):
        context = _asking(self, kwargs) if attached() else None
        token = model_calls.asking.set(context)
        try:
            response = original(self, *args, **kwargs)
        finally:
            model_calls.asking.reset(token)
        if context is not None and not context.is_told:
            _tell_afterwards(context, response)
        return response

    return create


def _tell_afterwards(context, response):
    """A reply that no hook saw: it came from the cache, or from a client of the user's own."""
    token = model_calls.asking.set(context)
    try:
        call = model_calls.begin(context.parameters or {}, is_derived=context.reached_client)
    finally:
        model_calls.asking.reset(token)
    if call is not None:
        hold(harmless(call.request_event)())
        hold(harmless(call.reply_event)(response, cached=not context.reached_client))


#: Clients that speak Chat Completions through the OpenAI library: its own hook sees them exactly.
_OPENAI_CLIENTS = ("OpenAIClient", "OpenAICompletionsClient")


def _client_create(original):
    def create(self, *args, **kwargs):
        context = model_calls.asking.get()
        if context is not None:
            context.reached_client = True
        parameters = args[0] if args else kwargs.get("params")
        is_ours = type(self).__module__.startswith("autogen.") and type(self).__name__ not in _OPENAI_CLIENTS
        call = model_calls.begin(parameters, True) if is_ours and isinstance(parameters, dict) else None
        if call is None:
            return original(self, *args, **kwargs)
        if context is not None:
            context.is_covered = True
        hold(harmless(call.request_event)())
        try:
            response = original(self, *args, **kwargs)
        except Exception as error:
            hold(harmless(call.error_event)(error))
            raise
        finally:
            if context is not None:
                context.is_covered = False
        hold(harmless(call.reply_event)(response))
        return response

    return create


PATCHES = {"autogen.agentchat.conversable_agent": _patch_agent, "autogen.oai.client": _patch_client}
