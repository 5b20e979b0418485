"""AgentChat's model clients beside OpenAI's: told in Chat Completions form, marked as derived."""

import json

from . import model_calls
from .imports import attached, harmless, replace
from .plain import plain
from .tool_calls import hold_async

#: Its requests are seen exactly, one layer below.
_OPENAI = "autogen_ext.models.openai"
#: Hands on to another client, or answers from a store.
_CACHE = "autogen_ext.models.cache"


def patch(module):
    base = module.ChatCompletionClient
    inherited = base.__init_subclass__.__func__

    def __init_subclass__(cls, **options):
        inherited(cls, **options)
        harmless(_watch)(cls)

    base.__init_subclass__ = classmethod(__init_subclass__)


def _watch(client):
    if client.__module__.startswith(_OPENAI):
        return
    for name, make in (("create", _create), ("create_stream", _create_stream)):
        if name in client.__dict__:
            replace(client, name, make)


def _speaks_itself(client):
    """Whether the client talks to its model by itself; one of the user's may hand on to another that is seen."""
    module = type(client).__module__
    return module.startswith("autogen_ext.models.") and not module.startswith(_CACHE)


class _Watch:
    """One call: told before it where the client speaks by itself, afterwards where nothing below told it."""

    def __init__(self, client, messages, options):
        self.outer = model_calls.asking.get()
        outer = self.outer
        self.asking = model_calls.Asking(outer.agent, outer.purpose) if outer else model_calls.Asking(None)
        self.call = None
        self._parameters = lambda: _parameters(client, messages, options)
        self._is_first = _speaks_itself(client)

    async def before(self):
        if self._is_first:
            self._begin()
            if self.call:
                self.asking.is_covered = True
                await hold_async(harmless(self.call.request_event)())

    def _begin(self):
        outer = model_calls.asking.get()
        model_calls.asking.set(self.asking)
        try:
            self.call = model_calls.begin(self._parameters(), is_derived=True)
        finally:
            model_calls.asking.set(outer)

    async def _begin_late(self):
        if self.call is None and not self.asking.is_told and attached():
            harmless(self._begin)()
            if self.call:
                await hold_async(harmless(self.call.request_event)())

    async def after(self, result):
        await self._begin_late()
        if self.call:
            await hold_async(harmless(self._reply_event)(result))
        self._pass_on()

    async def failed(self, error):
        if self.call:
            await hold_async(harmless(self.call.error_event)(error))
        self._pass_on()

    def _reply_event(self, result):
        cached = not self._is_first and getattr(result, "cached", False) is True
        return self.call.reply_event(_completion(result), cached=cached)

    def _pass_on(self):
        if self.outer is not None and self.asking.is_told:
            self.outer.is_told = True


@harmless
def _watching(client, args, options):
    messages = args[0] if args else options.get("messages", ())
    context = model_calls.asking.get()
    is_covered = context is not None and context.is_covered
    return _Watch(client, list(messages), options) if attached() and not is_covered else None


def _create(original):
    async def create(self, *args, **kwargs):
        watch = _watching(self, args, kwargs)
        if watch is None:
            return await original(self, *args, **kwargs)
        await watch.before()
        token = model_calls.asking.set(watch.asking)
        try:
            result = await original(self, *args, **kwargs)
        except Exception as error:
            await watch.failed(error)
            raise
        finally:
            model_calls.asking.reset(token)
        await watch.after(result)
        return result

    return create


def _create_stream(original):
    def create_stream(self, *args, **kwargs):
        watch = _watching(self, args, kwargs)
        stream = original(self, *args, **kwargs)
        return stream if watch is None else _watched(watch, stream)

    return create_stream


async def _watched(watch, stream):
    await watch.before()
    try:
        async for item in model_calls.streamed_as(watch.asking, stream):
            if hasattr(item, "finish_reason"):
                await watch.after(item)
            yield item
    except Exception as error:
        await watch.failed(error)
        raise


# Chat Completions form


def _parameters(client, messages, options):
    given = getattr(client, "_create_args", None)
    model = (given.get("model") if isinstance(given, dict) else None) or getattr(client, "_model_name", None)
    parameters = {"model": model if isinstance(model, str) else type(client).__name__}
    parameters["messages"] = [entry for message in messages for entry in harmless(_messages)(message) or []]
    tools = [plain(getattr(tool, "schema", tool)) for tool in options.get("tools") or ()]
    if tools:
        parameters["tools"] = [{"type": "function", "function": tool} for tool in tools]
    choice = options.get("tool_choice")
    if choice is not None:
        parameters["tool_choice"] = choice if isinstance(choice, str) else getattr(choice, "name", None)
    return {**parameters, **plain(dict(options.get("extra_create_args") or {}))}


def _messages(message):
    kind = getattr(message, "type", None)
    content = message.content
    if kind == "SystemMessage":
        return [{"role": "system", "content": content}]
    if kind == "FunctionExecutionResultMessage":
        return [{"role": "tool", "tool_call_id": one.call_id, "content": one.content} for one in content]
    if kind == "AssistantMessage":
        if isinstance(content, str):
            return [{"role": "assistant", "content": content, "name": message.source}]
        calls = _calls(content)
        return [{"role": "assistant", "content": message.thought, "tool_calls": calls, "name": message.source}]
    return [{"role": "user", "content": plain(content), "name": getattr(message, "source", None)}]


def _calls(calls):
    return [
        {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": _text(call.arguments)}}
        for call in calls
    ]


def _text(arguments):
    return arguments if isinstance(arguments, str) else json.dumps(plain(arguments))


def _completion(result):
    is_text = isinstance(result.content, str)
    message = {"role": "assistant", "content": result.content if is_text else result.thought}
    if not is_text:
        message["tool_calls"] = _calls(result.content)
    elif result.thought:
        message["reasoning_content"] = result.thought
    reason = "tool_calls" if result.finish_reason == "function_calls" else result.finish_reason
    usage = result.usage
    tokens = {"prompt_tokens": usage.prompt_tokens, "completion_tokens": usage.completion_tokens}
    choice = {"index": 0, "finish_reason": reason, "message": message}
    return {"object": "chat.completion", "choices": [choice], "usage": tokens}
