"""Attacks on the grader and its machine: processes, memory, signals."""

from class_corpus.notebooks import (
    FULL,
    STEP,
    Case,
    beside,
    cell_of,
    cheat,
    edited,
)

SIGNALS = """
import os, signal
for pid in (1, os.getppid(), 2, 3, -1):
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP):
        if pid > 0 and pid != os.getpid():
            try:
                os.kill(pid, number)
            except OSError:
                pass
"""
KILL_ALL = "import os, signal\nos.kill(-1, signal.SIGKILL)\nos.kill(0, 9)"
FORK_BOMB = """
import os, time
born = 0
try:
    for _ in range(500):
        if os.fork() == 0:
            time.sleep(61337)
        born += 1
except OSError:
    pass
raise LookupError("fewer than 100" if born < 100 else born)
"""
DAEMON = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        import ctypes
        os.execvp("sleep", ["sleep", "61338"])
    os._exit(0)
"""
SPLIT_MEMORY = """
import os, time
for _ in range(6):
    if os.fork() == 0:
        kept = bytearray(300 * 2**20)
        kept[::4096] = b"x" * len(kept[::4096])
        time.sleep(61339)
while True:
    try:
        time.sleep(61339)
    except BaseException:
        pass
"""
MANY_FILES = """
import itertools, os
for number in itertools.count():
    os.mknod(f"/tmp/{number}")
"""
RECURSION = """
import sys
sys.setrecursionlimit(10**9)
def step(z):
    return step([z])
"""
PARSER = "compile('(' * 10**6, 'x', 'eval')\neval('-' * 10**6 + '1')"
THREADS = """
import threading, time
def busy():
    while True:
        time.sleep(0.01)
for _ in range(200):
    try:
        threading.Thread(target=busy).start()
    except RuntimeError:
        break
"""
AT_EXIT = """
import atexit, signal, threading, time
atexit.register(time.sleep, 61340)
threading._register_atexit(time.sleep, 61340)
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
"""
NO_ALARM = """
import signal
signal.setitimer = signal.signal = lambda *args: None
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))
def step(z):
    while True:
        pass
"""
STARTUP = """
import os, pathlib
for path in ("sitecustomize.py", "usercustomize.py", "nncheck.py", "json.py",
             "numpy.py", ".ipython/profile_default/startup/00.py",
             "/tmp/sitecustomize.py"):
    try:
        pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
        pathlib.Path(path).write_text("import time; time.sleep(61341)")
    except OSError:
        pass
os._exit(0)
"""


def _closing(numbers: str) -> str:
    return (
        f"import os\nfor number in {numbers}:\n    try:\n"
        "        os.close(number)\n    except OSError:\n        pass"
    )


def _many_ends(notebook: dict) -> None:
    cell = dict(cell_of(notebook, "step"), source="import os\nos._exit(0)")
    notebook["cells"] = [cell] * 500 + notebook["cells"]


def cases() -> dict[str, Case]:
    """All of them, by name."""
    return {
        "signals to others": cheat(SIGNALS),
        "kills everything": cheat(KILL_ALL),
        "fork bomb": beside(FORK_BOMB, words="fewer than 100"),
        "daemon": beside(DAEMON),
        "memory in many processes": cheat(
            SPLIT_MEMORY, words="ended the Python process"
        ),
        "files without end": cheat(MANY_FILES, words="made too many files"),
        "endless recursion in C": cheat(RECURSION),
        "deep expressions": beside(PARSER),
        "200 threads": beside(THREADS),
        "handlers at the end": beside(AT_EXIT),
        "no alarm": cheat(NO_ALARM, words="without a sign of life"),
        "programs for the next start": beside(STARTUP, FULL - STEP),
        "stops itself": cheat(
            "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
            words="without a sign of life",
        ),
        "closes 0, 1, 2": beside(_closing("(0, 1, 2)")),
        "closes everything": cheat(_closing("range(3, 256)")),
        "500 cells that leave": Case(edited(_many_ends), 0.0),
    }
