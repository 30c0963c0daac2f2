"""The usual submissions, honest and not: thirty-four of them."""

import copy
import json

from class_corpus.notebooks import (
    FULL,
    RIGHT,
    WRONG,
    Case,
    beside,
    cell_of,
    cheat,
    data,
    edited,
    solved,
    spy,
    with_step,
)

BAD_GATES = "def signed_distance(w, b, X):\n    return 7\n"
LOOP = "while True:\n    pass\n"
SWALLOW = """
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
"""
ALWAYS = """
import numpy as np


class Always(np.ndarray):
    __eq__ = __ne__ = lambda self, other: True
    shape = property(lambda self: Any())

    def __array_function__(self, *args):
        return np.bool_(True)

    def __array_ufunc__(self, *args, **kwargs):
        return self


class Any:
    __eq__ = lambda self, other: True


def step(z):
    return np.zeros(1).view(Always)
"""
NO_ASSERTS = """
import ast


class Strip(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)


get_ipython().ast_transformers.append(Strip())
"""
PATCHED = """
import numpy as np
np.allclose = np.isclose = np.array_equal = lambda *args, **kwargs: True
np.testing.assert_allclose = lambda *args, **kwargs: None
np.isfinite = lambda x: np.ones(1, bool)
"""
STACK = """
import gc, inspect
frame = inspect.currentframe()
while frame is not None:
    names = {frame.f_code.co_name, *map(str, frame.f_locals)}
    found += names & {"judge", "reference", "expected", "complain", "seed"}
    frame = frame.f_back
for thing in gc.get_objects():
    kind = type(thing)
    if (kind.__module__ or "").startswith(
        ("nncheck.engine", "nncheck.specs", "nncheck.diagnosis")
    ):
        found.append(kind.__name__)
    if kind is dict and "misconceptions" in thing:
        found.append("misconceptions")
"""
FILES = """
import os
for folder, below, files in os.walk("/"):
    below[:] = [name for name in below if name not in (
        "proc", "usr", "sys", "site-packages", "lib-dynload", "share")]
    for file in files:
        if file.endswith((".ipynb", ".db", ".csv", "seed.txt", "id_rsa")):
            found.append(os.path.join(folder, file))
"""
FORGE = """
import os, sqlite3
for top, below, files in os.walk("/"):
    below[:] = [name for name in below if name not in ("proc", "usr")]
    for file in files:
        if file == "gradebook.db":
            base = sqlite3.connect(os.path.join(top, file), timeout=2)
            base.execute("update grade set manual_score = 99")
            base.commit()
"""
PLANT = """
import os
for path in ("planted", "../planted", "../../planted", "/planted",
             "/usr/planted", "/box/planted", "/box/library/nncheck/child.py"):
    try:
        with open(path, "a") as file:
            file.write("planted = 1")
    except OSError:
        pass
"""


def blank() -> bytes:
    import exercises as tool

    return (tool.RELEASE / "perceptron.ipynb").read_bytes()


def _only_step() -> bytes:
    notebook = with_step(RIGHT)
    notebook["cells"] = [cell_of(notebook, "step")]
    return data(notebook)


def _checks(notebook: dict) -> list[dict]:
    return [
        cell
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade")
    ]


def _no_check(notebook: dict) -> None:
    notebook["cells"].remove(_checks(notebook)[0])


def _other_checks(notebook: dict) -> None:
    for cell in _checks(notebook):
        cell["source"] = "2.0  # all good"


def _two_checks(notebook: dict) -> None:
    twin = copy.deepcopy(_checks(notebook)[0])
    notebook["cells"].append(twin | {"source": "2.0", "id": "twin"})


def _julia(notebook: dict) -> None:
    notebook["metadata"]["kernelspec"] = {
        "name": "julia-1.9",
        "display_name": "Julia",
        "language": "julia",
    }


def _bare(notebook: dict) -> None:
    notebook["metadata"] = {}
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def cases() -> dict[str, Case]:
    """All of them, by name."""
    returned = {"points": None, "status": "returned"}
    other = {"signed_distance": BAD_GATES}
    return {
        "01 right": Case(data(solved()), FULL),
        "02 right with a warning": beside("np.log(np.array([-1.0, 0.0]))"),
        "03 wrong": cheat("def step(z):\n    return np.tanh(z)"),
        "04 wrong twice": Case(data(with_step(WRONG, **other)), FULL - 4),
        "05 blank": Case(blank(), 0.0, words="empty stub"),
        "06 syntax error": cheat("def step(z)\n    return 1"),
        "07 loop in the answer": cheat(
            "def step(z):\n    while True:\n        pass",
            words="did not finish within",
        ),
        "08 loop in the cell": beside(LOOP, words="did not finish within"),
        "09 loop without interrupts": beside(SWALLOW, FULL - 2),
        "10 memory": beside(
            "kept = []\nwhile True:\n    kept.append(np.empty(20_000_000))",
            words="MemoryError",
        ),
        "11 leaves at the top": cheat("import os\nos._exit(0)"),
        "12 leaves in the answer": cheat(
            "import os\ndef step(z):\n    os._exit(0)"
        ),
        "13 kills itself": cheat(
            "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
            words="SIGKILL",
        ),
        "14 leaves softly": beside("import sys\nsys.exit(0)"),
        "15 deletes a check": Case(edited(_no_check, WRONG)),
        "16 changes the checks": Case(edited(_other_checks, WRONG)),
        "17 doubles a check": Case(edited(_two_checks, WRONG)),
        "18 patches NumPy": cheat(PATCHED),
        "19 strips asserts": cheat(NO_ASSERTS),
        "20 equals everything": cheat(ALWAYS),
        "21 reads the stack": spy(STACK),
        "22 reads files": spy(FILES),
        "23 forges the gradebook": cheat(FORGE),
        "24 prints 100 MB": beside(
            "for _ in range(1000):\n    print('x' * 100_000)"
        ),
        "25 one cell left": Case(_only_step(), 2.0),
        "26 a picture": Case(b"\x89PNG\r\n" + bytes(99), **returned),
        "27 empty": Case(b"", words="empty", **returned),
        "28 other JSON": Case(json.dumps({"a": [1]}).encode(), **returned),
        "29 other name": Case(data(solved()), FULL, file="hw final(2).ipynb"),
        "30 leaves a process": beside(
            "import subprocess\n"
            "subprocess.Popen(['sleep', '61337'], start_new_session=True)"
        ),
        "31 asks": beside("input('your name? ')"),
        "32 Julia": Case(edited(_julia), FULL),
        "33 no metadata": Case(edited(_bare), FULL),
        "34 writes files": cheat(PLANT),
    }
