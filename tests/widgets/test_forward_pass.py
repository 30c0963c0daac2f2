"""The forward pass: the page computes what nnlib does, and in words."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from traitlets import TraitError

from nnlib import widgets
from nnlib.datasets import make_xor
from nnlib.widgets.forward_pass import forward_pass
from nnlib.widgets.three_lines import three_lines
from tests.widgets.checks import agree
from tests.widgets.node import call

NAMES = ["sigmoid", "tanh", "relu", "step", "identity"]
SIZES = [(2, 3, 1), (3, 3, 4, 1), (2, 1), (3, 4, 4, 4), (2, 2, 2)]
node = pytest.mark.node


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
