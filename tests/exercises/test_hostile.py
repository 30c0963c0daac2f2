"""Notebooks that loop, leave, explode or cheat: a verdict in bounded time."""

import time

import pytest

from nncheck.cli import as_text
from nncheck.grading import grade_notebook
from nncheck.sandbox import Limits

# short limits: the point is that there is an end
LIMITS = Limits(cell=2.0, answer=2.0, total=60.0, memory=1.0, grace=1.0)

RIGHT = "def step(z):\n    return np.where(np.asarray(z) > 0, 1, 0)\n"
SWALLOW = """
def step(z):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
"""
ALWAYS = """
class Always(np.ndarray):
    __eq__ = __ne__ = lambda self, other: True

    def __array_function__(self, *args):
        return np.bool_(True)

    def __array_ufunc__(self, *args, **kwargs):
        return self


def step(z):
    return np.zeros(np.shape(z)).view(Always)
"""
LIAR = """
class Liar:
    __class__ = np.ndarray
    __eq__ = lambda self, other: True
    __array__ = lambda self, *args, **kwargs: 1 / 0


def step(z):
    return Liar()
"""
PATCHED = """
np.allclose = np.isclose = np.array_equal = lambda *args, **kwargs: True
np.testing.assert_allclose = lambda *args, **kwargs: None


def step(z):
    return np.asarray(z) * 7
"""
FORGED = """
import gc, os, sys

for _number in range(3, 64):
    try:
        os.write(_number, b'{"task": "step", "state": "end"}\\n' * 3)
        os.write(_number, b'{"done": true}\\n[[[\\n{"cell": "x"}\\n')
    except OSError:
        pass


def step(z):
    return 7
"""
STOLEN = """
import nncheck.engine, nncheck.specs.perceptron.step
from nncheck import perceptron as ex


def step(z):
    return nncheck.specs.perceptron.step.EXERCISE.reference(z)
"""
# the code of the cell for step, and words of the verdict on it
CHEATS = {
    "loop in the answer": (
        "def step(z):\n    while True:\n        pass",
        "did not finish within 2 s",
    ),
    "loop that swallows everything": (SWALLOW, "ended the Python process"),
    "leaves hard": (
        "import os\ndef step(z):\n    os._exit(0)",
        "ended the Python process",
    ),
    "kills itself": (
        "import os, signal\n"
        "def step(z):\n    os.kill(os.getpid(), signal.SIGKILL)",
        "ended the Python process (signal SIGKILL)",
    ),
    "leaves softly": (
        "import sys\ndef step(z):\n    sys.exit()",
        "tried to leave Python",
    ),
    "memory": (
        "def step(z):\n    return np.ones((10**6, 10**6))",
        "more memory than there is",
    ),
    "memory bit by bit": (
        "def step(z):\n    kept = []\n"
        "    while True:\n        kept.append(np.empty(10**7))",
        "more memory than there is",
    ),
    "100 MB of print": (
        "def step(z):\n    for _ in range(1000):\n"
        "        print('x' * 100_000)\n    return 7",
        "gave 7",
    ),
    "100 MB of answer": (
        "def step(z):\n    return 'x' * 100_000_000",
        "gave the text 'xxx",
    ),
    "patched numpy": (PATCHED, "expected"),
    "equal to everything": (ALWAYS, "expected"),
    "a liar": (LIAR, "gave a Liar"),
    "forged events": (FORGED, "expected"),
    "the reference, stolen": (STOLEN, "expected"),
    "reads a file": (
        "def step(z):\n    return open(np.__file__).read()",
        "gave the text",
    ),
    "reads a file without end": (
        "def step(z):\n    return open('/dev/zero', 'rb').read()",
        "expected 0",  # memory or time ends it, whichever is less
    ),
    "reads from a pipe that nobody fills": (
        "import os, tempfile\n"
        "pipe = os.path.join(tempfile.mkdtemp(), 'pipe')\nos.mkfifo(pipe)\n"
        "def step(z):\n    return open(pipe).read()",
        "did not finish within 2 s",
    ),
    "asks the user": ("def step(z):\n    return input()", "EOFError"),
    "recursion": (
        "def step(z):\n    return step(z)",
        "called itself without end",
    ),
}


@pytest.mark.parametrize("cheat", CHEATS)
def test_cheats_earn_nothing_and_spoil_nothing(cheat, solved, save, replace):
    code, words = CHEATS[cheat]
    notebook = replace(solved("perceptron"), "step", code)
    begin = time.monotonic()
    report = grade_notebook(save(notebook), limits=LIMITS)
    assert time.monotonic() - begin < LIMITS.total + 20
    step = report.verdicts[0]
    assert step.exercise == "step"
    assert step.points == 0, step.text
    assert words in step.text
    others = report.verdicts[1:]
    assert all(verdict.full for verdict in others), as_text(report)


CELLS = {
    "loop": ("while True:\n    pass", "did not finish within 2 s"),
    "loop that swallows everything": (
        SWALLOW + "step(0)",
        "ended the Python process (stopped after",
    ),
    "leaves hard": ("import os\nos._exit(1)", "(exit code 1)"),
    "leaves softly": ("import sys\nsys.exit(1)", "SystemExit"),
    "memory": (
        "kept = []\nwhile True:\n    kept.append(np.empty(10**7))",
        "MemoryError",
    ),
    "100 MB of print": (
        "for _ in range(1000):\n    print('x' * 100_000)",
        None,
    ),
    "leaves a process behind": (
        "import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', "
        "'import time; time.sleep(600)'])",
        None,
    ),
    "leaves a thread behind": (
        "import threading, time\n"
        "threading.Thread(target=time.sleep, args=(600,)).start()",
        None,
    ),
    "at the end": (
        "import atexit, time\natexit.register(time.sleep, 600)",
        None,
    ),
    "writes a large file": (
        "with open('big', 'wb') as file:\n"
        "    for _ in range(400):\n        file.write(bytes(10**6))",
        "OSError",
    ),
}


@pytest.mark.parametrize("name", CELLS)
def test_bad_cells_are_named_and_the_rest_is_graded(name, solved, save):
    code, words = CELLS[name]
    notebook = solved("perceptron")
    cell = dict(notebook["cells"][1], source=RIGHT + code)
    bad = dict(cell, source="import numpy as np\n" + cell["source"])
    notebook["cells"].insert(1, bad)
    begin = time.monotonic()
    report = grade_notebook(save(notebook), limits=LIMITS)
    assert time.monotonic() - begin < LIMITS.total + 20
    assert report.points == report.out_of == 16, as_text(report)
    if words is None:
        assert report.notes == ()
    else:
        (note,) = report.notes
        assert "Cell 2 did not run to its end" in note
        assert words in note


def test_time_for_the_whole_notebook_ends(solved, save):
    notebook = solved("perceptron")
    slow = dict(notebook["cells"][1], source="import time\ntime.sleep(3)")
    notebook["cells"] = [slow] * 30 + notebook["cells"]
    limits = Limits(cell=10.0, total=5.0)
    begin = time.monotonic()
    report = grade_notebook(save(notebook), limits=limits)
    assert time.monotonic() - begin < 15
    assert report.points == 0
    assert all("was not run" in v.text for v in report.verdicts)


def test_the_notebook_cannot_write_beside_itself(solved, save, tmp_path):
    notebook = solved("perceptron")
    source = "open('planted.txt', 'w').write('hi')"
    notebook["cells"].append(dict(notebook["cells"][1], source=source))
    path = save(notebook)
    report = grade_notebook(path)
    assert report.points == 16
    assert list(tmp_path.iterdir()) == [path]
