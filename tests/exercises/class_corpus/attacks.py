"""Attacks on the verdict, the grader, the machine and the teacher's pages."""

import json

from class_corpus.notebooks import (
    FULL,
    RIGHT,
    STEP,
    WRONG,
    Case,
    beside,
    cell_of,
    cheat,
    data,
    edited,
    with_step,
)

TOKEN = """
import gc, json, os
channel = next(
    thing for thing in gc.get_objects() if type(thing).__name__ == "Events"
)
def forge(**event):
    line = channel.token + json.dumps(event) + "\\n"
    os.write(channel.file, line.encode())
"""
FORGED_POINTS = (
    TOKEN
    + """
for value in (1, 0, [1], {"points": 2}):
    forge(task="step", state="start", found=True)
    for _ in range(20):
        forge(task="step", seen={"value": value, "points": 2, "state": "full"})
    forge(task="step", state="end", points=2, verdict="full")
"""
)
FORGED_END = (
    TOKEN
    + """
def step(z):
    forge(task="step", seen={"value": 1, "failure": None})
    forge(task="step", state="end")
    forge(done=True)
    os._exit(0)
"""
)
GARBAGE = (
    TOKEN
    + """
deep = "[" * 100_000
big = {"array": "", "dtype": "<f8", "shape": [0, 10**30]}
for value in (big, big | {"dtype": "O"}, big | {"dtype": "<f8,<f8"},
              big | {"shape": [-1, 0]}, big | {"shape": "x"},
              {"dict": [[{"list": [{"dict": []}]}, 1]]}, {"list": 3},
              {"bytes": "!"}, {"other": deep}, float("inf"), float("nan"),
              big | {"dtype": "<M8[ns]"}, big | {"shape": [0] * 99}):
    forge(task="step", state="start", found=True)
    forge(task="step", seen={"value": value, "changed": [10**400]})
    forge(task="step", seen={"value": value})
    forge(task="step", seen={"value": 1, "failure": {"kind": 1, "text": 2,
                                                     "line": 10**400}})
    forge(task="step", seen={"value": 1, "failure": {"kind": "x", "text": "",
                                                     "line": float("inf")}})
for line in (deep, '{"task": ' + deep, "\\x00", '"\\\\ud800"', "1e999"):
    os.write(channel.file, (channel.token + line + "\\n").encode())
forge(task=[1], seen=3)
forge(cell=-1, state={}, error={"a": [1]})
forge(cell=True, error="x" * 10**6)
forge(task="no such exercise", state="start", found=True)
"""
)
FLOOD = (
    TOKEN
    + """
while True:
    os.write(channel.file, b"x" * 65536)
"""
)
REDUCE = """
import os, pickle
class Payload:
    def __reduce__(self):
        return os.system, ("touch MARKER",)
    def __reduce_ex__(self, protocol):
        return self.__reduce__()
def step(z):
    os.write(1, pickle.dumps(Payload()))
    return Payload()
"""
LIAR = """
import numpy as np
class Liar:
    __class__ = np.ndarray
    __eq__ = lambda self, other: True
    __array__ = lambda self, *args, **kwargs: 1 / 0
    __len__ = lambda self: 10**18
def step(z):
    return Liar()
"""
NAMED = """
def step(z):
    return type("ndarray", (), {"__module__": "numpy"})()
"""
SUBCLASS = """
import numpy as np
class Sneaky(float):
    __eq__ = lambda self, other: True
    __ne__ = lambda self, other: False
    __hash__ = lambda self: 0
def step(z):
    return Sneaky(7)
"""
PATCHED_CODEC = """
import gc, types
import numpy as np
for thing in gc.get_objects():
    if isinstance(thing, types.FunctionType) and thing.__name__ in (
        "encode", "to_json", "observe", "_same", "compare"
    ):
        if thing.__module__.startswith("nncheck"):
            thing.__code__ = (lambda *args, **kwargs: True).__code__
"""
PATCHED_DRIVER = """
import gc, types
for thing in gc.get_objects():
    if isinstance(thing, types.FunctionType) and thing.__module__ == (
        "nncheck.drivers.perceptron"
    ):
        if thing.__name__ == "half_adder":
            thing.__code__ = (
                lambda target: {"outputs": [0, 1], "gates": [[0, 1]] * 5}
            ).__code__
"""
READ_WIRES = """
def half_adder(x1, x2, nand):
    names = {"_signal", "_number"} & set(dir(x1))
    a, b = (getattr(x, max(names)) for x in (x1, x2))
    one = nand(x1, nand(x1, x1))
    zero = nand(one, one)
    return (one if a ^ b else zero), (one if a & b else zero)
"""
JSON = """
import builtins, json, sys
json.dumps = lambda *args, **kwargs: '{"task": "step", "state": "end"}'
json.loads = lambda *args, **kwargs: {}
builtins.isinstance = lambda *args: True
sys.modules["json"] = sys
"""
MODULES = """
import sys, types
for name in ("numpy", "json", "nncheck", "nnlib", "signal", "os"):
    sys.modules[name] = types.ModuleType(name)
"""
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
SCRIPT = "<script>document.title = 'OWNED'</script>"
IMAGE = "<img src=x onerror=\"document.title='OWNED'\">"
SVG = "<svg onload=\"document.title='OWNED'\"><a href='javascript:1'>x</a>"
SCRIPTS = SCRIPT + IMAGE + SVG + "`</code><iframe srcdoc='x'>` ${1} {{7*7}}"
BIDI = "\u202egnorw\u202c \u2066\x00\x1b[31m\ufeff"


def _closing(numbers: str) -> str:
    return (
        f"import os\nfor number in {numbers}:\n    try:\n"
        "        os.close(number)\n    except OSError:\n        pass"
    )


def _outputs(notebook: dict) -> None:
    cell_of(notebook, "step")["outputs"] = [
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"text/html": SCRIPTS, "image/svg+xml": SVG},
        },
        {"output_type": "stream", "name": "stdout", "text": SCRIPTS},
    ]
    notebook["cells"].insert(
        0, {"cell_type": "markdown", "metadata": {}, "source": SCRIPTS}
    )
    notebook["metadata"]["title"] = SCRIPTS


def _huge_output(notebook: dict) -> None:
    cell_of(notebook, "step")["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "x" * 15_000_000}
    ]


def _many_ends(notebook: dict) -> None:
    cell = dict(cell_of(notebook, "step"), source="import os\nos._exit(0)")
    notebook["cells"] = [cell] * 500 + notebook["cells"]


def _same_ids(notebook: dict) -> None:
    for cell in notebook["cells"]:
        cell["id"] = "same"
        cell["metadata"] = {
            "nbgrader": {"grade_id": "step_check", "points": 99}
        }


def _surrogate() -> bytes:
    text = json.dumps(with_step(RIGHT + "x = 'SURROGATE'"))
    return text.replace("SURROGATE", "\\ud800 \\u0000").encode()


def _verdict() -> dict[str, Case]:
    return {
        "forged points": cheat(FORGED_POINTS),
        "forged end": Case(data(with_step(FORGED_END)), 0.0),
        "forged garbage": cheat(GARBAGE),
        "a flood of events": cheat(FLOOD),
        "a pickled payload": cheat(REDUCE),
        "a lying class": cheat(LIAR),
        "a class called ndarray": cheat(NAMED),
        "a float equal to everything": cheat(SUBCLASS),
        "patched observers": Case(data(with_step(PATCHED_CODEC + WRONG)), 0.0),
        "patched driver": Case(
            data(
                with_step(
                    RIGHT + PATCHED_DRIVER,
                    half_adder="def half_adder(x1, x2, nand):\n    pass",
                )
            ),
            FULL - 3,
        ),
        "signals read from wires": Case(
            data(with_step(RIGHT, half_adder=READ_WIRES)), FULL - 3
        ),
        "points in the metadata": Case(edited(_same_ids, WRONG)),
    }


def _machine() -> dict[str, Case]:
    return {
        "signals to others": cheat(SIGNALS),
        "kills everything": cheat(KILL_ALL),
        "fork bomb": beside(FORK_BOMB, words="fewer than 100"),
        "daemon": beside(DAEMON),
        "memory in many processes": cheat(
            SPLIT_MEMORY, words="ended the Python process"
        ),
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


def _pages() -> dict[str, Case]:
    quoted = repr(SCRIPTS)
    return {
        "scripts in outputs": Case(edited(_outputs), FULL),
        "scripts in answers": cheat(f"def step(z):\n    return {quoted}"),
        "scripts in exceptions": cheat(
            f"class Bad(Exception):\n    pass\nBad.__name__ = {quoted}\n"
            f"def step(z):\n    raise Bad({quoted})"
        ),
        "scripts in a cell's error": beside(f"raise ValueError({quoted})"),
        "scripts in type names": cheat(
            f"def step(z):\n    return type({quoted}, (), {{}})()"
        ),
        "scripts printed": cheat(f"def step(z):\n    print({quoted})"),
        "turned text": beside(f"raise ValueError({BIDI!r})"),
        "half a character": Case(_surrogate()),
        "huge outputs": Case(edited(_huge_output), FULL),
        "look-alike name": Case(
            data(with_step(RIGHT.replace("def step", "def \u0455tep"))),
            FULL - STEP,
            words="defines no",
        ),
        "json and isinstance patched": cheat(JSON),
        "modules replaced": Case(data(with_step(WRONG + MODULES)), None),
        "too large": Case(
            b'{"cells": []}' + b" " * 21_000_000,
            None,
            words="clear the outputs",
            status="returned",
        ),
        "deep JSON": Case(b"[" * 10**6, None, status="returned"),
        "endless JSON": Case(
            b'{"cells": [' + b"[]," * 10**6 + b"[]]}", None, status="returned"
        ),
    }


def cases(marker: str) -> dict[str, Case]:
    """All of them, by name; ``marker``: a file that must not appear."""
    found = _verdict() | _machine() | _pages()
    mark = marker.encode()
    return {
        f"attack: {name}": Case(
            case.content.replace(b"MARKER", mark),
            case.points,
            case.words,
            case.never,
            case.status,
            case.file,
        )
        for name, case in found.items()
    }
