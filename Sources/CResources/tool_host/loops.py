"""One event loop for all runs: what a tool keeps between calls (a client, a lock) belongs to the loop that made it."""

import asyncio

_loop = None


def run(coroutine):
    """Runs a coroutine to its end in the main thread."""
    global _loop
    if _loop is None or _loop.is_closed():
        _loop = asyncio.new_event_loop()
    asyncio.set_event_loop(_loop)
    task = _loop.create_task(coroutine)
    try:
        return _loop.run_until_complete(task)
    except BaseException as error:
        if not isinstance(error, Exception):
            abandon(task)
        raise


def abandon(task):
    """After an interrupt or a `sys.exit` the loop is not trusted any more; the task may still clean up."""
    global _loop
    loop, _loop = _loop, None
    try:
        if not task.done():
            task.cancel()
            loop.run_until_complete(asyncio.wait([task], timeout=0.1))
    except BaseException:
        pass
