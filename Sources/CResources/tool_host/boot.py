# The text of `python -c`: makes the host's modules importable from descriptor 3 (JSON, module name to source) and starts it.
import sys

if sys.version_info < (3, 10):
    sys.stderr.write("Python %d.%d\n" % sys.version_info[:2])
    sys.exit(90)

import importlib.abc
import importlib.util
import json
import os


class EmbeddedModules(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Imports `turntable_host` and its modules from memory."""

    def __init__(self, sources):
        self.sources = sources

    def find_spec(self, name, path=None, target=None):
        if name not in self.sources:
            return None
        return importlib.util.spec_from_loader(name, self, origin="<turntable>", is_package=self.is_package(name))

    def is_package(self, name):
        return "." not in name

    def get_source(self, name):
        return self.sources[name]

    def exec_module(self, module):
        exec(compile(self.sources[module.__name__], "<turntable>/" + module.__name__, "exec"), module.__dict__)


sys.dont_write_bytecode = True
# `-c` puts the current folder first; the host decides itself where the tools' modules come from.
if sys.path and sys.path[0] == "":
    del sys.path[0]
sys.meta_path.insert(0, EmbeddedModules(json.loads(os.pread(3, os.fstat(3).st_size, 0))))
os.close(3)

from turntable_host import server

server.main(sys.argv[1:])
