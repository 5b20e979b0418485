"""Launchers that are Python programs themselves (poetry, pipenv): what they turn into is attached instead."""

import os
import sys

from . import link
from .imports import attached, replace


def watch(variables):
    """`variables`: what the hook took out of the environment. A program that uses AutoGen already is no launcher."""
    replace(os, "execve", lambda original: _execve(original, variables))
    replace(os, "execv", lambda original: _execv(original, variables))


def _is_launcher():
    return attached() is not None and "autogen" not in sys.modules and "autogen_core" not in sys.modules


def _handed_on(environment, variables):
    """The environment with the hook in it again, and its terminal open for the next program."""
    try:
        terminal = link.current.terminal_for_successor()
        given = {**environment, **variables}
        if "PYTHONPATH" in environment:
            given["TURNTABLE_PYTHONPATH"] = environment["PYTHONPATH"]
            given["PYTHONPATH"] = variables["PYTHONPATH"] + os.pathsep + environment["PYTHONPATH"]
        if terminal is not None:
            given["TURNTABLE_TERMINAL"] = str(terminal)
        return given
    except Exception:
        return environment


def _execve(original, variables):
    def execve(path, args, env):
        return original(path, args, _handed_on(env, variables) if _is_launcher() else env)

    return execve


def _execv(original, variables):
    def execv(path, args):
        if _is_launcher():
            # The original execve, which is not wrapped again here.
            return os.execve.__wrapped__(path, args, _handed_on(os.environ, variables))
        return original(path, args)

    return execv
