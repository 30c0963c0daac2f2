"""Classes that loop, leave, explode or cheat, and answers that read files."""

import time

import pytest

from nncheck.cli import as_text
from nncheck.grading import grade_notebook
from nncheck.sandbox import Limits
from nncheck.specs.perceptron import step as spec

# short limits: the point is that there is an end
LIMITS = Limits(cell=2.0, answer=2.0, total=60.0, memory=1.0, grace=1.0)

CLASS = """
import os, sys, tempfile


class Perceptron:
    {top}

    def __init__(self, learning_rate=1.0, max_epochs=100):
        {init}

    def fit(self, X, y):
        self.history = [0]
        {fit}
        return self

    def predict(self, X):
        {predict}
        return np.zeros(len(X), dtype=int)

    @property
    def weights(self):
        {weights}
        return np.zeros(2)

    @weights.setter
    def weights(self, value):
        pass

    bias = 0.0
"""
LOOP = "while True: pass"
MUCH = "kept = [np.empty(10**7) for _ in range(10**4)]"
PRINT = "[print('x' * 100_000) for _ in range(1000)]"
NUMPY = "np.allclose = np.isclose = np.array_equal = lambda *_, **__: True"
ZEROS = "open('/dev/zero', 'rb').read()"
FIFO = "p = tempfile.mktemp(); os.mkfifo(p); open(p).read()"
# where the class does it, what it does, and words of the verdict
CLASSES = {
    "loop when made": ("init", LOOP, "did not finish within 2 s"),
    "loop in fit": ("fit", LOOP, "did not finish within 2 s"),
    "loop in predict": ("predict", LOOP, "did not finish within 2 s"),
    "loop in an attribute": ("weights", LOOP, "did not finish within 2 s"),
    "memory in fit": ("fit", MUCH, "more memory than there is"),
    "100 MB of print": ("fit", PRINT, "expected"),
    "leaves softly": ("fit", "sys.exit()", "tried to leave Python"),
    "leaves hard": ("init", "os._exit(0)", "ended the Python process"),
    "leaves in an attribute": ("weights", "os._exit(3)", "(exit code 3)"),
    "numpy changed in fit": ("fit", NUMPY, "expected"),
    "numpy changed by the class": ("top", NUMPY, "expected"),
    "reads without end": ("fit", ZEROS, "more memory than there is"),
    "reads what never comes": ("predict", FIFO, "did not finish within 2 s"),
}
# the class's own body runs with its cell
BODIES = {
    "loop": (LOOP, "did not finish within 2 s"),
    "memory": (MUCH, "MemoryError"),
    "leaves softly": ("sys.exit()", "SystemExit"),
    "leaves hard": ("os._exit(0)", "ended the Python process"),
    "reads without end": (ZEROS, "MemoryError"),
    "reads what never comes": (FIFO, "did not finish within 2 s"),
}


def program(where, line):
    places = dict.fromkeys(("top", "init", "fit", "predict", "weights"), "0")
    return CLASS.format(**places | {where: line})


def graded(notebook, save):
    begin = time.monotonic()
    report = grade_notebook(save(notebook), limits=LIMITS)
    assert time.monotonic() - begin < LIMITS.total + 20
    found = {verdict.exercise: verdict for verdict in report.verdicts}
    answer = found.pop("Perceptron")
    assert answer.points == 0
    assert all(verdict.full for verdict in found.values()), as_text(report)
    return answer


@pytest.mark.parametrize("name", CLASSES)
def test_hostile_classes_spoil_nothing(name, solved, save, replace):
    where, line, words = CLASSES[name]
    code = program(where, line)
    notebook = replace(solved("perceptron"), "Perceptron", code)
    assert words in graded(notebook, save).text


@pytest.mark.parametrize("name", BODIES)
def test_hostile_class_bodies_spoil_nothing(name, solved, save, replace):
    line, words = BODIES[name]
    code = program("top", line)
    notebook = replace(solved("perceptron"), "Perceptron", code)
    answer = graded(notebook, save)
    assert answer.state == "missing"
    assert words in answer.text


READS = """
def step(z):
    with open({path!r}) as file:
        return file.read()
"""


def test_what_a_file_says_is_no_answer(solved, save, replace):
    code = READS.format(path=spec.__file__)
    notebook = replace(solved("perceptron"), "step", code)
    report = grade_notebook(save(notebook), limits=LIMITS)
    step, *others = report.verdicts
    assert step.points == 0
    assert "gave the text" in step.text
    assert all(verdict.full for verdict in others), as_text(report)


BROKEN_NUMPY = """
for _name in ("asarray", "array", "zeros", "where", "isclose", "exp"):
    setattr(np, _name, lambda *args, **kwargs: 7)
np.ndarray = np.float64 = np.random.default_rng = None
"""


def test_a_cell_that_ruins_numpy_costs_points_and_no_more(solved, save):
    # the answers use the ruined functions; the judge does not
    notebook = solved("perceptron")
    first = next(c for c in notebook["cells"] if c["cell_type"] == "code")
    first["source"] = "".join(first["source"]) + BROKEN_NUMPY
    report = grade_notebook(save(notebook), limits=LIMITS)
    found = {verdict.exercise: verdict for verdict in report.verdicts}
    assert found["gates"].points < 100
    assert report.points < report.out_of
    assert "Traceback" not in as_text(report)
