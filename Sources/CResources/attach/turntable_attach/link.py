"""The connection to Turntable: JSON Lines out, answers to held events in."""

import fcntl
import itertools
import json
import os
import re
import select
import socket
import threading
from datetime import datetime, timezone

from .plain import plain

#: The one connection of this process; None where nothing is attached.
current = None

_SECRET_NAME = re.compile(r"(API_?KEY|_TOKEN|_SECRET|PASSWORD)$", re.IGNORECASE)


def _lines(sock):
    """Answers as they come, until Turntable is gone."""
    pending = b""
    while True:
        chunk = sock.recv(65536)
        if not chunk:
            return
        pending += chunk
        *complete, pending = pending.split(b"\n")
        for line in complete:
            try:
                answer = json.loads(line)
            except ValueError:
                continue
            if isinstance(answer, dict):
                yield answer


def _drain(terminal):
    """Reads what the program writes to its terminal when nobody else does: a full one would stop it."""
    try:
        while True:
            select.select([terminal], [], [])
            if not os.read(terminal, 65536):
                return
    except Exception:
        return


class Link:
    """One socket; `send` and `hold` may be called from any thread. Nothing here raises for a lost connection."""

    def __init__(self, path, terminal=None):
        self.alive = False
        self._is_torn = False
        self._terminal = None
        self._numbers = itertools.count(1)
        self._waiting = {}
        self._make_locks()
        self._secrets = set()
        for name, value in os.environ.items():
            if _SECRET_NAME.search(name):
                self.hide(value)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.connect(path)
            self.alive = True
        except OSError:
            self._socket.close()
        if terminal is not None:
            self._keep(terminal)
        if self.alive:
            os.register_at_fork(after_in_child=self._leave_to_parent)
            threading.Thread(target=self._read, name="turntable", daemon=True).start()
        else:
            self._leave_terminal()

    def _keep(self, terminal):
        """Out of the program's way, and not for its children."""
        self._terminal = fcntl.fcntl(terminal, fcntl.F_DUPFD_CLOEXEC, 100)
        os.close(terminal)

    def _make_locks(self):
        self._sending = threading.Lock()
        self._state = threading.Lock()

    def _leave_to_parent(self):
        self.alive = False
        self._waiting = {}
        self._make_locks()
        self._socket.close()
        self._leave_terminal()

    def _leave_terminal(self):
        terminal, self._terminal = self._terminal, None
        if terminal is not None:
            os.close(terminal)

    def terminal_for_successor(self):
        """The terminal's descriptor, left open for the program that takes this one's place."""
        if self._terminal is not None:
            os.set_inheritable(self._terminal, True)
        return self._terminal

    def hide(self, secret):
        """Keeps a credential out of everything that is sent from now on."""
        if isinstance(secret, str) and (len(secret) >= 12 or secret.startswith("sk-") and len(secret) > 5):
            self._secrets.add(secret)

    def send(self, event):
        """Writes one event; whether it went out. What JSON cannot hold is sent as its repr."""
        if not self.alive:
            return False
        try:
            now = datetime.now(timezone.utc)
            event["time"] = now.strftime("%Y-%m-%dT%H:%M:%S.") + "%03dZ" % (now.microsecond // 1000)
            data = self._encoded(event)
        except Exception:
            return False
        try:
            with self._sending:
                if self._is_torn:
                    data = b"\n" + data
                self._is_torn = True  # Until all of it has gone: a KeyboardInterrupt may cut it.
                self._socket.sendall(data)
                self._is_torn = False
            return True
        except Exception:
            self._lost()
            return False

    def _encoded(self, event):
        try:
            text = json.dumps(event, ensure_ascii=False, allow_nan=False)
        except Exception:
            text = json.dumps(plain(event), ensure_ascii=False)
        for secret in tuple(self._secrets):
            if secret in text:
                text = text.replace(secret, "[hidden by turntable]")
        try:
            return text.encode() + b"\n"
        except UnicodeEncodeError:  # Lone surrogates.
            return json.dumps(json.loads(text)).encode() + b"\n"

    def hold(self, event):
        """Sends an event and waits for its answer; {} when Turntable is gone."""
        answered = threading.Event()
        answer = {}

        def wake(given):
            answer.update(given)
            answered.set()

        number = self._wait_for(wake)
        if number is None:
            return answer
        event["hold"] = number
        try:
            if self.send(event):
                answered.wait()
        finally:
            self._waiting.pop(number, None)
        return answer

    async def hold_async(self, event):
        """The same from a coroutine: its event loop goes on meanwhile."""
        import asyncio

        loop = asyncio.get_running_loop()
        answered = loop.create_future()

        def settle(given):
            if not answered.done():
                answered.set_result(given)

        number = self._wait_for(lambda given: loop.call_soon_threadsafe(settle, given))
        if number is None:
            return {}
        event["hold"] = number
        try:
            return await answered if self.send(event) else {}
        finally:
            self._waiting.pop(number, None)

    def _wait_for(self, wake):
        with self._state:
            if not self.alive:
                return None
            number = next(self._numbers)
            self._waiting[number] = wake
            return number

    def _read(self):
        """The reader thread: answers, until Turntable is gone; then it keeps the terminal empty."""
        try:
            for answer in _lines(self._socket):
                if "refused" in answer:  # Another process is attached, and Turntable reads the terminal.
                    self._leave_terminal()
                elif "detach" in answer:
                    self._release()
                else:
                    self._wake(self._waiting.pop(answer.get("resume"), None), answer)
        except Exception:
            pass
        self._release()
        if self._terminal is not None:
            _drain(self._terminal)

    def _lost(self):
        self._release()
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    def _release(self):
        """Nobody answers any more: all that waits goes on as it is."""
        with self._state:
            self.alive = False
            waiting, self._waiting = self._waiting, {}
        for wake in waiting.values():
            self._wake(wake, {})

    @staticmethod
    def _wake(wake, answer):
        try:
            if wake is not None:
                wake(answer)
        except Exception:
            pass  # Its event loop has been closed.
