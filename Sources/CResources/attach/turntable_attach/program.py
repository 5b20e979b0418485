"""The program as a whole: what runs it, and how it fails."""

import atexit
import os
import sys
import traceback

from . import registration
from .imports import attached, harmless

_FOLDER = os.path.dirname(os.path.abspath(__file__))
_reported = None


def start_event():
    return {"event": "attached", "pid": os.getpid(), "python": "%d.%d.%d" % sys.version_info[:3]}


def runtime(identifier, evidence):
    """Says which framework runs, and how we know."""
    connection = attached()
    if connection:
        event = start_event()
        connection.send({**event, "event": "runtime", "id": identifier, "evidence": evidence})


def exception_record(error):
    """Class, text and traceback; the hook's own frames are left out."""
    summary = traceback.TracebackException.from_exception(error)
    seen = summary
    while seen is not None:
        seen.stack = traceback.StackSummary.from_list([f for f in seen.stack if not f.filename.startswith(_FOLDER)])
        seen = seen.__cause__ or seen.__context__
    kind = type(error)
    name = kind.__name__ if kind.__module__ in ("builtins", "__main__") else kind.__module__ + "." + kind.__qualname__
    return {"type": name, "message": _text(error), "traceback": "".join(summary.format())}


def _text(error):
    try:
        return str(error)
    except Exception:
        return "<%s without a text>" % type(error).__name__


@harmless
def _report(error):
    global _reported
    connection = attached()
    if connection and error is not None and error is not _reported:
        _reported = error
        connection.send({"event": "exception", **exception_record(error)})


def watch_end():
    """Uncaught exceptions: by `sys.excepthook`, and at exit for programs that put their own in its place."""
    previous = sys.excepthook

    def excepthook(kind, error, trace):
        _report(error)
        previous(kind, error, trace)

    sys.excepthook = excepthook
    atexit.register(_at_exit)


def _at_exit():
    registration.tell()
    _report(getattr(sys, "last_value", None))
