"""Three lines and the forward pass: the page computes what nnlib does."""

from __future__ import annotations

from itertools import chain, islice, pairwise, product

import numpy as np
import pytest
from traitlets import TraitError

from nnlib import widgets
from nnlib.datasets import make_triangle, make_xor
from nnlib.widgets.forward_pass import forward_pass
from nnlib.widgets.three_lines import three_lines
from tests.widgets.checks import agree
from tests.widgets.node import call

BOX = [-0.5, 1.5, -0.5, 1.5]
SOLVED = {
    "angles": (0, 90, -135),
    "shifts": (0, 0, -0.7),
    "threshold": 2.5,
}
NAMES = ["sigmoid", "tanh", "relu", "step", "identity"]
SIZES = [(2, 3, 1), (3, 3, 4, 1), (2, 1), (3, 4, 4, 4), (2, 2, 2)]
node = pytest.mark.node


# --- three lines ------------------------------------------------------------


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


# --- the forward pass -------------------------------------------------------


def random_pass(seed, sizes, name):
    rng = np.random.default_rng(seed)
    shapes = list(pairwise(sizes))
    return forward_pass(
        sizes,
        weights=[rng.normal(size=shape) for shape in shapes],
        biases=[rng.normal(size=m) for _, m in shapes],
        x=rng.normal(size=sizes[0]).tolist(),
        activation=name,
    ).view


@node
def test_the_pass_is_the_library_s():
    cases = list(product(SIZES, NAMES))
    made = [random_pass(5, sizes, name) for sizes, name in cases]
    passes = call(
        "forward_pass",
        "forwardFlat",
        *[
            [v._params, list(v.sizes), v.x[0].tolist(), v._activation]
            for v in made
        ],
    )
    for view, passed in zip(made, passes, strict=True):
        A, layers = view.x, view.model.layers
        agree(passed[0]["a"], A[0])
        for got, dense, act in zip(
            passed[1:], layers[::2], layers[1::2], strict=True
        ):
            Z = dense.forward(A)
            A = act.forward(Z)
            agree(got["z"], Z[0])
            agree(got["a"], A[0])
        agree(A, view.model.predict(view.x))


@node
def test_the_numbers_of_the_chapter():
    view = forward_pass((3, 3, 4, 1)).view
    [passed] = call(
        "forward_pass",
        "forwardFlat",
        [view._params, [3, 3, 4, 1], [1, 2, 3], 0],
    )
    expected = [[0.64566] * 3, [0.59566] * 4, [0.67146]]
    for got, known in zip(passed[1:], expected, strict=True):
        np.testing.assert_allclose(got["a"], known, atol=5e-6)


@node
@pytest.mark.parametrize("sizes", SIZES)
def test_parameters_have_their_place_and_their_name(sizes):
    view = random_pass(6, sizes, "tanh")
    [layers] = call("forward_pass", "unpack", [view._params, list(sizes)])
    params = view.model.params
    for layer, W, b in zip(layers, params[::2], params[1::2], strict=True):
        agree(layer["W"], W)
        agree(layer["b"], b)
    total = view.model.count_params()
    assert len(view._params) == len(view._names) == total
    found = call(
        "forward_pass", "locate", *[[k, list(sizes)] for k in range(total)]
    )
    plain = str.maketrans("₁₂₃₄¹²³", "1234123", "⁽⁾")
    for place, name in zip(found, view._names, strict=True):
        kind = "b" if place["i"] is None else "W"
        source = "" if place["i"] is None else str(place["i"] + 1)
        text = f"{kind}{place['layer']}{source}{place['j'] + 1}"
        assert name.translate(plain) == text
    weights = [place for place in found if place["i"] is not None]
    back = call(
        "forward_pass", "place", *[[each, list(sizes)] for each in weights]
    )
    assert back == [k for k, f in enumerate(found) if f["i"] is not None]


def test_the_slider_holds_the_chosen_weight():
    view = random_pass(7, (2, 3, 1), "sigmoid")
    before = list(view._params)
    view._chosen = 4
    assert view.weight == before[4] and view._params == before
    view.weight = 2.5
    assert view._params == [*before[:4], 2.5, *before[5:]]
    assert view.model.flat_params[4] == 2.5
    view._chosen = 0
    assert view.weight == before[0] and view._params[4] == 2.5


@node
def test_the_written_sum_is_right():
    view = forward_pass(
        (2, 2, 1),
        weights=[[[1, -0.5], [2, 0.25]], [[1], [-3]]],
        biases=[[0.5, -1], [0.125]],
        x=[1, -2],
        activation="relu",
    ).view
    [layers] = call("forward_pass", "unpack", [view._params, [2, 2, 1]])
    [passed] = call(
        "forward_pass", "forwardFlat", [view._params, [2, 2, 1], [1, -2], 2]
    )
    cases = [[layers, passed, stage, 1, "relu"] for stage in (0, 1, 2)]
    start, sums, acts = call("forward_pass", "calculation", *cases)
    written = "z⁽¹⁾₂ = 1·(\u22120.5) + \u22122·0.25 \u2212 1"
    assert start[0] == f"{written} = ?"
    assert sums == [f"{written} = \u22122", "a⁽¹⁾₂ = relu(\u22122) = ?"]
    assert acts[1] == "a⁽¹⁾₂ = relu(\u22122) = 0"


@node
def test_stages_in_words():
    [passed] = call(
        "forward_pass",
        "forwardFlat",
        [forward_pass((3, 3, 4, 1)).view._params, [3, 3, 4, 1], [1, 2, 3], 0],
    )
    texts = call(
        "forward_pass", "describe", *[[passed, stage] for stage in range(7)]
    )
    assert texts[0] == "Only the inputs are known, x = (1, 2, 3)."
    assert texts[1].startswith("Hidden layer 1 has its sums, z⁽¹⁾ = (0.6, ")
    assert texts[4].startswith("Hidden layer 2 has its activations")
    assert texts[5].startswith("The output layer has its sums")
    assert texts[6].endswith("a⁽³⁾ = (0.6715). The pass is complete.")
    stages = call("forward_pass", "layerAt", *[[s] for s in range(7)])
    assert stages == [1, 1, 1, 2, 2, 3, 3]


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ({"sizes": (4, 3, 1)}, r"2 or 3 inputs .* got sizes=\(4, 3, 1\)"),
        ({"sizes": (2, 5, 1)}, r"1 to 4 units, got sizes=\(2, 5, 1\)"),
        ({"sizes": (2,)}, "For example"),
        ({"x": [1, 2, 3]}, r"has 2 inputs, got 3 numbers in x=\[1, 2, 3\]"),
        ({"activation": "softmax"}, "no activation 'softmax'; choose one of"),
        ({"biases": [[0], [0]]}, r"need the shapes \[\(2, 3\), \(3, 1\)"),
        ({"weights": [np.ones((3, 2)), np.ones((3, 1))]}, r"got \[\(3, 2\)"),
    ],
)
def test_forward_pass_refuses_what_does_not_fit(bad, message):
    with pytest.raises(ValueError, match=message):
        forward_pass(**bad)


def test_the_pass_needs_numbers_in_range():
    with pytest.raises(TraitError, match="x1 must be a finite number"):
        forward_pass(x=[float("inf"), 0])
    box = forward_pass(weights=[np.full((2, 3), 7.0), np.ones((3, 1))])
    assert box.sliders["weight"].max == 7
    with pytest.raises(TraitError, match="weight must .* from -10 to 10"):
        box.view.weight = 11


def test_both_are_in_the_package():
    assert widgets.three_lines is three_lines
    assert widgets.forward_pass is forward_pass
    X, _ = make_xor(10, rng=0)
    assert three_lines("XOR").view.model.predict(X).shape == (10, 1)
