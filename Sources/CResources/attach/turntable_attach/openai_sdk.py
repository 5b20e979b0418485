"""The OpenAI client library, which both families use: the exact body of each request, and what came back."""

import inspect

from . import model_calls
from .imports import attached, harmless, replace
from .tool_calls import hold, hold_async


@harmless
def _begin(resource, parameters):
    connection = attached()
    if connection:
        connection.hide(getattr(getattr(resource, "_client", None), "api_key", None))
    return model_calls.begin(parameters)


def _request(call):
    return harmless(call.request_event)()


def _failed(call, error):
    return harmless(call.error_event)(error)


@harmless
def _replied(call, response):
    if hasattr(response, "http_response") and hasattr(response, "text"):  # `with_raw_response`
        import json

        text = response.text
        response = json.loads(text() if callable(text) else text)
    return call.reply_event(response)


def _tell(event):
    connection = attached()
    if connection and event:
        connection.send(event)


def _sync(original):
    def create(self, *args, **kwargs):
        call = _begin(self, kwargs)
        if call is None:
            return original(self, *args, **kwargs)
        hold(_request(call))
        try:
            response = original(self, *args, **kwargs)
        except Exception as error:
            hold(_failed(call, error))
            raise
        if kwargs.get("stream") is True and hasattr(response, "_iterator"):
            response._iterator = _watched(response._iterator, call)
        else:
            hold(_replied(call, response))
        return response

    return create


def _watched(chunks, call):
    assembly = model_calls.Assembly()
    try:
        for chunk in chunks:
            assembly.add(chunk)
            yield chunk
    except GeneratorExit:
        _tell(_streamed(call, assembly, is_cut=True))
        raise
    except Exception as error:
        hold(_failed(call, error))
        raise
    hold(_streamed(call, assembly))


@harmless
def _streamed(call, assembly, is_cut=False):
    more = {"streamed": True, "cut": True} if is_cut else {"streamed": True}
    return call.reply_event(assembly.completion(), **more)


def _async(original):
    async def create(self, *args, **kwargs):
        call = _begin(self, kwargs)
        if call is None:
            return await _value(original(self, *args, **kwargs))
        await hold_async(_request(call))
        try:
            response = await _value(original(self, *args, **kwargs))
        except Exception as error:
            await hold_async(_failed(call, error))
            raise
        if kwargs.get("stream") is True and hasattr(response, "_iterator"):
            response._iterator = _watched_async(response._iterator, call)
        else:
            await hold_async(_replied(call, response))
        return response

    return create


async def _value(result):
    return await result if inspect.isawaitable(result) else result


async def _watched_async(chunks, call):
    assembly = model_calls.Assembly()
    try:
        async for chunk in chunks:
            assembly.add(chunk)
            yield chunk
    except GeneratorExit:
        _tell(_streamed(call, assembly, is_cut=True))
        raise
    except Exception as error:
        await hold_async(_failed(call, error))
        raise
    await hold_async(_streamed(call, assembly))


def _patch(module):
    for name, make in (("Completions", _sync), ("AsyncCompletions", _async)):
        owner = getattr(module, name, None)
        for method in ("create", "parse"):
            if owner is not None and method in owner.__dict__:
                replace(owner, method, make)


PATCHES = {
    "openai.resources.chat.completions.completions": _patch,
    # Versions before 1.60 or so.
    "openai.resources.chat.completions": _patch,
    "openai.resources.beta.chat.completions": _patch,
}
