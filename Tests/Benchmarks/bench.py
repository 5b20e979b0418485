"""Measures the built program on a pseudo-terminal of its own (standard library only).

    python3 Tests/Benchmarks/bench.py .build/release/turntable

Prints a Markdown table: what, measured, at most. The status is 1 when a figure is above its limit. The large sessions
are made once, in ${XDG_CACHE_HOME:-~/.cache}/turntable/bench. Figures compare only within one run on one machine.
"""
import fcntl
import json
import os
import pathlib
import pty
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time

CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "turntable" / "bench"
ESCAPES = re.compile(rb"\x1b(?:\[[0-9;?]*[A-Za-z]|[()][A-Z0-9]|[=>78])")
TOOLS = '''def flip(n: int) -> str:
    """Answer with a text that shares no letter with the next one."""
    return ("a" if n % 2 else "b") * 24


turn = [0]


def again() -> str:
    """The same, without arguments."""
    turn[0] += 1
    return flip(turn[0])
'''


def session(name, size=None, turns=None):
    """A JSON Lines session of messages of at least `size` bytes or of exactly `turns` turns; its last text is unique."""
    path = CACHE / f"{name}.jsonl"
    if path.exists():
        return path
    CACHE.mkdir(parents=True, exist_ok=True)
    part, written, number = path.with_suffix(".part"), 0, 0
    filler = "the parcel stands in bay 7 and waits for a truck with a tail lift. " * 6
    with open(part, "w", encoding="utf-8") as file:
        while written < (size or 0) or number < (turns or 0) - 2:
            if number % 8 == 6:
                message = {"role": "assistant", "content": None, "tool_calls": [
                    {"id": f"call_{number}", "type": "function",
                     "function": {"name": "again", "arguments": json.dumps({"n": number})}}]}
            elif number % 8 == 7:
                message = {"role": "tool", "tool_call_id": f"call_{number - 1}", "content": f"bay {number}"}
            else:
                message = {"role": "user" if number % 2 == 0 else "assistant", "content": f"turn {number}: {filler}"}
            line = json.dumps(message) + "\n"
            written, number = written + len(line), number + 1
            file.write(line)
        for text in ("almostthere", "lastofall"):
            file.write(json.dumps({"role": "user", "content": text}) + "\n")
    part.rename(path)
    return path


class Terminal:
    """The program on a pseudo-terminal of 120 × 36; what it draws is kept without its escape sequences."""

    def __init__(self, command):
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8")
            os.execvp(command[0], command)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))

    def press(self, keys):
        os.write(self.fd, keys)

    def read(self, timeout):
        if not select.select([self.fd], [], [], timeout)[0]:
            return b""
        return ESCAPES.sub(b"", os.read(self.fd, 65536))

    def until(self, text, timeout=120, keys=b""):
        """Reads until the text is drawn, pressing keys after each drawing; returns the seconds since the start."""
        seen, deadline = b"", time.perf_counter() + timeout
        while text not in seen:
            if time.perf_counter() > deadline:
                sys.exit(f"bench: {text!r} was not drawn within {timeout} s; the end of what was: {seen[-400:]!r}")
            drawn = self.read(1)
            seen = seen[-4096:] + drawn
            if keys and text not in seen:
                self.press(keys)
        return time.perf_counter() - self.started

    def quiet(self):
        """Takes whatever is still drawn."""
        while self.read(0.02):
            pass

    def peak_megabytes(self):
        status = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) / 1024

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def first_frame(program, path, runs=5):
    best = []
    for _ in range(runs):
        terminal = Terminal([program, str(path)])
        best.append(terminal.until(b"turn 0") * 1000)
        terminal.close()
    return min(best)


def memory(program, path):
    terminal = Terminal([program, str(path)])
    terminal.until(b"lastofall", keys=b"G")
    peak = terminal.peak_megabytes()
    terminal.close()
    return peak


def keys(program, path):
    terminal = Terminal([program, str(path)])
    terminal.until(b"lastofall", keys=b"G")
    terminal.quiet()
    times = []
    for key in [b"g", b"j", b"j", b"j", b"J", b"K", b"G", b"k", b"k", b"\x1b[5~", b"\x1b[5~", b"\x1b[6~"] * 100:
        start = time.perf_counter()
        terminal.press(key)
        terminal.read(1)
        times.append((time.perf_counter() - start) * 1000)
        terminal.quiet()
    terminal.close()
    return statistics.median(times), statistics.quantiles(times, n=100)[98]


def rerun(program, python):
    folder = CACHE / "tools"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tools.py").write_text(TOOLS)
    saved = folder / "session.json"
    saved.write_text(json.dumps([
        {"role": "user", "content": "turn 0"},
        {"role": "assistant", "content": None, "tool_calls": [
            {"id": "call_1", "type": "function", "function": {"name": "again", "arguments": "{}"}}]},
        {"role": "tool", "tool_call_id": "call_1", "content": "bbb"}]))
    terminal = Terminal([program, str(saved), "--turn", "1", "--tools", str(folder / "tools.py"), "--python", python])
    terminal.until(b"again")
    terminal.quiet()
    times = []
    for number in range(1, 201):
        expected = (b"a" if number % 2 else b"b") * 24
        start = time.perf_counter()
        terminal.press(b"R")
        seen = b""
        while expected not in seen:
            drawn = terminal.read(1)
            seen += drawn
            if number == 1 and not drawn:
                terminal.press(b"R")  # The tools were not loaded yet.
            if time.perf_counter() - start > 20:
                sys.exit(f"bench: run {number} did not answer within 20 s; the end of what was: {seen[-400:]!r}")
            if number == 1 and b"(y/n)" in seen:
                terminal.press(b"y")
                seen = b""
        times.append((time.perf_counter() - start) * 1000)
        terminal.quiet()
    terminal.close()
    inside = subprocess.run(
        [python, "-c", "import sys, time; sys.path.insert(0, sys.argv[1]); import tools\n"
         "t = []\nfor _ in range(200):\n    s = time.perf_counter(); tools.again(); t.append(time.perf_counter() - s)\n"
         "print(sorted(t)[100] * 1000)", str(folder)], capture_output=True, text=True, check=True)
    return statistics.median(times[20:]), float(inside.stdout)


def main():
    program = os.path.abspath(sys.argv[1])
    python = sys.argv[2] if len(sys.argv) > 2 else "python3"
    large, many, small = session("400-MB", size=400 << 20), session("100000-turns", turns=100_000), session("small", turns=9)
    large.read_bytes()
    rows = []

    def row(what, measured, limit, unit):
        rows.append(measured <= limit)
        print(f"| {what} | {measured:.1f} {unit} | {limit:.0f} {unit} |", flush=True)

    print("| what | measured | at most |\n| --- | --- | --- |")
    frame = first_frame(program, large)
    row("first frame of a session of 400 MB, warm", frame, 100, "ms")
    row("the same, against a session of 9 turns", frame / first_frame(program, small), 3, "×")
    row("peak memory until its last turn is shown", memory(program, large), 100, "MB")
    median, worst = keys(program, many)
    row("key to drawing with 100,000 turns, median", median, 8, "ms")
    row("key to drawing with 100,000 turns, 99th percentile", worst, 8, "ms")
    again, inside = rerun(program, python)
    row("`R` to the tool's answer on the screen, over the call inside Python", again - inside, 8, "ms")
    sys.exit(0 if all(rows) else 1)


if __name__ == "__main__":
    main()
