"""Standard streams: the protocol keeps its own descriptors, everything else that is printed goes to standard error.

Standard error is a pipe that our parent reads all the time, so output survives a crash, and a storm of it only waits.
"""

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
    if sys.stdout is not _stream(sys.stdout, "stdout"):
        sys.stdout = _opened(1)
    if sys.stderr is not _stream(sys.stderr, "stderr"):
        sys.stderr = _opened(2)
    if sys.stdin is None or sys.stdin.closed:
        sys.stdin = open(0, closefd=False)
    if _folder is not None:
        try:
            os.chdir(_folder)
        except OSError:
            pass


_ours = {}


def _stream(stream, name):
    """The stream itself where it is one of ours or the interpreter's and still open."""
    if stream is not None and not getattr(stream, "closed", True) and stream is _ours.get(name):
        return stream
    return None


def _opened(number):
    stream = open(number, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)
    _ours["stdout" if number == 1 else "stderr"] = stream
    return stream


def flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass
