"""The browser computes what nnlib computes, to 1e-9."""

from __future__ import annotations

from itertools import islice, product

import numpy as np
import pytest

from nnlib.activations import sigmoid, step
from nnlib.datasets import make_blobs
from nnlib.perceptron import Perceptron, nand
from nnlib.widgets.gate_builder import GATES
from nnlib.widgets.perceptron_stepper import MAX_EPOCHS, perceptron_stepper
from tests.widgets.checks import agree
from tests.widgets.node import call

pytestmark = pytest.mark.node

CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]]
GATE_LABELS = {
    "AND": [0, 0, 0, 1],
    "OR": [0, 1, 1, 1],
    "NAND": [1, 1, 1, 0],
    "XOR": [0, 1, 1, 0],
}


def train(*tasks):
    """The browser's perceptron for each (X, y, learning rate, visits)."""
    names = ("X", "y", "learningRate", "seen")
    plain = [
        {n: np.asarray(v).tolist() for n, v in zip(names, task, strict=True)}
        for task in tasks
    ]
    return call(
        "perceptron_stepper",
        "train",
        *[[task | {"maxEpochs": MAX_EPOCHS}] for task in plain],
    )


def test_step_and_sigmoid():
    z = [-1000.0, -35.5, -2.0, -1e-300, 0.0, 1e-300, 0.5, 3.0, 35.5, 1000.0]
    agree(call("kit", "step", *[[v] for v in z]), step(np.array(z)))
    agree(call("kit", "sigmoid", *[[v] for v in z]), sigmoid(np.array(z)))


def test_weighted_sums_classes_and_mistakes():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(50, 2)), rng.integers(0, 2, 50)
    lines = [(rng.normal(size=2), rng.normal()) for _ in range(10)]
    got = call(
        "separating_line",
        "judge",
        *[[w.tolist(), b, X.tolist(), y.tolist()] for w, b in lines],
    )
    for (w, b), seen in zip(lines, got, strict=True):
        neuron = Perceptron()
        neuron.weights, neuron.bias = w, b
        agree(seen["z"], neuron.decision_function(X))
        assert seen["predicted"] == neuron.predict(X).tolist()
        assert seen["wrong"] == (neuron.predict(X) != y).tolist()
        assert seen["mistakes"] == (neuron.predict(X) != y).sum()


def test_learning_the_gates():
    cases = list(product(GATE_LABELS.values(), [1.0, 0.25, 0.1]))
    runs = train(*[(CORNERS, y, rate, 10_000) for y, rate in cases])
    for (y, rate), got in zip(cases, runs, strict=True):
        learner = Perceptron(rate, max_epochs=MAX_EPOCHS).fit(CORNERS, y)
        agree([*got["w"], got["b"]], [*learner.weights, learner.bias])
        assert got["history"] == learner.history
        assert got["converged"] == learner.converged
        assert got["done"]


def test_the_known_runs():
    # weights and epochs worked out by hand in the perceptron chapter
    known = {
        "AND": ([2, 1], -2, 6),
        "OR": ([1, 1], 0, 4),
        "NAND": ([-2, -1], 3, 6),
    }
    runs = train(*[(CORNERS, y, 1.0, 10_000) for y in GATE_LABELS.values()])
    *learned, xor = runs
    for got, (w, b, epochs) in zip(learned, known.values(), strict=True):
        assert (got["w"], got["b"], len(got["history"])) == (w, b, epochs)
    assert not xor["converged"] and xor["history"][-1] == 4
    assert len(xor["history"]) == 50


def test_fifty_visits_one_by_one():
    X, y = make_blobs(30, centers=[[-1, 0], [1, 0.5]], noise=1.5, rng=3)
    learner = Perceptron(0.3, max_epochs=MAX_EPOCHS)
    visits = list(islice(learner.steps(X, y), 50))
    assert len(visits) == 50
    got = train((X, y, 0.3, 50))[0]["visits"]
    for mine, theirs in zip(visits, got, strict=True):
        agree([*theirs["w"], theirs["b"]], [*mine.weights, mine.bias])
        for name in ("epoch", "index", "prediction", "error"):
            assert theirs[name] == getattr(mine, name)
    corrections = sum(abs(visit.error) for visit in visits)
    assert corrections >= 5, "the data must make the rule work"


def test_the_view_and_the_library_are_in_the_same_state():
    names = ["AND", "OR", "NAND", "XOR", "squad"]
    cases = list(product(names, [0, 1, 7, 24, 10_000]))
    views = [
        perceptron_stepper(name, seen=seen, learning_rate=0.5).view
        for name, seen in cases
    ]
    sets = [view._sets[view._chosen] for view in views]
    tasks = [
        (chosen["X"], chosen["y"], 0.5, seen)
        for chosen, (_, seen) in zip(sets, cases, strict=True)
    ]
    for view, got in zip(views, train(*tasks), strict=True):
        learner = view.perceptron
        agree([*got["w"], got["b"]], [*learner.weights, learner.bias])
        assert got["history"] == learner.history


def test_sharpening():
    pairs = [(c, z) for c in (1, 5, 20, 100) for z in (-4, -0.5, 0, 0.5, 4)]
    got = call("sharpen", "sharpened", *[list(pair) for pair in pairs])
    agree(got, [sigmoid(c * z) for c, z in pairs])
    at_half = [v for (c, z), v in zip(pairs, got, strict=True) if z == 0.5]
    agree(np.round(at_half, 5), [0.62246, 0.92414, 0.99995, 1.0])
    assert [v for (c, z), v in zip(pairs, got, strict=True) if z == 0] == [
        0.5
    ] * 4


def test_the_drawn_curve_is_the_sigmoid():
    z, out = np.array(call("sharpen", "curve", [7.0])[0]).T
    agree(out, sigmoid(7.0 * z))
    assert (z[0], z[-1]) == (-4, pytest.approx(4))


def test_both_sides_know_the_same_gates():
    (theirs,) = call("gate_builder", "GATES", [])
    mine = {n: "".join(map(str, out)) for n, out in GATES.items()}
    assert theirs == mine
    assert len(set(mine.values())) == 16


def test_nand_of_the_library_is_nand_in_the_browser():
    (rows,) = call("gate_builder", "truthTable", [[-2, -2], 3])
    x1, x2 = np.array([row["x"] for row in rows]).T
    assert [row["output"] for row in rows] == nand(x1, x2).tolist()
    assert [row["z"] for row in rows] == [3, 1, 1, -1]


def test_fourteen_of_the_sixteen_gates_can_be_built():
    # all that the sliders can reach, which have steps of a quarter
    grid = np.arange(-3, 3.01, 0.5)
    tries = [[[w1, w2], b] for w1, w2, b in product(grid, grid, grid)]
    found = set(call("gate_builder", "gateOf", *tries))
    assert set(GATES) - found == {"XOR", "XNOR"}


def test_the_two_sides_fill_the_box_and_the_line_parts_them():
    rng = np.random.default_rng(1)
    box = [-2.0, 3.0, -1.0, 2.0]
    lines = [(rng.normal(size=2), rng.normal()) for _ in range(40)]
    arguments = [[w.tolist(), b, box] for w, b in lines]
    firing = call("kit", "halfPlane", *[[*a, True] for a in arguments])
    silent = call("kit", "halfPlane", *[[*a, False] for a in arguments])
    ends = call("kit", "lineInBox", *arguments)
    crossed = 0
    for k, (w, b) in enumerate(lines):
        assert area(firing[k]) + area(silent[k]) == pytest.approx(15)
        assert all(np.dot(w, p) + b > -1e-9 for p in firing[k])
        assert all(np.dot(w, p) + b < 1e-9 for p in silent[k])
        assert (ends[k] is None) == (not firing[k] or not silent[k])
        if ends[k]:
            crossed += 1
            agree(np.array(ends[k]) @ w + b, [0, 0])
    assert 10 < crossed < 40


def area(corners):
    """The area of a polygon, by the shoelace formula."""
    if not corners:
        return 0.0
    x, y = np.array(corners).T
    return abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def test_dragging_turns_the_line_around_its_foot():
    box = [-3.0, 3.0, -3.0, 3.0]
    (arrow,) = call("separating_line", "arrow", [[1.0, 0.5], 0.5, box])
    tip = [arrow["from"][0] - 0.4, arrow["from"][1] + 1.3]
    (new,) = call("separating_line", "turned", [[1.0, 0.5], 0.5, box, tip])
    agree(new["w"], [-0.4, 1.3])
    on_line = np.dot(new["w"], arrow["from"]) + new["b"]
    assert abs(on_line) <= 0.025 + 1e-9  # the sliders' step is 0.05
    (b,) = call("separating_line", "through", [[1.0, 0.5], [2.0, 1.0]])
    assert b == -2.5
