"""Captures sessions again: runs each program in its family's environment against the scripted backend.

    python3 Sessions/capture/capture.py [FAMILY[/SESSION]]...      all of them when none is named

A program runs unedited in a folder of its own with OPENAI_BASE_URL set; what it saves replaces the files beside it.
Paths of this machine become /home/user in everything that is saved. A program that ends with a status other than
zero leaves its stderr.txt as well.
"""
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import backend
import environment

SESSIONS = pathlib.Path(__file__).resolve().parent.parent
FAMILIES = ("classic-0.2", "agentchat-0.7", "openai-chat")
SAVED = ("logs.db", "chat_result.json", "events.jsonl", "task_result.json", "messages.json", "exchanges.jsonl")


def scrub_text(text, folder, python):
    for path, shown in ((folder, "/home/user/depot"), (pathlib.Path(python).parent.parent, "/home/user/venv"),
                        (pathlib.Path(sys.base_prefix), "/usr"), (pathlib.Path.home(), "/home/user")):
        text = text.replace(str(path), shown)
    return text


def scrub_database(path, folder, python):
    base = sqlite3.connect(path)
    for (table,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for column in [row[1] for row in base.execute(f"PRAGMA table_info({table})")]:
            rows = base.execute(f"SELECT rowid, {column} FROM {table} WHERE typeof({column}) = 'text'").fetchall()
            for rowid, text in rows:
                clean = scrub_text(text, folder, python)
                if clean != text:
                    base.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (clean, rowid))
    base.commit()
    base.execute("VACUUM")
    base.close()


def capture(session):
    family = session.parent.name
    pins = SESSIONS / "capture" / f"requirements-{family}.txt"
    python = environment.python_for(pins) if pins.exists() else sys.executable
    url, server = backend.serve(json.loads((session / "script.json").read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        for program in session.glob("*.py"):
            shutil.copy(program, folder)
        ran = subprocess.run(
            [python, "agent.py"], cwd=folder, input="\n" * 8, capture_output=True, text=True, timeout=120,
            env={"PATH": os.environ["PATH"], "HOME": folder, "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1",
                 "OPENAI_BASE_URL": url, "OPENAI_API_KEY": "sk-scripted", "AUTOGEN_USE_DOCKER": "0"})
        server.shutdown()
        for name in SAVED + ("stderr.txt",):
            (session / name).unlink(missing_ok=True)
        saved = [name for name in SAVED if os.path.exists(os.path.join(folder, name))]
        for name in saved:
            kept = session / name
            shutil.copy(os.path.join(folder, name), kept)
            if name.endswith(".db"):
                scrub_database(kept, folder, python)
            else:
                kept.write_text(scrub_text(kept.read_text(encoding="utf-8"), folder, python), encoding="utf-8")
        if ran.returncode != 0:
            (session / "stderr.txt").write_text(scrub_text(ran.stderr, folder, python), encoding="utf-8")
    print(f"{family}/{session.name}: status {ran.returncode}, {', '.join(saved) or 'nothing saved'}")
    if not saved:
        sys.exit(ran.stderr)


def main():
    asked = [SESSIONS / name for name in sys.argv[1:]] or [SESSIONS / family for family in FAMILIES]
    for path in asked:
        for script in sorted(path.glob("script.json")) or sorted(path.glob("*/script.json")):
            capture(script.parent)


if __name__ == "__main__":
    main()
