"""Prints the Python of the virtual environment that a requirements file pins; makes it when it is missing.

    python3 environment.py REQUIREMENTS.txt

It lives in ${XDG_CACHE_HOME:-~/.cache}/turntable/venv-<hash of the file>, so a changed pin is a new environment and
nothing is written into the repository. Two callers at once wait for each other.
"""
import fcntl
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys


def python_for(requirements):
    requirements = pathlib.Path(requirements)
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "turntable"
    cache.mkdir(parents=True, exist_ok=True)
    home = cache / ("venv-" + hashlib.sha256(requirements.read_bytes()).hexdigest()[:12])
    python, complete = home / "bin" / "python", home / "complete"
    with open(f"{home}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not complete.exists():
            print(f"installing {requirements.name} into {home}", file=sys.stderr)
            shutil.rmtree(home, ignore_errors=True)
            subprocess.run([sys.executable, "-m", "venv", home], check=True, stdout=sys.stderr)
            subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
                            "-r", requirements], check=True, stdout=sys.stderr)
            complete.touch()
    return python


if __name__ == "__main__":
    try:
        print(python_for(sys.argv[1]))
    except subprocess.CalledProcessError as error:
        sys.exit(f"environment: {' '.join(map(str, error.cmd))}: status {error.returncode}")
