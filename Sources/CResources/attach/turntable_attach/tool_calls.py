"""One tool call as Turntable sees it: held before it runs, its exception noted, held again with its result."""

import contextvars
import functools
import inspect
import itertools
import time

from . import model_calls
from .imports import attached, harmless
from .program import exception_record

_numbers = itertools.count(1)
#: The call that runs in this context, for the layers below the framework's executor, which swallow exceptions.
running = contextvars.ContextVar("turntable_tool_call", default=None)
ABSENT = object()


class ToolCall:
    """`arguments` is what the framework gets; `denied` a text that it answers without running the tool."""

    def __init__(self, agent, name, arguments, call_id):
        self.key = "t%d" % next(_numbers)
        self.agent = agent
        self.name = name
        self.arguments = arguments
        self.id = call_id
        #: What the executor is given: an override that hands it on to the class above is one call, not two.
        self.passed = None
        self.is_changed = False
        self.denied = None
        self.exception = None
        self._tokens = None
        self._started = time.perf_counter()

    def call_event(self):
        event = {"event": "tool-call", "call": self.key, "agent": self.agent, "id": self.id, "name": self.name}
        if self.arguments is not ABSENT:
            event["arguments"] = self.arguments
        return event

    def take(self, answer):
        """The answer to the held call."""
        if isinstance(answer.get("deny"), str):
            self.denied = answer["deny"]
        elif isinstance(answer.get("arguments"), str):
            self.arguments = answer["arguments"]
            self.is_changed = True
        self._started = time.perf_counter()

    def enter(self, passed):
        """From here to `leave` the tool runs; a model that it asks is its own affair, not the agent's."""
        self.passed = passed
        self._tokens = running.set(self), model_calls.asking.set(model_calls.Asking(None, "tool"))

    def leave(self):
        running.reset(self._tokens[0])
        model_calls.asking.reset(self._tokens[1])

    def note(self, error):
        """The first exception is the cause; the framework may make others of it."""
        if self.exception is None:
            self.exception = harmless(exception_record)(error)

    def result_event(self, content, is_error):
        event = {"event": "tool-result", "call": self.key, "agent": self.agent, "id": self.id, "name": self.name}
        duration = round((time.perf_counter() - self._started) * 1000, 3)
        event.update(content=content, is_error=is_error, duration_ms=duration, exception=self.exception)
        return event

    def crashed(self, error):
        """The executor itself raised: the model is given nothing. Not held: the program is on its way out."""
        self.note(error)
        connection = attached()
        if connection:
            connection.send(self.result_event(None, True))


def is_handed_on(passed):
    """Whether an executor calls the one above it for the call that already runs."""
    call = running.get()
    return call is not None and call.passed is passed


@harmless
def begin(agent, name, arguments, call_id):
    return ToolCall(agent, name, arguments, call_id) if attached() else None


def hold(event):
    """Shows an event and waits; {} where nothing is attached."""
    connection = attached()
    if connection is None or not event:
        return {}
    return harmless(connection.hold)(event) or {}


async def hold_async(event):
    connection = attached()
    if connection is None or not event:
        return {}
    try:
        return await connection.hold_async(event)
    except Exception:
        return {}


def observed(function, call):
    """`function` as the executor runs it, with its exceptions noted on the call. Its name stays: errors tell it."""
    if inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def run_async(*args, **kwargs):
            try:
                return await function(*args, **kwargs)
            except BaseException as error:
                call.note(error)
                raise

        return run_async

    @functools.wraps(function)
    def run(*args, **kwargs):
        try:
            result = function(*args, **kwargs)
        except BaseException as error:
            call.note(error)
            raise
        return _awaited(result, call) if inspect.iscoroutine(result) else result

    return run


async def _awaited(result, call):
    try:
        return await result
    except BaseException as error:
        call.note(error)
        raise
