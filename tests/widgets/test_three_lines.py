"""Three lines that vote: the page computes what nnlib does."""

from __future__ import annotations

from itertools import chain, islice

import numpy as np
import pytest
from traitlets import TraitError

from nnlib.datasets import make_triangle
from nnlib.widgets.three_lines import three_lines
from tests.widgets.checks import agree
from tests.widgets.node import call

BOX = [-0.5, 1.5, -0.5, 1.5]
SOLVED = {
    "angles": (0, 90, -135),
    "shifts": (0, 0, -0.7),
    "threshold": 2.5,
}
node = pytest.mark.node


def random_lines(seed, n):
    """Views with random lines and thresholds, no point on a line."""
    rng = np.random.default_rng(seed)
    for _ in range(n):
        yield three_lines(
            angles=rng.uniform(-180, 180, 3).tolist(),
            shifts=rng.uniform(-1, 1, 3).tolist(),
            threshold=float(rng.choice([0.0, 0.5, 1.0, 1.5, 2.5, 3.0])),
        ).view


def neurons(view):
    """The arguments of `neuron` in the view's module, one list per line."""
    return [
        [getattr(view, f"angle{k}"), getattr(view, f"shift{k}")]
        for k in (1, 2, 3)
    ]


@node
def test_lines_are_the_neurons_of_the_library():
    right = [[a, 0.5] for a in (-180, -90, 0, 90, 180)]
    for view in (*random_lines(0, 5), three_lines(**SOLVED).view):
        got = call("three_lines", "neuron", *neurons(view))
        W, b = view.model.params[:2]
        agree([line["w"] for line in got], W.T)
        agree([line["b"] for line in got], b)
    got = [line["w"] for line in call("three_lines", "neuron", *right)]
    assert got == [[-1, 0], [0, -1], [1, 0], [0, 1], [-1, 0]]


@node
def test_votes_and_verdicts_are_the_network():
    X = np.random.default_rng(3).uniform(-0.5, 1.5, size=(60, 2))
    for view in random_lines(1, 6):
        lines = call("three_lines", "neuron", *neurons(view))
        hidden = view.model.layers[1].forward(view.model.layers[0].forward(X))
        votes = call("three_lines", "votes", *[[lines, x.tolist()] for x in X])
        assert votes == hidden.tolist()
        verdicts = call(
            "three_lines", "verdict", *[[h, view.threshold] for h in votes]
        )
        assert verdicts == view.model.predict(X)[:, 0].tolist()
        y = np.zeros(len(X), dtype=int)
        [wrong] = call(
            "three_lines",
            "wrong",
            [lines, view.threshold, X.tolist(), y.tolist()],
        )
        assert wrong == (view.model.predict(X)[:, 0] != y).tolist()


@node
def test_pieces_fill_the_box_and_know_their_votes():
    made = list(random_lines(2, 12))
    lines = call("three_lines", "neuron", *chain(*map(neurons, made)))
    triples = [lines[k : k + 3] for k in range(0, len(lines), 3)]
    all_parts = call("three_lines", "pieces", *[[t, BOX] for t in triples])
    corners = [[part["corners"]] for parts in all_parts for part in parts]
    areas = iter(call("three_lines", "area", *corners))
    places = iter(call("three_lines", "inside", *corners))
    for view, parts in zip(made, all_parts, strict=True):
        assert sum(islice(areas, len(parts))) == pytest.approx(4)
        middles = np.array(list(islice(places, len(parts))))
        sums = middles @ view.model.params[0] + view.model.params[1]
        assert [part["h"] for part in parts] == (sums > 0).astype(int).tolist()
    kinds = {len(parts) for parts in all_parts}
    assert kinds >= {6, 7}, "three lines in general make seven regions"


@node
def test_dragging_keeps_the_point_on_the_line():
    angles = [angle for v in random_lines(4, 8) for angle, _ in neurons(v)]
    to = [0.4, 0.7]
    shifts = call("three_lines", "shiftThrough", *[[a, to] for a in angles])
    pairs = [list(pair) for pair in zip(angles, shifts, strict=True)]
    for line in call("three_lines", "neuron", *pairs):
        assert abs(np.dot(line["w"], to) + line["b"]) <= 0.025 + 1e-9


@node
def test_turning_keeps_the_foot_of_the_arrow():
    pairs = [pair for v in random_lines(4, 8) for pair in neurons(v)]
    lines = call("three_lines", "neuron", *pairs)
    arrows = call("three_lines", "arrowOf", *[[each, BOX] for each in lines])
    feet = [np.array(arrow["from"]) for arrow in arrows]
    for arrow, foot, line in zip(arrows, feet, lines, strict=True):
        agree(np.dot(line["w"], foot) + line["b"], 0)
        agree(np.array(arrow["to"]) - foot, 0.32 * np.array(line["w"]))
    drags = [
        [line, BOX, (foot + [-0.2, 0.2]).tolist()]
        for line, foot in zip(lines, feet, strict=True)
    ]
    for turned, foot in zip(
        call("three_lines", "turnedTo", *drags), feet, strict=True
    ):
        assert turned["angle"] == 135
        along = np.array([-1, 1]) / np.sqrt(2)
        exact = np.clip(along @ foot, -2, 2)
        assert abs(turned["shift"] - exact) <= 0.025 + 1e-9


def test_the_solutions_of_all_three_tasks():
    assert three_lines(**SOLVED).view.mistakes == 0
    outside = three_lines(
        "outside", angles=(180, -90, 45), shifts=(0, 0, 0.7), threshold=0.5
    )
    assert outside.view.mistakes == 0
    xor = three_lines(
        "XOR", angles=(45, -135, 0), shifts=(0.35, -1.05, -2), threshold=2.5
    )
    assert xor.view.mistakes == 0
    assert repr(xor).endswith("0 of 4 points wrong")


def test_the_start_is_no_solution():
    view = three_lines().view
    for name in ("triangle", "outside", "XOR"):
        view.data = name
        assert view.mistakes > 0


def test_points_are_those_of_the_data_set_with_room():
    [first, second, _] = three_lines().view._sets
    X, y = np.array(first["X"]), np.array(first["y"])
    inside = (X.min(axis=1) > 0) & (X.sum(axis=1) < 1)
    assert inside.astype(int).tolist() == y.tolist()
    assert second["y"] == (1 - y).tolist() and 20 < y.sum() < 47
    X_all, _ = make_triangle(90, rng=4)
    assert all((abs(X_all - x).max(axis=1) < 0.0051).any() for x in X)


@node
@pytest.mark.parametrize(
    ("threshold", "words"),
    [
        (0, "at least 1 of"),
        (0.5, "at least 1 of"),
        (1, "at least 2 of"),
        (2.5, "all three of"),
        (3, "never fires"),
    ],
)
def test_the_threshold_in_words(threshold, words):
    [text] = call("three_lines", "describe", [threshold, 0, 4])
    assert words in text
    fires = [k > threshold for k in range(4)]
    count = sum(fires)
    assert {0: "never", 1: "all three"}.get(count, f"{4 - count} of") in text


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ({"data": "square"}, "no data 'square'; choose one of triangle"),
        ({"angles": (0, 90)}, "three angles, one for each line, got"),
        ({"shifts": 0.5}, "three shifts, one for each line, got 0.5"),
    ],
)
def test_three_lines_refuses_what_it_cannot_draw(bad, message):
    with pytest.raises(ValueError, match=message):
        three_lines(**bad)


@pytest.mark.parametrize("value", [float("nan"), "1", 200])
def test_lines_need_numbers_in_range(value):
    with pytest.raises(TraitError, match="angle1 must be a finite number"):
        three_lines(angles=(value, 0, 0))
    with pytest.raises(TraitError, match="from 0 to 3, got 4"):
        three_lines(threshold=4)
