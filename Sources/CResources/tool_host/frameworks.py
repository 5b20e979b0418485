"""Watches the frameworks while the user's module loads: what is built is remembered, and no chat starts."""

import builtins
import functools
import io
import os
import re
import sys


class ChatStarted(BaseException):
    """Raised in place of a chat. No `except Exception` of the program catches it."""


# True while the user's module is imported; later the originals run, so that a tool may itself use agents.
loading = False
# Names of the chats that wanted to start.
chats = []
# Instances in order of their making.
agents = []
tools = []
teams = []
# Registrations: {"kind", "agent", "name", "function", "applied", "where"}.
registrations = []


original_open = builtins.open


def guarded_open(file, mode="r", *arguments, **named):
    """While the module loads: what the program would write over stays as it is, and what it saves after its chat (in a
    `finally`) is not written at all. Both may be the very session that is being looked at."""
    if isinstance(mode, str) and set(mode) & set("wax") and not isinstance(file, int):
        if chats:
            raise ChatStarted("open")
        if "+" not in mode and os.path.isfile(file):
            return original_open(os.devnull, mode.replace("x", "w"), *arguments, **named)
    return original_open(file, mode, *arguments, **named)


def begin():
    global loading
    loading = True
    builtins.open = io.open = guarded_open


def end():
    global loading
    loading = False
    builtins.open = io.open = original_open


def stop(owner, name):
    original = owner.__dict__.get(name) if isinstance(owner, type) else getattr(owner, name, None)
    if not callable(original):
        return

    @functools.wraps(original)
    def stopped(*arguments, **named):
        if loading:
            chats.append(name)
            raise ChatStarted(name)
        return original(*arguments, **named)

    setattr(owner, name, stopped)


def remember(owner, instances):
    original = owner.__init__

    @functools.wraps(original)
    def remembered(self, *arguments, **named):
        original(self, *arguments, **named)
        if not any(known is self for known in instances):
            instances.append(self)

    owner.__init__ = remembered


def track(owner, name, kind):
    """Follows a decorator from its making to its use: one that is never applied registers nothing, without a word."""
    original = getattr(owner, name)

    @functools.wraps(original)
    def tracked(self, *arguments, **named):
        decorator = original(self, *arguments, **named)
        frame = sys._getframe(1)
        record = {
            "kind": kind,
            "agent": getattr(self, "name", ""),
            "name": named.get("name"),
            "function": None,
            "applied": False,
            "where": "%s:%d" % (frame.f_code.co_filename, frame.f_lineno),
        }
        registrations.append(record)
        if not callable(decorator):
            return decorator

        @functools.wraps(decorator)
        def applied(function, *rest, **options):
            record["applied"] = True
            result = decorator(function, *rest, **options)
            target = getattr(function, "func", function)
            record["function"] = target
            record["name"] = record["name"] or getattr(function, "_name", None) or getattr(
                function, "name", None) or getattr(target, "__name__", None)
            return result

        return applied

    setattr(owner, name, tracked)


CLASSIC_CHATS = (
    "initiate_chat", "a_initiate_chat", "initiate_chats", "a_initiate_chats", "run", "a_run", "run_iter", "a_run_iter",
    "generate_reply", "a_generate_reply",
)


def classic_agent(module):
    owner = module.ConversableAgent
    remember(owner, agents)
    for name in CLASSIC_CHATS:
        stop(owner, name)
    track(owner, "register_for_llm", "llm")
    track(owner, "register_for_execution", "execution")


def chat_functions(module):
    for name in list(vars(module)):
        if re.match(r"(a_)?(initiate|run)_", name):
            stop(module, name)


def logging_functions(module):
    """A log that the program would start here would be a recorded session that nobody held, or a change to one."""
    for name, answer in (("start", "not-logged"), ("stop", None)):
        original = getattr(module, name)

        def replaced(*arguments, _original=original, _answer=answer, **named):
            return _answer if loading else _original(*arguments, **named)

        setattr(module, name, functools.wraps(original)(replaced))


def agentchat_agent(module):
    remember(module.AssistantAgent, agents)


def agentchat_base(module):
    for name in ("run", "run_stream"):
        stop(module.BaseChatAgent, name)


def agentchat_team(module):
    remember(module.BaseGroupChat, teams)
    for name in ("run", "run_stream"):
        stop(module.BaseGroupChat, name)


def openai_client(module):
    for name in ("create", "create_stream"):
        stop(module.BaseOpenAIChatCompletionClient, name)


def ag2_agent(module):
    owner = getattr(module, "Agent", None)
    if isinstance(owner, type):
        remember(owner, agents)
        for name in ("ask", "run", "run_stream", "stream"):
            stop(owner, name)


WATCHED = {
    "autogen.agentchat.conversable_agent": classic_agent,
    "autogen.agentchat.chat": chat_functions,
    "autogen.agentchat.group.multi_agent_chat": chat_functions,
    "autogen.oai.client": lambda module: stop(module.OpenAIWrapper, "create"),
    "autogen.runtime_logging": logging_functions,
    "autogen.tools.tool": lambda module: remember(module.Tool, tools),
    "autogen_agentchat.agents._assistant_agent": agentchat_agent,
    "autogen_agentchat.agents._base_chat_agent": agentchat_base,
    "autogen_agentchat.teams._group_chat._base_group_chat": agentchat_team,
    "autogen_core.tools._base": lambda module: remember(module.BaseTool, tools),
    "autogen_ext.models.openai._openai_client": openai_client,
    "ag2.agent": ag2_agent,
}


class Watcher:
    """A finder that changes a framework's module right after it was imported."""

    def find_spec(self, name, path=None, target=None):
        change = WATCHED.get(name)
        if change is None:
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(name, path, target)
            if spec is None or spec.loader is None:
                continue
            execute = spec.loader.exec_module

            def exec_module(module):
                execute(module)
                try:
                    change(module)
                except Exception as error:
                    sys.stderr.write("turntable: %s is not as expected: %r\n" % (name, error))

            spec.loader.exec_module = exec_module
            return spec
        return None


def watch_frameworks():
    sys.meta_path.insert(0, Watcher())
