"""Runs before the program that Turntable starts: attaches, hides itself, hands on to the module that it shadows."""

import os
import sys


def _attach():
    here = os.path.dirname(os.path.abspath(__file__))
    socket_path = os.environ.pop("TURNTABLE_ATTACH", None)
    terminal = os.environ.pop("TURNTABLE_TERMINAL", None)
    shadowed = os.environ.pop("TURNTABLE_PYTHONPATH", None)
    try:
        if socket_path:
            import turntable_attach

            turntable_attach.attach(socket_path, here, int(terminal) if terminal else None)
    except Exception:
        pass  # The program runs as if nothing were attached.
    # Neither the program nor its children find this folder any more.
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or os.curdir) != here]
    sys.path_importer_cache.pop(here, None)
    if shadowed is None:
        os.environ.pop("PYTHONPATH", None)
    else:
        os.environ["PYTHONPATH"] = shadowed


_attach()
del _attach
sys.modules.pop("sitecustomize", None)
# The one that this module shadowed; where there is none, `site` ignores the ImportError.
import sitecustomize  # noqa: E402,F401
