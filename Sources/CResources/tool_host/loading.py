"""Imports the module that holds the tools, as its own program would, without letting it start a chat."""

import ast
import importlib
import importlib.util
import os
import sys
import traceback
import types

from . import frameworks
from .outcome import formatted


class LoadingError(Exception):
    """What kept the module from being loaded, in one line, with details for a closer look."""

    def __init__(self, what, **details):
        super().__init__(what)
        self.what = what
        self.details = details


class Loaded:
    """The module, its siblings from the same folder, and the one object that the source names, if it names one."""

    def __init__(self, module, siblings, chosen, note):
        self.module = module
        self.siblings = siblings
        self.chosen = chosen
        self.note = note


_NOTHING = object()


def preload(names):
    """Imports frameworks ahead of time; whatever goes wrong shows when the module itself is imported."""
    for name in names:
        try:
            importlib.import_module(name)
        except BaseException:
            pass


def load(source):
    """`module.py`, `package.module`, or one of them with `:object`."""
    place, object_name = split(source)
    is_file = place.endswith(".py") or os.path.isfile(place)
    lent = lend_credentials()
    frameworks.begin()
    try:
        before = set(sys.modules)
        module, note = load_file(place) if is_file else load_module(place)
        if module is not None and needs_main(module):
            note = run_main(module) or note
    finally:
        frameworks.end()
        for name in lent:
            os.environ.pop(name, None)
    siblings = [m for name, m in list(sys.modules.items()) if name not in before and is_sibling(m, module)]
    chosen = _NOTHING
    if object_name:
        try:
            chosen = module
            for part in object_name.split("."):
                chosen = getattr(chosen, part)
        except AttributeError:
            raise LoadingError("%s has no %s" % (place, object_name)) from None
    return Loaded(module, siblings, None if chosen is _NOTHING else (chosen,), note)


def split(source):
    place, colon, name = source.rpartition(":")
    if colon and name and all(part.isidentifier() for part in name.split(".")) and not os.path.exists(source):
        return place, name
    return source, ""


def lend_credentials():
    """Model clients refuse to be built without a key; no model is called while the module loads, so any text will do."""
    lent = [name for name in ("OPENAI_API_KEY",) if not os.environ.get(name)]
    for name in lent:
        os.environ[name] = "not-a-key"
    return lent


def load_module(name):
    sys.path.insert(0, os.getcwd())
    sys.argv = [name]
    return execute(name, lambda: importlib.import_module(name), lambda: sys.modules.get(name))


def load_file(path):
    path = os.path.abspath(path)
    if not os.path.isfile(path):
        raise LoadingError("%s is not there" % path)
    folder, file = os.path.split(path)
    name = os.path.splitext(file)[0]
    sys.argv = [path]
    root, package = package_of(folder) if has_relative_imports(path) else (folder, "")
    sys.path.insert(0, root)
    if package:
        name = package + "." + name
        return execute(path, lambda: importlib.import_module(name), lambda: sys.modules.get(name))
    if name in sys.modules:
        name += "_module"  # a file that is called like a module of the standard library
    loader = importlib.machinery.SourceFileLoader(name, path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_file_location(name, path, loader=loader))
    sys.modules[name] = module
    return execute(path, lambda: loader.exec_module(module), lambda: module)


def execute(place, action, module):
    """Runs the import. A chat that wants to start ends it, and all that existed by then counts."""
    try:
        action()
        return module(), None
    except BaseException as error:
        if frameworks.chats and module() is not None:
            return module(), "its chat was not started"
        raise failure(place, error) from None


def failure(place, error):
    where = place
    for frame in traceback.extract_tb(error.__traceback__):
        if not frame.filename.startswith("<") and not is_installed(frame.filename):
            where = "%s:%s" % (frame.filename, frame.lineno)
    if isinstance(error, SyntaxError) and error.filename:
        where = "%s:%s" % (error.filename, error.lineno)
    text = str(error).strip().splitlines()
    details = {
        "type": type(error).__name__,
        "where": where,
        "traceback": formatted(error),
    }
    if isinstance(error, ModuleNotFoundError) and error.name:
        details["missing"] = error.name
    if isinstance(error, SystemExit):
        what = "the module ends itself while it is imported: sys.exit(%s)" % error.code
    else:
        what = "%s: %s" % (type(error).__name__, text[0] if text else "")
    return LoadingError(what, **details)


def is_sibling(module, main):
    """A module of the user's that was imported from the main module's folder or below it, installed packages aside."""
    file = getattr(module, "__file__", None)
    main_file = getattr(main, "__file__", None)
    if not isinstance(module, types.ModuleType) or module is main or not file or not main_file:
        return False
    folder = os.path.dirname(os.path.abspath(main_file))
    path = os.path.abspath(file)
    return path.startswith(folder + os.sep) and not is_installed(path)


def is_installed(path):
    return "site-packages" in path or "dist-packages" in path or path.startswith(os.path.dirname(os.__file__) + os.sep)


def has_relative_imports(path):
    try:
        with open(path, "rb") as file:
            tree = ast.parse(file.read())
    except (SyntaxError, ValueError):
        return False
    return any(isinstance(node, ast.ImportFrom) and node.level for node in ast.walk(tree))


def package_of(folder):
    parts = []
    while os.path.isfile(os.path.join(folder, "__init__.py")):
        folder, part = os.path.split(folder)
        parts.insert(0, part)
    return folder, ".".join(parts)


# Code behind `if __name__ == "__main__"`.

AGENT_CLASSES = {
    "ConversableAgent", "AssistantAgent", "UserProxyAgent", "GroupChatManager", "register_function", "FunctionTool", "Agent",
}


def guards(module):
    try:
        with open(module.__file__, "rb") as file:
            tree = ast.parse(file.read())
    except (OSError, SyntaxError, ValueError, TypeError, AttributeError):
        return None, []
    return tree, [node for node in tree.body if isinstance(node, ast.If) and is_main_test(node.test)]


def is_main_test(test):
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.Eq):
        return False
    sides = [test.left, test.comparators[0]]
    return any(isinstance(s, ast.Name) and s.id == "__name__" for s in sides) and any(
        isinstance(s, ast.Constant) and s.value == "__main__" for s in sides)


def needs_main(module):
    """Whether agents are built only by the guarded part: then it runs up to its first chat, as an unguarded script does."""
    if frameworks.agents or frameworks.chats:
        return False
    tree, found = guards(module)
    if not found:
        return False
    called = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            called.add(function.id if isinstance(function, ast.Name) else getattr(function, "attr", ""))
    return bool(called & AGENT_CLASSES)


def run_main(module):
    tree, found = guards(module)
    body = ast.Module(body=[node for guard in found for node in guard.body], type_ignores=[])
    try:
        exec(compile(body, module.__file__, "exec"), module.__dict__)
    except BaseException as error:
        if not frameworks.chats:
            return "its main part stopped before a chat: %s: %s" % (type(error).__name__, str(error).split("\n")[0])
    return "its main part ran up to the first chat"
