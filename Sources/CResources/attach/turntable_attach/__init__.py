"""The attach hook: shows Turntable what an AutoGen program does, and lets it hold and change tool calls.

It never raises into the program and never writes to its output; when Turntable is gone, the program goes on alone.
"""


def attach(socket_path, folder, terminal=None):
    """Connects to Turntable and watches for AutoGen's modules. Called once, before the program's first line.

    `folder` is where the hook lies; `terminal` a descriptor of the other side of the program's own terminal, or None.
    """
    from . import agentchat, classic, imports, launchers, link, openai_sdk, program

    connection = link.Link(socket_path, terminal)
    if not connection.alive:
        return
    link.current = connection
    connection.send(program.start_event())
    program.watch_end()
    patches = {}
    for family in (openai_sdk, classic, agentchat):
        patches.update(family.PATCHES)
    imports.install(patches)
    launchers.watch({"TURNTABLE_ATTACH": socket_path, "PYTHONPATH": folder})
