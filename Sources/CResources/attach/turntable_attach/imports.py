"""Changes modules right after they are imported, and wraps functions so that they stay what they look like."""

import functools
import importlib.util
import sys
import threading

from . import link


def harmless(function):
    """A step of the hook: an error in it is told to Turntable and nobody else; its value is then None."""

    @functools.wraps(function)
    def guarded(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except Exception as error:
            told(function.__name__, error)
            return None

    return guarded


def told(place, error):
    try:
        link.current.send({"event": "hook-error", "place": place, "text": "%s: %s" % (type(error).__name__, error)})
    except Exception:
        pass


def attached():
    """The connection, while there is one."""
    connection = link.current
    return connection if connection is not None and connection.alive else None


def replace(owner, name, make):
    """Puts `make(original)` in place of a function of a class or module, once; it keeps name, docs and signature."""
    original = owner.__dict__.get(name) if isinstance(owner, type) else getattr(owner, name, None)
    kind = type(original) if isinstance(original, (staticmethod, classmethod)) else None
    function = original.__func__ if kind else original
    if not callable(function) or getattr(function, "_turntable", False):
        return
    wrapper = functools.wraps(function)(make(function))
    wrapper._turntable = True
    setattr(owner, name, kind(wrapper) if kind else wrapper)


class _Loader:
    """A module's own loader, and then the changes."""

    def __init__(self, loader, patch):
        self._loader = loader
        self._patch = patch

    def __getattr__(self, name):
        return getattr(self._loader, name)

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        module.__loader__ = self._loader
        module.__spec__.loader = self._loader
        self._loader.exec_module(module)
        harmless(self._patch)(module)


class _Finder:
    """Finds nothing by itself: asks the others, and adds the changes to what they found."""

    def __init__(self, patches):
        self._patches = patches
        self._asking = threading.local()

    def find_spec(self, name, path=None, target=None):
        if name not in self._patches or getattr(self._asking, "name", None) == name:
            return None
        self._asking.name = name
        try:
            spec = importlib.util.find_spec(name)
            if spec is not None and hasattr(spec.loader, "exec_module"):
                spec.loader = _Loader(spec.loader, self._patches[name])
            return spec
        except Exception:
            return None
        finally:
            self._asking.name = None


def install(patches):
    """`patches`: module name → function of the module. Modules that are there already are changed at once."""
    sys.meta_path.insert(0, _Finder(patches))
    for name, patch in patches.items():
        if name in sys.modules:
            harmless(patch)(sys.modules[name])
