"""Standard streams: the protocol keeps its own descriptors, everything else that is printed goes to standard error.

Standard error is a pipe that our parent reads all the time, so output survives a crash, and a storm of it only waits.
"""

import contextlib
import faulthandler
import json
import os
import sys
import threading


class Channel:
    """The protocol's two descriptors, moved away from 0 and 1 and closed in whatever a tool starts."""

    def __init__(self):
        self.input = os.dup(0)
        self.output = os.dup(1)
        self.lock = threading.Lock()
        remember()
        sys.stdout = sys.stderr = None
        restore()
        faulthandler.enable(file=_errors)

    def lines(self):
        with os.fdopen(self.input, "rb", closefd=False) as stream:
            yield from stream

    def send(self, message):
        try:
            line = json.dumps(message).encode("ascii") + b"\n"
        except (ValueError, TypeError, RecursionError) as error:
            message = {"jsonrpc": "2.0", "id": message.get("id"), "error": {"code": -32603, "message": str(error)}}
            line = json.dumps(message).encode("ascii") + b"\n"
        with self.lock:
            while line:
                try:
                    line = line[os.write(self.output, line):]
                except OSError:
                    os._exit(0)


_errors = -1
_folder = None


def remember():
    global _errors, _folder
    _errors = os.dup(2)
    try:
        _folder = os.getcwd()
    except OSError:
        _folder = None


def restore():
    """Descriptors 0, 1, 2, their Python streams and the folder as they are at the start, whatever a tool made of them."""
    null = os.open(os.devnull, os.O_RDONLY)
    if null != 0:
        os.dup2(null, 0)
        os.close(null)
    os.dup2(_errors, 1)
    os.dup2(_errors, 2)
    if is_closed(sys.stdout):
        sys.stdout = sys.__stdout__ = opened(1)
    if is_closed(sys.stderr):
        sys.stderr = sys.__stderr__ = opened(2)
    if is_closed(sys.stdin):
        sys.stdin = open(0, closefd=False)
    if _folder is not None:
        try:
            os.chdir(_folder)
        except OSError:
            pass


@contextlib.contextmanager
def silenced():
    """While a framework is imported for a run: its warnings are no output of the tool."""
    flush()
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    os.close(null)
    try:
        yield
    finally:
        flush()
        os.dup2(_errors, 1)
        os.dup2(_errors, 2)


def is_closed(stream):
    return stream is None or getattr(stream, "closed", False)


def opened(number):
    """A stream that hands each line on at once, so that lines of both streams keep their order."""
    return open(number, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)


def flush():
    for stream in {sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__}:
        try:
            stream.flush()
        except Exception:
            pass
