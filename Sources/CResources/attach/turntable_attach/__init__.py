"""The attach hook: shows Turntable what an AutoGen program does, and lets it hold and change tool calls.

It never raises into the program and never writes to its output; when Turntable is gone, the program goes on alone.
"""


def attach(socket_path):
    """Connects to Turntable and watches for AutoGen's modules. Called once, before the program's first line."""
    from . import imports, link, program

    connection = link.Link(socket_path)
    if not connection.alive:
        return
    link.current = connection
    connection.send(program.start_event())
    program.watch_end()

    from . import agentchat, classic, openai_sdk

    patches = {}
    for family in (openai_sdk, classic, agentchat):
        patches.update(family.PATCHES)
    imports.install(patches)
