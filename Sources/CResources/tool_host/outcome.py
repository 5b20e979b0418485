"""What a run came to, and the exceptions that a framework swallows on the way."""

import functools
import inspect
import re
import time
import traceback

HOST = "<turntable>"


def formatted(error):
    """The traceback as Python prints it, without our own frames."""
    try:
        described = traceback.TracebackException.from_exception(error)
        parts = [described]
        while parts:
            part = parts.pop()
            kept = [frame for frame in part.stack if not frame.filename.startswith(HOST)]
            part.stack = traceback.StackSummary.from_list(kept) if len(kept) < len(part.stack) else part.stack
            parts += [p for p in (part.__cause__, part.__context__) if p is not None]
        return "".join(described.format())
    except Exception:
        return "".join(traceback.format_exception_only(type(error), error))


def described_exception(error):
    module = type(error).__module__
    name = type(error).__qualname__
    try:
        message = str(error)
    except Exception:
        message = "(its text could not be made)"
    return {
        "type": name if module in ("builtins", "__main__") else module + "." + name,
        "message": message,
        "traceback": formatted(error),
    }


class Recorder:
    """Stands around the innermost call that a framework guards: keeps the exception that it turns into a text."""

    def __init__(self):
        self.error = None
        self.inside = False
        self.returned = None

    def around(self, function):
        """The function, watched; a coroutine function stays one."""
        if inspect.iscoroutinefunction(function):
            @functools.wraps(function)
            async def watched(*arguments, **named):
                self.inside = True
                try:
                    value = await function(*arguments, **named)
                    self.returned = type(value)
                    return value
                except BaseException as error:
                    self.error = error
                    raise
                finally:
                    self.inside = False
        else:
            @functools.wraps(function)
            def watched(*arguments, **named):
                self.inside = True
                try:
                    value = function(*arguments, **named)
                    self.returned = type(value)
                    return value
                except BaseException as error:
                    self.error = error
                    raise
                finally:
                    self.inside = False
        return watched

    def failed_in(self, *functions):
        """Whether the exception came out of one of these functions of the framework."""
        if self.error is None:
            return False
        return any(frame.name in functions for frame in traceback.extract_tb(self.error.__traceback__))


OBJECT = re.compile(r"<[\w.<>]+ object at 0x[0-9a-f]+>|SerializationIterator\(")


class Outcome:
    def __init__(self, executor, runtime):
        self.executor = executor
        self.runtime = runtime
        self.status = "returned"
        # As the framework says; some write down anything and call it fine.
        self.is_error = False
        self.text = None
        self.error = None
        self.note = None
        self.started = time.perf_counter()
        self.duration = None

    def stop_clock(self):
        self.duration = time.perf_counter() - self.started

    def returned(self, text, is_error=False):
        """The text that the model would be given."""
        self.text = text if isinstance(text, str) else str(text)
        self.is_error = is_error
        if is_error:
            self.status = "failed"
        elif OBJECT.search(self.text):
            self.status = "not-serialisable"
            self.note = self.note or "the model is given the address of an object: return a dict, a list or a text"

    def raised(self, error):
        self.status = "failed"
        self.is_error = True
        self.error = error

    def described(self, limit):
        text = self.text
        note = self.note
        if text is not None and len(text) > limit:
            note = "the text has %d characters; the first %d are shown" % (len(text), limit)
            text = text[:limit]
        run = {
            "status": self.status,
            "executor": self.executor,
            "runtime": self.runtime,
            "duration": self.duration,
            "hasContent": text is not None,
            "exception": described_exception(self.error) if self.error is not None else None,
            "note": note,
        }
        return {
            "content": [{"type": "text", "text": text}] if text is not None else [],
            "isError": self.is_error,
            "_meta": {"turntable/run": run},
        }
