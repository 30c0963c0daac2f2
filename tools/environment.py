"""The virtual environment `.venv`: made once, refreshed when its pins change.

Needs the standard library alone, because it runs before anything is
installed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "installed.txt"
OLDEST = (3, 11)


def require_python() -> None:
    """Stop with an explanation when this Python is too old."""
    if sys.version_info < OLDEST:
        have = "{}.{}".format(*sys.version_info[:2])
        want = "{}.{}".format(*OLDEST)
        sys.exit(
            f"This book needs Python {want} or newer; this is Python {have}.\n"
            "Install one from https://www.python.org/downloads/. If you have "
            f"one under another name, say so: make book PYTHON=python{want}"
        )


def wanted() -> str:
    """Return what the environment was made from, as one line to compare."""
    digest = hashlib.sha256()
    for name in ("requirements.txt", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def is_current() -> bool:
    """Tell whether the environment holds what the pins ask for."""
    return (
        PYTHON.exists()
        and STAMP.exists()
        and STAMP.read_text("utf8").strip() == wanted()
    )


def prepare() -> None:
    """Make or refresh the environment, if that is needed."""
    if is_current():
        return
    print("Installing into .venv (once; this takes a minute or two) ...")
    make_venv()
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet"]
    pip += ["--disable-pip-version-check"]
    install = [
        [*pip, "-r", "requirements.txt"],
        # the build tools are among the requirements: nothing is fetched here
        [*pip, "--no-deps", "--no-build-isolation", "--editable", "."],
    ]
    for command in install:
        if subprocess.run(command, cwd=ROOT).returncode:
            sys.exit(
                "The requirements could not be installed: see the message of "
                "pip. The first call needs a network connection."
            )
    STAMP.write_text(wanted() + "\n", encoding="utf8")


def make_venv() -> None:
    """Make an empty virtual environment beside the book."""
    if PYTHON.exists():
        return
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)])
    if made.returncode:
        sys.exit(
            "Python could not make a virtual environment. On Debian and "
            "Ubuntu its parts come apart: sudo apt install python3-venv"
        )


def environment() -> dict[str, str]:
    """Return the variables that every command of the project runs under.

    One BLAS thread: on small matrices more threads are slower, and sums are
    then always added in the same order.
    """
    env = dict(os.environ)
    env.setdefault("OPENBLAS_NUM_THREADS", "1")
    env.setdefault("OMP_NUM_THREADS", "1")
    env["PYTHONUTF8"] = "1"
    env.pop("MPLBACKEND", None)  # notebooks draw into the page
    env["PATH"] = str(BIN) + os.pathsep + env.get("PATH", "")
    return env


def call(*command: str | Path, **variables: str) -> int:
    """Run a program of the environment in the root; return its exit code."""
    first, *rest = map(str, command)
    program = BIN / (first + (".exe" if os.name == "nt" else ""))
    words = [str(program) if program.exists() else first, *rest]
    try:
        env = {**environment(), **variables}
        return subprocess.run(words, cwd=ROOT, env=env).returncode
    except FileNotFoundError:
        print(f"{first} is not installed.", file=sys.stderr)
        return 127
