"""A plain function with no framework around it: called by keyword, as all frameworks do."""

import inspect
import json

from . import loops
from .outcome import Outcome

RUNTIME = "function"
EXECUTOR = "function(**arguments)"


def runner(function):
    def run(text):
        outcome = Outcome(EXECUTOR, RUNTIME)
        try:
            arguments = json.loads(text)
        except (ValueError, RecursionError) as error:
            outcome.stop_clock()
            outcome.raised(error)
            return outcome
        try:
            value = function(**arguments)
            if inspect.isawaitable(value):
                value = loops.run(finished(value))
        except BaseException as error:
            outcome.stop_clock()
            outcome.raised(error)
            return outcome
        outcome.stop_clock()
        try:
            outcome.returned(written(value))
        except (TypeError, ValueError, RecursionError) as error:
            outcome.raised(error)
            outcome.status = "not-serialisable"
        return outcome

    return run


async def finished(awaitable):
    return await awaitable


def written(value):
    """A text as it is, a pydantic model as its fields, everything else as JSON."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=fields)


def fields(value):
    if hasattr(type(value), "model_dump"):
        return value.model_dump(mode="json")
    raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)
