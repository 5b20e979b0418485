"""One request to a model as Turntable sees it: the body, then the reply or the error."""

import contextvars
import itertools

from . import registration
from .imports import attached, harmless
from .plain import dump, plain

_numbers = itertools.count(1)
#: Who asks, in this context.
asking = contextvars.ContextVar("turntable_model_context", default=None)

#: Never part of a body, or never shown.
_NOT_BODY = {
    "extra_headers", "extra_query", "extra_body", "timeout", "api_key", "authorization", "headers", "http_client"
}


class Asking:
    """The framework's side of a model call: who asks, and whether a lower layer has told it.

    `purpose` is set where the call is no step of the conversation: "speaker-selection", "summary", or "tool" for a call
    that a tool makes by itself.
    """

    def __init__(self, agent, purpose=None):
        self.agent = agent
        self.purpose = purpose
        self.parameters = None
        self.is_told = False
        self.reached_client = False
        #: A layer above tells this call; those below keep quiet.
        self.is_covered = False


async def streamed_as(context, stream):
    """The stream's items; `asking` is `context` while the stream works, and the caller's own between the items."""
    stream = stream.__aiter__()
    try:
        while True:
            outer = asking.get()
            asking.set(context)
            try:
                item = await stream.__anext__()
            except StopAsyncIteration:
                return
            finally:
                asking.set(outer)
            yield item
    finally:
        if hasattr(stream, "aclose"):
            await stream.aclose()


def agent_name(agent):
    name = getattr(agent, "name", None)
    return name if isinstance(name, str) else None


class ModelCall:
    """`is_derived`: rebuilt from the framework's objects, because its client speaks another API."""

    def __init__(self, request, context, is_derived=False):
        self.key = "m%d" % next(_numbers)
        self._request = request
        self._context = context
        self._is_derived = is_derived

    def _event(self, kind, **more):
        context = self._context
        event = {"event": kind, "call": self.key, "agent": context.agent if context else None, **more}
        if context and context.purpose:
            event["purpose"] = context.purpose
        if self._is_derived:
            event["derived"] = True
        return event

    def request_event(self):
        return self._event("model-request", request=self._request)

    def reply_event(self, response, cached=False, **more):
        return self._event("model-reply", response=plain(response), cached=cached, **more)

    def error_event(self, error):
        return self._event("model-error", error=error_record(error))


@harmless
def begin(parameters, is_derived=False):
    """A call that is about to be made; None where nothing is attached or a layer above tells it."""
    context = asking.get()
    if not attached() or (context is not None and context.is_covered):
        return None
    registration.tell()
    if context is not None:
        context.is_told = True
    return ModelCall(body(parameters), context, is_derived)


def body(parameters):
    """Arguments of a client's method as the JSON body that they make."""
    extra = parameters.get("extra_body")
    given = {**parameters, **(extra if isinstance(extra, dict) else {})}
    result = {}
    for name, value in given.items():
        if name.lower() in _NOT_BODY or type(value).__name__ in ("NotGiven", "Omit"):
            continue
        result[name] = _response_format(value) if name == "response_format" else plain(value)
    return result


def _response_format(value):
    if isinstance(value, type) and hasattr(value, "model_json_schema"):
        return {"type": "json_schema", "json_schema": {"name": value.__name__, "schema": value.model_json_schema()}}
    return plain(value)


def error_record(error):
    """The OpenAI client's errors have a status and a body; others a class and a text."""
    record = {"type": type(error).__name__, "status": getattr(error, "status_code", None)}
    told = getattr(error, "body", None)
    if isinstance(told, dict) and isinstance(told.get("error"), dict):
        told = told["error"]
    told = told if isinstance(told, dict) else {}
    for name in ("code", "param"):
        record[name] = plain(told.get(name, getattr(error, name, None)))
    message = told.get("message")
    record["message"] = message if isinstance(message, str) else str(error)
    cause = error.__cause__
    if cause is not None:
        record["cause"] = "%s: %s" % (type(cause).__name__, cause)
    return record


class Assembly:
    """Chunks of a streamed completion, put together as the completion that they make."""

    def __init__(self):
        self._head = {}
        self._choices = {}

    @harmless
    def add(self, chunk):
        data = dump(chunk) or {}
        for name, value in data.items():
            if name not in ("choices", "object") and value is not None:
                self._head[name] = value
        for choice in data.get("choices") or []:
            empty = {"message": {"role": "assistant", "content": None}}
            whole = self._choices.setdefault(choice.get("index") or 0, empty)
            if choice.get("finish_reason") is not None:
                whole["finish_reason"] = choice["finish_reason"]
            for name, value in (choice.get("delta") or {}).items():
                self._add(whole["message"], name, value)

    def _add(self, message, name, value):
        if value is None:
            return
        if name == "tool_calls":
            calls = message.setdefault("tool_calls", [])
            for part in value:
                place = part.get("index")
                place = len(calls) - 1 + bool(part.get("id") or not calls) if place is None else place
                while len(calls) <= place:
                    calls.append({})
                for key, item in part.items():
                    if key != "index":
                        self._join(calls[place], key, item)
        elif name == "role":
            message["role"] = value
        else:
            self._join(message, name, value)

    def _join(self, target, name, value):
        old = target.get(name)
        if isinstance(value, dict):
            inner = target[name] = old if isinstance(old, dict) else {}
            for key, item in value.items():
                self._join(inner, key, item)
        elif name == "type" or not isinstance(old, str) or not isinstance(value, str):
            if value is not None:
                target[name] = value
        else:
            target[name] = old + value

    def completion(self):
        choices = [{"index": index, "finish_reason": None, **choice} for index, choice in sorted(self._choices.items())]
        return {"object": "chat.completion", **self._head, "choices": choices}
